import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A program of `bin/` as a process of its own. */
export interface Run {
  readonly child: ChildProcess
  /** Its exit code; null: a signal ended it. */
  readonly ended: Promise<number | null>
  /** What it wrote so far, errors as well. */
  output(): string
}

/** @param env in place of what this process has of them; database and queue are set by nobody else. */
export function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Run {
  const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env
  const program = fileURLToPath(new URL(`../../bin/${file}`, import.meta.url))
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...inherited, ...env } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, ended, output: () => output }
}
