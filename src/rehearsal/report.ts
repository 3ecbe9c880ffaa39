import type { Standing } from './house/ledger.ts'
import type { StruckFault } from './perform.ts'
import type { Counts } from './receiver/messages.ts'

/** All that a rehearsal found out. */
export interface Findings {
  readonly readers: number
  readonly seed: number
  readonly queue: 'PostgreSQL' | 'Redis'
  readonly plant: string | undefined
  readonly struck: readonly StruckFault[]
  /** Faults that are no matter of a point, each with what came of it. */
  readonly standing: readonly string[]
  readonly account: Standing | undefined
  readonly counts: Counts | undefined
  /** How many readers have how many mails of the issue in the receiver's log. */
  readonly mailsPerReader: ReadonlyMap<number, number>
  readonly excused: ReadonlyMap<string, number>
  readonly longestStandstillMs: number
  readonly seconds: number
  /** What is wrong; nothing when the rehearsal passed. */
  readonly problems: readonly string[]
}

/** The report, for people: Markdown that reads well as it is. */
export function writeReport(findings: Findings): string {
  const { readers, seed, queue, plant, seconds, longestStandstillMs, problems } = findings
  return [
    `# Rehearsal: ${number(readers)} readers, seed ${seed}`,
    '',
    problems.length === 0 ? '**Passed.** Everybody who was to get the issue got it once.' : '**Failed.**',
    ...problems.map((problem) => `- ${problem}`),
    '',
    `- Queue on ${queue}; ${number(Math.round(seconds))} seconds in all`,
    ...(longestStandstillMs > 0
      ? [`- The longest time in which nothing moved: ${(longestStandstillMs / 1000).toFixed(1)} s`]
      : []),
    ...(plant ? [`- Planted: ${plant}`] : []),
    '',
    ...account(findings),
    ...atReceiver(findings),
    ...faults(findings),
  ].join('\n')
}

function account({ account }: Findings): string[] {
  if (!account) return []
  const { deliveries, status } = account
  const columns = ['excluded', 'accepted', 'rejected', 'unknown', 'to-send'] as const
  const audience = columns.reduce((sum, column) => sum + (deliveries[column] ?? 0), 0)
  return [
    `## The account: ${status}`,
    '',
    '| audience | = excluded | + accepted | + rejected | + unknown | + still to send |',
    '|---:|---:|---:|---:|---:|---:|',
    `| ${[audience, ...columns.map((column) => deliveries[column] ?? 0)].map(number).join(' | ')} |`,
    '',
  ]
}

function atReceiver({ mailsPerReader, excused, counts }: Findings): string[] {
  const perReader = [...mailsPerReader].sort(([a], [b]) => a - b)
  const causes = [...excused].map(([cause, count]) => `${cause}: ${number(count)}`).join(', ')
  return [
    '## At the receiver',
    '',
    '| mails of the issue | readers |',
    '|---:|---:|',
    ...perReader.map(([mails, readers]) => `| ${mails} | ${number(readers)} |`),
    '',
    ...(causes ? [`Without a mail, and why: ${causes}.`, ''] : []),
    ...(counts
      ? [
          `${number(counts.requests)} requests under ${number(counts.keys)} keys: ${number(counts.batches)} ` +
            `batches accepted, ${number(counts.replays)} answers replayed, ${number(counts.refusals)} refused, ` +
            `${number(counts.conflicts)} in conflict. Webhooks: ${number(counts.webhooks.acknowledged)} ` +
            `acknowledged, ${number(counts.webhooks.repeated)} sent again.`,
          '',
        ]
      : []),
  ]
}

function faults({ struck, standing }: Findings): string[] {
  const names = [...new Set(struck.map(({ name }) => name))].sort()
  const done = struck.filter(({ struck }) => struck)
  return [
    `## The faults: ${number(done.length)} of ${number(struck.length)}`,
    '',
    ...(done.length < struck.length ? ['The issue was sent before the others had their turn.', ''] : []),
    ...(names.length > 0
      ? [
          '| fault | times | at batches |',
          '|---|---:|---|',
          ...names.map((name) => {
            const points = done.filter((fault) => fault.name === name).map(({ point }) => point)
            return `| ${name} | ${points.length} | ${points.join(', ')} |`
          }),
          '',
        ]
      : []),
    ...standing.map((line) => `- ${line}`),
  ]
}

function number(value: number): string {
  return value.toLocaleString('en')
}
