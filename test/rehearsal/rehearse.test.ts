import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { rehearseCommand } from '../../src/cli/rehearse.ts'
import { callCommand } from '../support/call-command.ts'
import { QUICK } from '../support/quick.ts'

const PROGRAM = fileURLToPath(new URL('../../bin/verdicts.mjs', import.meta.url))
const PATIENCE_MS = 400_000
const folder = mkdtempSync(join(tmpdir(), 'verdicts-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true }))

test(
  'a send through some faults gives everybody one mail, and the report says so',
  async () => {
    const report = join(folder, 'report.md')
    const faults = 'worker-killed,drop-after,error-before,webhooks-twice'
    const run = await rehearse('--readers', '1000', '--faults', faults, '--seed', '7', '--report', report)
    expect(run.output).toContain('**Passed.**')
    expect(run.code).toBe(0)
    expect(readFileSync(report, 'utf8')).toContain('| audience | = excluded | + accepted |')
  },
  PATIENCE_MS,
)

test.skipIf(QUICK)(
  'a planted bug that doubles mails is found, and names the mail',
  async () => {
    const run = await rehearse('--readers', '1000', '--faults', 'rate-limit', '--plant', 'double')
    expect(run.output).toMatch(/Delivery 1-\d+ was accepted twice/)
    expect(run.output).toContain('**Failed.**')
    expect(run.code).toBe(1)
  },
  PATIENCE_MS,
)

test.skipIf(QUICK)(
  'a planted bug that loses mails is found, and names the readers',
  async () => {
    const run = await rehearse('--readers', '1000', '--faults', 'rate-limit', '--plant', 'loss')
    expect(run.output).toMatch(/100 readers \(.*\): got nothing: lost/)
    expect(run.code).toBe(1)
  },
  PATIENCE_MS,
)

test.each([
  [{ readers: 'many' }, '--readers is a whole number'],
  [{ faults: 'rate-limit,rain' }, '--faults: there is no fault "rain"'],
  [{ count: '-1' }, '--count'],
  [{ seed: '1.5' }, '--seed is a whole number'],
  [{ plant: 'tulips' }, '--plant is double or loss, not "tulips".'],
  [{ redis: 'localhost' }, '--redis is a connection string'],
])('%j is refused, and says what is wrong with it', async (values, message) => {
  const call = callCommand(rehearseCommand, { values, open: () => undefined })
  await expect(call).rejects.toMatchObject({ message: expect.stringContaining(message), exitCode: 2 })
})

test('an option that there is not is refused by the program', async () => {
  const run = await rehearse('--encore')
  expect(run.output).toContain("Unknown option '--encore'")
  expect(run.code).toBe(2)
})

/** Runs `npx verdicts rehearse`, and removes the logs that it leaves when it fails. */
function rehearse(...argv: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [PROGRAM, 'rehearse', ...argv])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) =>
    child.once('close', (code) => {
      const [, logs] = output.match(/logs of all its processes are in (\S+)/) ?? []
      if (logs) rmSync(logs, { recursive: true })
      resolve({ code, output })
    }),
  )
}
