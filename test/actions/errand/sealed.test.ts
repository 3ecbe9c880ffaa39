import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { insertFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { freezeAudience } from '../../../db/queries/ledger.ts'
import { insertMail } from '../../../db/queries/outbox.ts'
import { findParcelsToRetry } from '../../../db/queries/parcel-claim.ts'
import { resolveBatches } from '../../../src/actions/batch/resolve.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { eraseSubscriber } from '../../../src/actions/errand/erase.ts'
import { finishErasures } from '../../../src/actions/errand/finish-erasures.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { retryParcel } from '../../../src/actions/outbox/retry.ts'
import { sendMails } from '../../../src/actions/outbox/send.ts'
import { unsubscribe } from '../../../src/actions/subscriber/unsubscribe.ts'
import type { Context } from '../../../src/context.ts'
import type { FrozenIssue } from '../../../src/domain/frozen-issue.ts'
import { openedErrand } from '../../support/errands.ts'
import { createSendingContextFor, type SendingContext, scheduledIssue } from '../../support/sending.ts'
import { waiting } from '../../support/waiting.ts'
import { tablesWith } from '../../support/whole-database.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { readerToken } from '../../web/support.ts'

const READERS = 3
const ADA = 'reader1@lovelace.org'

let sending: SendingContext
let context: Context
let ada: number
let issueNumber: number
beforeEach(async () => {
  sending = await createSendingContextFor(READERS)
  context = sending.context
  ada = await idOf(ADA)
})

/** An issue of one batch that is being sent. */
async function sendingIssue(): Promise<void> {
  issueNumber = await scheduledIssue(context)
  await prepareIssue(context, issueNumber)
  await context.db.updateTable('issue').set({ status: 'sending' }).where('number', '=', issueNumber).execute()
}

const erase = async () => {
  const { outcome } = await eraseSubscriber(context, await openedErrand(context, 'erase', ada))
  expect(outcome).toBe('erased')
  await finishErasures(context)
}
const send = async () => (await sendBatch(context, { issueNumber, batchNumber: 1 })).outcome
const account = async () => (await showIssue(context, issueNumber))!.account
const finished = async () =>
  (await context.db.selectFrom('erasure').select('finishedAt').executeTakeFirstOrThrow()).finishedAt !== null

/** Takes note of each request, and loses its answer. */
function listen(): { key: unknown; body: string }[] {
  const heard: { key: unknown; body: string }[] = []
  sending.answerInstead(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    heard.push({ key: request.headers['idempotency-key'], body: Buffer.concat(chunks).toString() })
    response.destroy()
  })
  return heard
}

test('while a batch is unknown the address stays sealed in it, the same bytes are repeated, and then it goes', async () => {
  await sendingIssue()
  const heard = listen()
  expect(await send()).toBe('unknown')
  sending.answerInstead()
  await erase()
  expect((await tablesWith(context, ADA)).map((name) => name.replace(/_\d+$/, ''))).toEqual([
    'public.delivery',
  ])
  expect(await finished()).toBe(false)
  expect(await account()).toMatchObject({ audience: READERS, unknown: READERS })

  await sending.database.pass('1 minute')
  const again = listen()
  await send()
  expect(again).toEqual(heard)
  expect(again[0]!.body).toContain(ADA)
  await finishErasures(context)
  expect(await finished()).toBe(false)

  sending.answerInstead()
  await sending.database.pass('1 minute')
  await workUntilDone(context)
  expect(await account()).toMatchObject({ audience: READERS, accepted: READERS })
  expect(await finished()).toBe(true)
  expect(await tablesWith(context, ADA)).toEqual([])
  expect((await sending.mails()).map(({ to }) => to[0]).sort()).toEqual([
    'reader2@lovelace.org',
    'reader3@lovelace.org',
  ])
})

test('when the mailbox took an unknown batch at once, its copy goes as well, and the repetition brings none', async () => {
  await sendingIssue()
  sending.loseAnswers()
  expect(await send()).toBe('unknown')
  expect(await sending.mails()).toHaveLength(READERS)
  sending.answerInstead()
  await erase()
  expect(await sending.mails()).toHaveLength(READERS - 1)
  await sending.database.pass('1 minute')
  await workUntilDone(context)
  expect(await account()).toMatchObject({ accepted: READERS })
  expect(await tablesWith(context, ADA)).toEqual([])
})

test('a batch that is parked repeats nothing: its addresses go, and the account adds up whatever an editor says', async () => {
  await sendingIssue()
  listen()
  await send()
  sending.answerInstead()
  await erase()
  expect(await tablesWith(context, ADA)).toHaveLength(1)
  await sending.database.pass('24 hours')
  await workUntilDone(context)
  expect(await account()).toMatchObject({ unknown: READERS })
  expect(await tablesWith(context, ADA)).toEqual([])
  await sending.database.pass('28 hours')
  await resolveBatches(context, issueNumber, { as: 'unsent' })
  await workUntilDone(context)
  expect(await account()).toMatchObject({
    audience: READERS,
    accepted: READERS - 1,
    excludedBecause: { ended: 1 },
  })
})

test('a batch that is refused while somebody in it is erased is split, and gives the address away', async () => {
  await sendingIssue()
  const refusal = { statusCode: 422, name: 'validation_error', message: 'Invalid `to` field.' }
  sending.answerInstead(async (_, response) => {
    sending.answerInstead()
    await erase()
    expect(await tablesWith(context, ADA)).toHaveLength(1)
    response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
  })
  expect(await send()).toBe('refused')
  await finishErasures(context)
  expect(await tablesWith(context, ADA)).toEqual([])
  await workUntilDone(context)
  expect(await account()).toMatchObject({ accepted: READERS - 1, excludedBecause: { ended: 1 } })
})

test('before its batch is claimed, a delivery gives its address away at once, and is left out', async () => {
  await sendingIssue()
  await erase()
  expect(await tablesWith(context, ADA)).toEqual([])
  expect(await send()).toBe('accepted')
  expect(await account()).toMatchObject({ accepted: READERS - 1, excludedBecause: { ended: 1 } })
  expect((await sending.mails()).map(({ to }) => to[0]).sort()).toEqual([
    'reader2@lovelace.org',
    'reader3@lovelace.org',
  ])
})

test('a claim waits for an erasure that has begun, and then leaves its reader out', async () => {
  await sendingIssue()
  let claiming: ReturnType<typeof send> | undefined
  const forget = async () => {
    claiming = send()
    await expect.poll(() => waiting(context.db)).toBe(1)
  }
  const token = await openedErrand(context, 'erase', ada)
  const mailer = { ...context.mailer, forget }
  expect(await eraseSubscriber({ ...context, mailer }, token)).toMatchObject({ outcome: 'erased' })
  expect(await claiming).toBe('accepted')
  expect(await account()).toMatchObject({ accepted: READERS - 1, excludedBecause: { ended: 1 } })
  expect((await sending.mails()).map(({ to }) => to[0])).not.toContain(ADA)
})

test('an erasure that meets the claim of a batch: the mail leaves as it was or not at all, and nothing stays', async () => {
  for (let round = 0; round < 8; round++) {
    await sendingIssue()
    const token = await openedErrand(context, 'erase', ada)
    const before = (await sending.mails()).length
    const [, outcome] = await Promise.all([eraseSubscriber(context, token), send()])
    expect(outcome).toBe('accepted')
    await workUntilDone(context)
    const { accepted, excluded, audience } = await account()
    expect(accepted + excluded).toBe(audience)
    const recipients = (await sending.mails()).slice(before).map(({ to }) => to[0])
    expect(recipients.every((to) => /^reader\d+@lovelace\.org$/.test(to!))).toBe(true)
    expect(await tablesWith(context, `reader${round === 0 ? 1 : `1${round}`}@`)).toEqual([])
    ada = await anotherReader(`reader1${round + 1}@lovelace.org`)
  }
})

test('who had left before their batch became unknown is in none of its requests, and nothing is sealed', async () => {
  await sendingIssue()
  await unsubscribe(context, readerToken(context, ada), { how: 'one-click' })
  listen()
  expect(await send()).toBe('unknown')
  sending.answerInstead()
  await erase()
  expect(await tablesWith(context, ADA)).toEqual([])
  expect(await finished()).toBe(true)
})

test('an issue that is being frozen meanwhile gives the address away when its ledger is there', async () => {
  issueNumber = await scheduledIssue(context)
  let erased: Promise<unknown> | undefined
  await context.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await tx.updateTable('issue').set({ status: 'preparing' }).where('number', '=', issueNumber).execute()
      erased = erase()
      await erased
      await insertFrozenIssue(tx, frozenIssue(issueNumber), null)
      const choices = [{ selectionId: 1, editionNumber: 1, exclusion: null }]
      await freezeAudience(tx, issueNumber, { choices, day: '2026-11-22', cancelled: [] })
    })
  expect(await tablesWith(context, ADA)).toEqual([`public.delivery_${issueNumber}`])
  expect(await finished()).toBe(false)
  await finishErasures(context)
  expect(await tablesWith(context, ADA)).toEqual([])
  expect(await finished()).toBe(true)
})

test('a small mail in a parcel that is unknown stays sealed until that is settled, then its record goes', async () => {
  const mail = { from: 'a@hopper.org', to: ADA, subject: 'S', html: '<p>S</p>', text: 'S', tags: {} }
  await insertMail(context.db, { kind: 'moved', subscriberId: ada, addressKey: ADA, mail })
  const heard = listen()
  await sendMails(context)
  sending.answerInstead()
  await erase()
  expect(await tablesWith(context, ADA)).toEqual(['public.outbox'])
  await sending.database.pass('2 minutes')
  const again = listen()
  const [parcelId] = await findParcelsToRetry(context.db, 1)
  await retryParcel(context, parcelId!)
  expect(again).toEqual(heard)
  sending.answerInstead()
  await sending.database.pass('2 minutes')
  await workUntilDone(context)
  expect(await tablesWith(context, ADA)).toEqual([])
  expect(await sending.mails()).toEqual([])
})

test('a small mail whose parcel is undone is not sent to who was erased meanwhile', async () => {
  const mail = { from: 'a@hopper.org', to: ADA, subject: 'S', html: '<p>S</p>', text: 'S', tags: {} }
  const id = await insertMail(context.db, { kind: 'moved', subscriberId: ada, addressKey: ADA, mail })
  sending.faults.set([{ name: 'rate-limit', seconds: 1 }])
  await sendMails(context)
  await context.db
    .updateTable('outbox')
    .set({ status: 'gathered', parcelId: await parcel() })
    .where('id', '=', id)
    .execute()
  await erase()
  sending.faults.clear()
  await context.db
    .updateTable('outbox')
    .set({ status: 'queued', parcelId: null, notBefore: sql`clock_now()` })
    .execute()
  await context.db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(0), mailsSlot: new Date(0) })
    .execute()
  await sendMails(context)
  expect(await sending.mails()).toEqual([])
  const { lastError } = await context.db
    .selectFrom('outbox')
    .select('lastError')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(lastError).toBe('its reader was erased before the mail was sent')
  await finishErasures(context)
  expect(await tablesWith(context, ADA)).toEqual([])
})

test('a mailbox that is away keeps what was sealed until it is back', async () => {
  await sendingIssue()
  listen()
  await send()
  sending.answerInstead()
  await erase()
  await sending.database.pass('1 minute')
  await send()
  sending.answerInstead((_, response) => void response.writeHead(500).end())
  await expect(finishErasures(context)).rejects.toThrow('The mailbox answered 500')
  expect(await finished()).toBe(false)
  sending.answerInstead()
  await workUntilDone(context)
  expect(await tablesWith(context, ADA)).toEqual([])
})

async function parcel(): Promise<number> {
  const { id } = await context.db
    .insertInto('parcel')
    .values({ leaseUntil: new Date(Date.now() + 60_000) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function idOf(address: string): Promise<number> {
  const { id } = await context.db
    .selectFrom('subscriber')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return id
}

async function anotherReader(address: string): Promise<number> {
  const { id } = await context.db
    .insertInto('subscriber')
    .values({ address, addressKey: address, status: 'confirmed', confirmedAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function frozenIssue(issueNumber: number): FrozenIssue {
  const fragment = { kind: 'foot', comparison: null, isDigest: false, html: '', text: '' } as const
  return {
    issueNumber,
    mailFrom: '',
    replyTo: null,
    listId: '',
    siteUrl: '',
    linkKey: context.config.linkKeys[0]!,
    provider: null,
    fragments: [fragment],
    editions: [{ number: 1, subject: 'S', format: 'html', fragments: [1] }],
  }
}
