import { afterAll } from 'vitest'
import { setApprovalRule } from '../../../db/queries/approval-rule.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { insertSampleVotes } from '../../../db/queries/sample.ts'
import { inviteEditor } from '../../../src/actions/editor/invite.ts'
import { checkReadiness } from '../../../src/actions/installation/check-readiness.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { sendCopy } from '../../../src/actions/issue/send-copy.ts'
import { sendTestMail } from '../../../src/actions/issue/send-test.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import type { Context } from '../../../src/context.ts'
import { ERRAND_KINDS } from '../../../src/domain/errand.ts'
import { openLimits } from '../../../src/limits/open-limits.ts'
import { createWeb } from '../../../src/web/create-web.tsx'
import { dayIn } from '../../support/day-in.ts'
import { openedErrand } from '../../support/errands.ts'
import { createSendingContext, type StoredMail } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { signInAs } from '../desk/support.ts'
import { addSubscriber, importSample, post, readerToken, type Web } from '../support.ts'

export interface Scene {
  readonly context: Context
  /** The site with all that can be switched on, made anew: until it is first asked, routes can be added. */
  web(): Web
  /** Of an owner's session at the desk. */
  readonly cookie: string
  /** Somebody who is subscribed, by their id. */
  readonly subscriber: number
  /** A test mail, by its id. */
  readonly testMail: number
  /** Every mail that was sent. */
  readonly mails: readonly StoredMail[]
}

/**
 * A site in the middle of its life: a sent, a scheduled and a draft issue, one that nobody approved, a held
 * one, votes, a pending, a confirmed and an ended subscriber, errands, and every kind of mail that is sent to
 * any of them.
 */
export async function setScene(): Promise<Scene> {
  const sending = await createSendingContext()
  const { context, mailbox } = sending
  const limits = await openLimits(context, 'test')
  afterAll(() => limits.close())
  const web = () =>
    createWeb({
      context,
      limits,
      mailbox,
      enqueue: async () => undefined,
      ready: () => checkReadiness(context, async () => undefined),
      desk: true,
    })
  const site = web()

  await importSample(context)
  const staying = await addSubscriber(context, 'staying@lovelace.org')
  const leaving = await addSubscriber(context, 'leaving@lovelace.org')
  await insertSampleVotes(context.db)
  for (const subject of ['The sent one', 'The scheduled one', 'The draft']) {
    await createIssue(context, { subject, intro: 'Hello.', comparisons: ['pellwright-vs-mergantle'] })
  }
  await scheduleIssue(context, 1, 'now')
  await scheduleIssue(context, 2, { at: `${dayIn(300)}T09:00`, timeZone: 'UTC' })
  await workUntilDone(context)

  // Its draft, too, is one that wants something by tonight.
  const weekday = String(new Date(tonight()).getUTCDay() || 7)
  await setRhythm(context, { weekday, time: tonight().slice(11, 16), timeZone: 'UTC', paused: false })

  await post(site, `/unsubscribe/${readerToken(context, leaving, 1)}`, { from: 'page' })
  for (const name of ['staying', 'pending', 'joining']) {
    await post(site, '/subscriptions', { address: `${name}@lovelace.org`, page: '/' })
  }
  for (const kind of ERRAND_KINDS) await openedErrand(context, kind, staying)
  await inviteEditor(context, { address: 'owner@lovelace.org', role: 'owner', name: '', reviewer: '' })
  const cookie = await signInAs(context, site, 'owner@lovelace.org')
  const test = await sendTestMail(context, 2, 'editor@lovelace.org')
  if (test.outcome !== 'queued') throw new Error(JSON.stringify(test))
  await sendCopy(context, 1, 'staying@lovelace.org')
  await workUntilDone(context)

  await setApprovalRule(context.db, 'anybody')
  await setForTonight(context, 'The one to approve')
  await holdIssue(context.db, await setForTonight(context, 'The held one'), 'It waits for an editor.')
  await workUntilDone(context)

  const { text } = (await sending.mails()).find(({ to }) => to[0] === 'joining@lovelace.org')!
  await post(site, /\/confirm\/[\w-]+/.exec(text)![0], {})
  await workUntilDone(context)
  return {
    context,
    web,
    cookie: `${cookie}; desk-address=owner@lovelace.org`,
    subscriber: staying,
    testMail: test.mailId,
    mails: await sending.mails(),
  }
}

async function setForTonight(context: Context, subject: string): Promise<number> {
  const created = await createIssue(context, { subject, intro: '', comparisons: ['pellwright-vs-mergantle'] })
  if (created.outcome !== 'created') throw new Error(JSON.stringify(created))
  await scheduleIssue(context, created.number, { at: tonight(), timeZone: 'UTC' })
  return created.number
}

/** In twelve hours, in UTC. */
function tonight(): string {
  return new Date(Date.now() + 12 * 60 * 60_000).toISOString().slice(0, 19)
}
