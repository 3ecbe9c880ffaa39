import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { insertEvents } from '../../../db/queries/delivery-event.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { adoptSubscription } from '../../../src/actions/errand/adopt.ts'
import { eraseSubscriber } from '../../../src/actions/errand/erase.ts'
import { finishErasures } from '../../../src/actions/errand/finish-erasures.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { confirmSubscription } from '../../../src/actions/subscriber/confirm.ts'
import { importSubscribers } from '../../../src/actions/subscriber/import.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { importSuppressions } from '../../../src/actions/suppression/import.ts'
import { suppressionsExport } from '../../../src/cli/suppressions-export.ts'
import { suppressionsLift } from '../../../src/cli/suppressions-lift.ts'
import { suppressionsList } from '../../../src/cli/suppressions-list.ts'
import type { Context } from '../../../src/context.ts'
import { callCommand } from '../../support/call-command.ts'
import { openedErrand } from '../../support/errands.ts'
import { createSendingContextFor, type SendingContext, scheduledIssue } from '../../support/sending.ts'
import { tablesWith } from '../../support/whole-database.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { inPieces } from '../subscriber/lists.ts'

const ADA = 'reader1@lovelace.org'

let sending: SendingContext
let context: Context
let ada: number
let issueNumber: number
beforeEach(async () => {
  sending = await createSendingContextFor(2)
  context = sending.context
  ada = await idOf(ADA)
  issueNumber = await scheduledIssue(context)
  await workUntilDone(context)
  const { outcome } = await eraseSubscriber(context, await openedErrand(context, 'erase', ada))
  expect(outcome).toBe('erased')
  await workUntilDone(context)
})

/** What is suppressed; an erased address as what it is. */
async function suppressed(): Promise<[string, string][]> {
  const rows = await context.db
    .selectFrom('suppression')
    .select(['addressKey', 'reason'])
    .where('liftedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ addressKey, reason }) => [addressKey.replace(/^#.*/, '#'), reason])
}

/** A webhook about the mail that Ada got before she was erased. */
async function told(type: string, more: { bounce?: 'hard' | 'soft' } = {}): Promise<void> {
  const { key } = await context.db.selectFrom('batch').select('key').executeTakeFirstOrThrow()
  const occurredAt = new Date(Math.floor(Date.now() / 1000) * 1000)
  await insertEvents(context.db, [
    {
      svixId: `msg_${type}`,
      type,
      occurredAt,
      emailId: 'a-name-at-resend',
      key,
      issueNumber,
      subscriberId: ada,
      mailId: null,
      bounce: more.bounce ?? null,
      reason: 'words of a server',
    },
  ])
  await applyEvents(context)
}

const request = (address: string) => createRequestTaker(context)({ address, page: '/' })
const bring = (status: string) =>
  importSubscribers(context, {
    input: inPieces(`email,status\n${ADA},${status}\nnew@hopper.org,active\n`),
    file: 'old.csv',
    consent: 'theirs',
  })

test.each([
  ['email.complained', {}, 'complaint'],
  ['email.bounced', { bounce: 'hard' }, 'hard-bounce'],
  ['email.suppressed', {}, 'cleaned'],
] as const)('a late %s suppresses the hash, and its words are not kept', async (type, more, reason) => {
  await told(type, more)
  expect(await suppressed()).toEqual([['#', reason]])
  expect(await tablesWith(context, 'reader1')).toEqual([])
  for (const words of ['a-name-at-resend', 'words of a server']) {
    expect(await tablesWith(context, words)).toEqual([])
  }
  const delivery = await context.db
    .selectFrom('delivery')
    .select(['complainedAt', 'bouncedAt', 'suppressedAt'])
    .where('subscriberId', '=', ada)
    .executeTakeFirstOrThrow()
  expect(Object.values(delivery).filter(Boolean)).toHaveLength(1)
})

test('an old list does not bring the address back, whatever it says', async () => {
  for (const status of ['active', 'unsubscribed']) {
    const imported = await bring(status)
    expect(imported).toMatchObject({ counts: { keptAsEnded: 1, suppressed: 0, ended: 0 } })
    expect(await suppressed()).toEqual([['#', 'erased']])
    expect(await tablesWith(context, 'reader1')).toEqual([])
  }
  expect(await bring('complained')).toMatchObject({ counts: { suppressed: 1, keptAsEnded: 0 } })
  expect(await bring('complained')).toMatchObject({ counts: { suppressed: 0, alreadyThere: 2 } })
  expect(await suppressed()).toEqual([['#', 'complaint']])
  expect(await tablesWith(context, 'reader1')).toEqual([])
})

test('a list of suppressions does not, either', async () => {
  const list = `address,reason\n${ADA},complaint\n${ADA.toUpperCase()},manual\nnew@hopper.org,manual\n`
  const imported = await importSuppressions(context, { input: inPieces(list), file: 'list.csv' })
  expect(imported).toMatchObject({ rows: 3, added: 2, alreadyThere: 1 })
  expect(await suppressed()).toEqual([
    ['#', 'complaint'],
    ['new@hopper.org', 'manual'],
  ])
  expect(await tablesWith(context, 'reader1')).toEqual([])
  const again = await importSuppressions(context, { input: inPieces(list), file: 'list.csv' })
  expect(again).toMatchObject({ added: 0, alreadyThere: 3 })
})

test('its owner can subscribe anew, and gets the next issue', async () => {
  await request(ADA)
  await workUntilDone(context)
  const { text } = (await sending.mails()).at(-1)!
  expect(await suppressed()).toEqual([['#', 'erased']])
  expect(await confirmSubscription(context, /\/confirm\/(\S+)/.exec(text)![1]!)).toMatchObject({
    outcome: 'confirmed',
  })
  expect(await suppressed()).toEqual([])
  issueNumber = await scheduledIssue(context)
  await workUntilDone(context)
  expect(await showIssue(context, issueNumber)).toMatchObject({ account: { audience: 2, accepted: 2 } })
})

test('a subscription can move to it', async () => {
  const grace = await idOf('reader2@lovelace.org')
  const moved = await adoptSubscription(context, await openedErrand(context, 'adopt', grace, ADA))
  expect(moved).toMatchObject({ outcome: 'moved' })
  expect(await suppressed()).toEqual([])
})

test.each([
  ['email.complained', {}],
  ['email.bounced', { bounce: 'hard' }],
] as const)('after a late %s it gets no mail, and no subscription moves to it', async (type, more) => {
  await told(type, more)
  const before = await sending.mails()
  await request(ADA)
  await workUntilDone(context)
  expect(await sending.mails()).toEqual(before)
  expect(await tablesWith(context, 'reader1')).toEqual([])
  const grace = await idOf('reader2@lovelace.org')
  const moved = await adoptSubscription(context, await openedErrand(context, 'adopt', grace, ADA))
  expect(moved).toEqual({ outcome: 'suppressed' })
})

test('a late complaint about who has subscribed anew since keeps their next issue from them', async () => {
  await request(ADA)
  await workUntilDone(context)
  await confirmSubscription(context, /\/confirm\/(\S+)/.exec((await sending.mails()).at(-1)!.text)![1]!)
  await told('email.complained')
  expect(await suppressed()).toEqual([['#', 'complaint']])
  issueNumber = await scheduledIssue(context)
  await workUntilDone(context)
  expect(await showIssue(context, issueNumber)).toMatchObject({
    account: { accepted: 1, excludedBecause: { suppressed: 1 } },
  })
})

test('who was erased, came back and is erased again is under one hash', async () => {
  await request(ADA)
  await workUntilDone(context)
  await confirmSubscription(context, /\/confirm\/(\S+)/.exec((await sending.mails()).at(-1)!.text)![1]!)
  await context.db
    .insertInto('suppression')
    .values({ address: ADA, addressKey: ADA, reason: 'cleaned', note: null })
    .execute()
  await told('email.complained')
  await eraseSubscriber(context, await openedErrand(context, 'erase', await idOf(ADA)))
  await finishErasures(context)
  expect(await suppressed()).toEqual([['#', 'complaint']])
  expect(await tablesWith(context, 'reader1')).toEqual([])
})

test('what is suppressed while it is sealed ends under the hash, too', async () => {
  const grace = await idOf('reader2@lovelace.org')
  const issue = await scheduledIssue(context)
  await prepareIssue(context, issue)
  await context.db
    .updateTable('batch')
    .set({ status: 'submitting', leaseUntil: new Date(Date.now() + 60_000) })
    .where('issueNumber', '=', issue)
    .execute()
  await eraseSubscriber(context, await openedErrand(context, 'erase', grace))
  await context.db
    .insertInto('suppression')
    .values({
      address: 'reader2@lovelace.org',
      addressKey: 'reader2@lovelace.org',
      reason: 'complaint',
      note: 'a webhook',
    })
    .execute()
  await finishErasures(context)
  expect(await tablesWith(context, 'reader2')).toHaveLength(2)
  await context.db
    .updateTable('batch')
    .set({ status: 'prepared', leaseUntil: null })
    .where('issueNumber', '=', issue)
    .execute()
  await finishErasures(context)
  expect(await tablesWith(context, 'reader2')).toEqual([])
  expect(await suppressed()).toEqual([
    ['#', 'erased'],
    ['#', 'complaint'],
  ])
})

test('an editor sees that it was erased, exports the others, and lifts it by the address', async () => {
  await context.db
    .insertInto('suppression')
    .values({ address: 'old@hopper.org', addressKey: 'old@hopper.org', reason: 'manual', note: null })
    .execute()
  const call = (command: typeof suppressionsList, positionals: string[] = [], values = {}) =>
    callCommand(command, { positionals, values, open: () => context })
  const listed = await call(suppressionsList)
  expect(listed.printed).toContainEqual(expect.stringMatching(/ {2}erased {7}\(erased\)$/))
  const exported = await call(suppressionsExport)
  expect(exported.printed.join('')).not.toContain('#')
  expect(exported.printed.join('')).toContain('old@hopper.org')
  expect(exported.noted).toEqual(['Left out 1 of erased addresses, which nobody knows any more.'])
  await told('email.complained')
  await expect(call(suppressionsLift, [ADA])).rejects.toThrow('Add --yes')
  expect((await call(suppressionsLift, [ADA], { yes: true })).printed).toEqual([
    expect.stringContaining('Lifted: complaint'),
  ])
  expect(await suppressed()).toEqual([['old@hopper.org', 'manual']])
})

test('an address that looks like a hash is still an address', async () => {
  const address = '#ada@lovelace.org'
  const list = `address\n${address}\n`
  await importSuppressions(context, { input: inPieces(list), file: 'list.csv' })
  const { printed } = await callCommand(suppressionsExport, { open: () => context })
  expect(printed.join('')).toContain(address)
  const { addressKey } = await context.db
    .selectFrom('suppression')
    .select('addressKey')
    .where('reason', '=', 'erased')
    .executeTakeFirstOrThrow()
  expect(addressKey).not.toContain('@')
  const erased = sql`insert into suppression (address, address_key, reason) values (${ADA}, ${ADA}, 'erased')`
  await expect(erased.execute(context.db)).rejects.toThrow('check')
})

async function idOf(address: string): Promise<number> {
  const { id } = await context.db
    .selectFrom('subscriber')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return id
}
