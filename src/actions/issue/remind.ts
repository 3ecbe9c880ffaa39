import { findIssue } from '../../../db/queries/issue.ts'
import { listPlanned } from '../../../db/queries/issue-plan.ts'
import { findRemindersDue, type IssueReminder, noteReminder } from '../../../db/queries/issue-reminder.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import { renderReadinessDue } from '../../../emails/readiness-due/render-readiness-due.ts'
import type { RenderedMail } from '../../../emails/rendered-mail.ts'
import { renderScheduleDue } from '../../../emails/schedule-due/render-schedule-due.ts'
import type { Context } from '../../context.ts'
import type { Actor } from '../../domain/audit.ts'
import type { Issue } from '../../domain/issue.ts'
import { redact } from '../../domain/redact.ts'
import { nextOpenSlot } from '../../domain/rhythm.ts'
import { formatSendTime } from '../../domain/send-time.ts'
import { whoEdits } from '../editor/who-edits.ts'
import { isOfTheDatabase } from '../is-of-the-database.ts'
import { postMails } from '../outbox/post-mail.ts'
import { approvalRule, approvalStateOf, isCleared } from './approval-state.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { loadWholeIssue } from './load-whole-issue.ts'
import { findOwnEdit } from './own-edit.ts'
import { preflightIssue, redInWords } from './preflight.ts'

/**
 * Tells all who may see to it of an issue whose time is near and that would not go out, as nobody scheduled or approved
 * it, or its preflight is red: a day and an hour before, once each, however many workers look.
 */
export async function remindOfIssues(context: Context): Promise<void> {
  for (const due of await findRemindersDue(context.db)) await remind(context, due)
}

interface Reminder {
  readonly kind: string
  readonly content: RenderedMail
  /** Who can't see to what it asks for. */
  readonly but?: Actor | undefined
}

async function remind(context: Context, due: IssueReminder): Promise<void> {
  const { db, config } = context
  const issue = await findIssue(db, due.issueNumber)
  if (!issue) return
  const reminder = await (due.status === 'draft' ? ofDraft : ofScheduled)(context, due, issue)
  await db.transaction().execute(async (tx) => {
    if (!(await noteReminder(tx, due)) || !reminder) return
    const { but, ...mail } = reminder
    await postMails(tx, config, { ...mail, to: await whoEdits(tx, but) })
  })
}

async function ofDraft(
  { db, config }: Context,
  { dueAt, ahead }: IssueReminder,
  { number, comparisons }: Issue,
): Promise<Reminder | undefined> {
  const rhythm = await findRhythm(db)
  if (!rhythm) return undefined
  const next = nextOpenSlot(rhythm, dueAt, rhythm.skipped)
  const [after] = await listPlanned(db, next.sendAt)
  const isTaken = after?.plannedFor.getTime() === next.sendAt.getTime()
  const content = renderScheduleDue({
    site: config.site,
    issueNumber: number,
    isEmpty: comparisons.length === 0,
    ahead,
    time: formatSendTime({ sendAt: dueAt, timeZone: rhythm.timeZone }),
    next: isTaken ? undefined : formatSendTime(next),
  })
  return { kind: 'schedule-due', content }
}

async function ofScheduled(
  context: Context,
  { dueAt, ahead }: IssueReminder,
  issue: Issue,
): Promise<Reminder | undefined> {
  const { mayNotApprove, ...wants } = await findWants(context, issue)
  if (wants.approval === undefined && wants.preflight === undefined) return undefined
  const content = renderReadinessDue({
    site: context.config.site,
    issueNumber: issue.number,
    ...wants,
    ahead,
    time: formatSendTime({ sendAt: dueAt, timeZone: issue.timeZone! }),
  })
  // What is red they can mend.
  return { kind: 'readiness-due', content, but: wants.preflight === undefined ? mayNotApprove : undefined }
}

/** Why a scheduled issue would not go out, in sentences. */
interface Wants {
  readonly approval: string | undefined
  readonly preflight: string | undefined
  /** Who changed it last, where somebody else has to approve it. */
  readonly mayNotApprove?: Actor | undefined
}

async function findWants({ db, config, log }: Context, issue: Issue): Promise<Wants> {
  try {
    const whole = await loadWholeIssue(db, issue)
    const composed = composeLoaded(config, whole)
    const state = approvalStateOf(config, await approvalRule({ db, config }), whole, composed)
    const red = redInWords(await preflightIssue({ db, config }, issue, composed))
    return {
      approval: isCleared(state) ? undefined : unapproved(state),
      preflight: red === undefined ? undefined : redact(red),
      mayNotApprove: await findOwnEdit(db, state.rule, whole),
    }
  } catch (error) {
    if (isOfTheDatabase(error)) throw error
    log.error({ err: error, issueNumber: issue.number }, 'a scheduled issue could not be looked at')
    return { approval: undefined, preflight: 'It can not be put together as it is.' }
  }
}

function unapproved({ approval, changed }: ReturnType<typeof approvalStateOf>): string {
  return approval
    ? `It was approved, and is another since then: ${changed.join('; ')}.`
    : 'Nobody has approved it yet.'
}
