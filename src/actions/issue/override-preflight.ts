import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { insertOverride } from '../../../db/queries/preflight-override.ts'
import type { Context } from '../../context.ts'
import { editorIdOf } from '../../domain/audit.ts'
import { isOverridable, lineName } from '../../domain/preflight.ts'
import { redact } from '../../domain/redact.ts'
import { type JudgedLine, preflightIssue } from './preflight.ts'

export type OverrideOutcome =
  | { readonly outcome: 'overridden' }
  | { readonly outcome: 'not-found' }
  /** The line says something else by now, or nothing stops the issue there any more. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly problem: string }

const LONGEST_REASON = 500

/** Lets an issue go out in spite of one line of its preflight, for a reason that is kept. Twice is as good as once. */
export async function overridePreflight(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
  { line: key, reason }: { readonly line: string; readonly reason: string },
): Promise<OverrideOutcome> {
  return db.transaction().execute(async (tx): Promise<OverrideOutcome> => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const problem = checkReason(reason)
    if (problem) return { outcome: 'refused', problem }
    const report = await preflightIssue({ db: tx, config }, issue)
    const line = report.lines.find((one) => one.key === key)
    if (line?.override?.reason === reason.trim()) return { outcome: 'overridden' }
    if (!line || line.override || !isOverridable(line)) return { outcome: 'changed' }
    await keepOverride(tx, by, { number, line, reason })
    return { outcome: 'overridden' }
  })
}

/** What is wrong with a reason, in a sentence. */
export function checkReason(reason: string): string | undefined {
  if (reason.trim() === '') return 'Say why the issue may go out all the same.'
  if (reason.length <= LONGEST_REASON) return undefined
  return `The reason has ${reason.length} characters; ${LONGEST_REASON} are the most.`
}

export async function keepOverride(
  tx: Db,
  by: Context['by'],
  { number, line, reason }: { number: number; line: JudgedLine; reason: string },
): Promise<void> {
  const inserted = await insertOverride(tx, {
    issueNumber: number,
    line: line.key,
    reason: reason.trim(),
    editorId: editorIdOf(by),
  })
  // The log only grows, and the reason's own row may go with its issue.
  const detail = redact(`${lineName(line)}: ${reason.trim()}`)
  if (inserted) await recordAct(tx, by, { kind: 'preflight-overridden', subject: number, detail })
}
