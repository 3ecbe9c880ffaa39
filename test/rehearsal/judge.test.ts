import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Excuse } from '../../src/rehearsal/excuses.ts'
import { judgeIssue } from '../../src/rehearsal/judge/judge-issue.ts'
import { tallyOf } from '../../src/rehearsal/judge/tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'verdicts-judge-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a log that grows is counted on, half a line at a time', () => {
  const { tally, append } = openTally('grows')
  tally.read()
  append('1 k 1-1 a@resend.dev ff\n2 k 1-')
  tally.read()
  expect([tally.count(1), tally.find(1, 2)]).toEqual([1, undefined])
  append('2 b@resend.dev ff\n')
  tally.read()
  expect([tally.count(1), tally.find(1, 2)?.key]).toEqual([2, 'k'])
})

test('a delivery that is accepted twice ends the rehearsal, with both mails and the fault before', () => {
  const { tally, append } = openTally('twice')
  append('1 first 1-1 a@resend.dev ff\n2 second 1-1 a@resend.dev ff\n')
  expect(() => tally.read()).toThrow(
    expect.objectContaining({
      message: 'Delivery 1-1 was accepted twice.',
      findings: [
        expect.stringContaining('key first'),
        expect.stringContaining('key second'),
        'Before it: a fault of the test',
      ],
    }),
  )
  expect(tally.mailsOf(1, 1)).toBe(2)
})

test('an address that is mailed twice is found though the deliveries differ; another issue is another mail', () => {
  const { tally, append } = openTally('address')
  append('1 k 1-1 a@resend.dev ff\n2 k 2-1 a@resend.dev ff\n')
  tally.read()
  append('3 k 1-2 a@resend.dev ff\n')
  expect(() => tally.read()).toThrow('Delivery 1-2 was accepted twice.')
})

test('an issue that everybody got once is well', () => {
  expect(judge({ rows: [accepted(1), accepted(2)], mailed: [1, 2] })).toEqual([])
})

test.each([
  ['a reader without a mail', { rows: [accepted(1), accepted(2)], mailed: [1] }, ['lost', 'has no mail']],
  ['a reader without a row', { rows: [accepted(1)], mailed: [1, 2] }, ['not in the ledger']],
  [
    'a reader still to be sent',
    { rows: [accepted(1), row(2, 'to-send')], mailed: [1] },
    ['lost', '"to-send"'],
  ],
  ['one in doubt', { rows: [accepted(1), row(2, 'unknown')], mailed: [1, 2] }, ['"unknown"']],
  [
    'an exclusion for no cause',
    { rows: [accepted(1), row(2, 'excluded', 'ended')], mailed: [1] },
    ['lost', 'no cause'],
  ],
  [
    'someone excluded who was mailed',
    { rows: [accepted(1), row(2, 'excluded', 'ended')], mailed: [1, 2], excuses: { 2: 'left' } },
    ['is excluded, and was mailed'],
  ],
  [
    'someone rejected whom the receiver never refused',
    { rows: [accepted(1), row(2, 'rejected')], mailed: [1], excuses: { 2: 'left' } },
    ['never refused'],
  ],
  [
    'someone accepted who left before, with no mail',
    { rows: [accepted(1), accepted(2)], mailed: [1], excuses: { 2: 'left' } },
    ['the receiver has no mail'],
  ],
] as const)('%s is found', (_what, evidence, findings) => {
  const found = judge(evidence as unknown as Case)
  expect(found).toHaveLength(findings.length)
  for (const [index, text] of findings.entries()) expect(found[index]).toContain(text)
})

test('an older copy of the database forgets who had left, and only that is excused', () => {
  const rows = [accepted(1), accepted(2)]
  expect(judge({ rows, mailed: [1], excuses: { 2: 'left' }, restored: true })).toEqual([])
  expect(judge({ rows, mailed: [1], restored: true })).not.toEqual([])
})

test('a cancelled issue excuses whoever was not mailed, and nothing else', () => {
  const rows = [accepted(1), row(2, 'excluded', 'cancelled')]
  expect(judge({ rows, mailed: [1], cancelled: true })).toEqual([])
  expect(judge({ rows, mailed: [1, 2], cancelled: true })).toHaveLength(1)
  expect(judge({ rows, mailed: [], cancelled: true })).toHaveLength(1)
})

type Row = Parameters<typeof judgeIssue>[0]['rows'][number]

interface Case {
  readonly rows: readonly Row[]
  readonly mailed: readonly number[]
  readonly excuses?: Readonly<Record<number, Excuse>>
  readonly restored?: boolean
  readonly cancelled?: boolean
}

/** Judges an audience of two. */
function judge({ rows, mailed, excuses = {}, restored = false, cancelled = false }: Case): string[] {
  return judgeIssue({
    rows,
    audience: [1, 2],
    wasMailed: (subscriber) => mailed.includes(subscriber),
    excuses: new Map(Object.entries(excuses).map(([id, excuse]) => [Number(id), excuse])),
    restored,
    cancelled,
  })
}

function accepted(subscriber: number): Row {
  return row(subscriber, 'accepted')
}

function row(subscriber: number, state: Row['state'], exclusion: string | null = null): Row {
  return { subscriber, state, exclusion }
}

function openTally(name: string) {
  const file = join(folder, name)
  const tally = tallyOf(file, () => 'a fault of the test')
  return { tally, append: (text: string) => appendFileSync(file, text) }
}
