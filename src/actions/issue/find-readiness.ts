import type { Context } from '../../context.ts'
import type { ApprovalRule } from '../../domain/approval.ts'
import { type Issue, isOpen } from '../../domain/issue.ts'
import type { Severity } from '../../domain/preflight.ts'
import { approvalRule, approvalStateOf } from './approval-state.ts'
import { type ComposedIssueNow, composeLoaded } from './compose-whole-issue.ts'
import { loadWholeIssue, type WholeIssue } from './load-whole-issue.ts'
import { doubts, type JudgedLine, preflightIssue, stoppers } from './preflight.ts'

/** What an issue still wants before it goes out. */
export interface Readiness {
  readonly preflight: Severity
  /** How many lines of it keep the issue from being scheduled. */
  readonly red: number
  /** What of it is amber. */
  readonly amber: readonly JudgedLine[]
  readonly approval: 'approved' | 'not approved' | 'not needed'
}

/** Each is put together for that: more of them would keep a list waiting. */
const MOST = 2

/** The readiness of the issues to come, by their numbers: of those that have a time, and then of the newest. */
export async function findReadiness(
  { db, config }: Pick<Context, 'db' | 'config'>,
  issues: readonly Issue[],
): Promise<Map<number, Readiness>> {
  const coming = issues
    .filter(isOpen)
    .toSorted((a, b) => Number(b.sendAt !== null) - Number(a.sendAt !== null))
  if (coming.length === 0) return new Map()
  const [rule, ...loaded] = await Promise.all([
    approvalRule({ db, config }),
    ...coming.slice(0, MOST).map((issue) => loadWholeIssue(db, issue)),
  ])
  const found = loaded.map(
    async (whole) =>
      [
        whole.issue.number,
        await readinessOf({ db, config }, rule, whole, composeLoaded(config, whole)),
      ] as const,
  )
  return new Map(await Promise.all(found))
}

/** The same of an issue that is loaded and composed. */
export async function readinessOf(
  { db, config }: Pick<Context, 'db' | 'config'>,
  rule: ApprovalRule,
  whole: WholeIssue,
  composed: ComposedIssueNow,
): Promise<Readiness> {
  const state = approvalStateOf(config, rule, whole, composed)
  const report = await preflightIssue({ db, config }, whole.issue, composed)
  const needed = rule === 'nobody' ? 'not needed' : 'not approved'
  return {
    preflight: report.colour,
    red: stoppers(report).length,
    amber: doubts(report),
    approval: state.approval && state.changed.length === 0 ? 'approved' : needed,
  }
}

/** Why an issue would not go out as it is, in half a sentence. */
export function wantsOf({ preflight, approval }: Readiness): string | undefined {
  const wants = [
    ...(preflight === 'red' ? ['its preflight is red'] : []),
    ...(approval === 'not approved' ? ['nobody approved it as it is'] : []),
  ]
  return wants.length === 0 ? undefined : wants.join(', and ')
}
