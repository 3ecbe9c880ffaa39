import type { Command } from './command.ts'

/** The list of all commands. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  return [
    'Usage: npx verdicts COMMAND [options]',
    '',
    ...commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
    '',
    'npx verdicts COMMAND --help explains one of them.',
  ].join('\n')
}

/** What one command takes. */
export function helpFor({ usage, summary, options = {} }: Command): string {
  const names = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' …' : ''}`)
  const width = Math.max(0, ...names.map((name) => name.length))
  return [
    `Usage: npx verdicts ${usage}${names.length > 0 ? ' [options]' : ''}`,
    summary,
    ...(names.length > 0 ? [''] : []),
    ...Object.values(options).map(({ help }, index) => `  ${names[index]!.padEnd(width)}  ${help}`),
  ].join('\n')
}
