import { beforeAll, beforeEach, expect, test } from 'vitest'
import { countUnknown, isBroken } from '../../../db/queries/breaker.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { gatherParcel } from '../../../db/queries/parcel-claim.ts'
import { sendMails } from '../../../src/actions/outbox/send.ts'
import { UNKNOWNS_THAT_BREAK } from '../../../src/domain/sending-rules.ts'
import { createSendingContext, type SendingContext } from '../../support/sending.ts'
import { forgetMails, mailRow, mailRows, parcels, queueMail, workOnMails } from './support.ts'

let sending: SendingContext
let before: number

beforeAll(async () => {
  sending = await createSendingContext()
})

beforeEach(async () => {
  await forgetMails(sending.context)
  await sending.context.db.deleteFrom('suppression').execute()
  sending.answerInstead()
  before = (await sending.mails()).length
})

const newMails = async () => (await sending.mails()).slice(before)
const requests = async (act: () => Promise<unknown>) => {
  const soFar = sending.requests()
  await act()
  return sending.requests() - soFar
}

test('a mail goes out once, and its address and links are erased from the outbox', async () => {
  const id = await queueMail(sending.context)
  await workOnMails(sending.context)
  await workOnMails(sending.context)
  const [mail, ...more] = await newMails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ to: ['ada@lovelace.org'], subject: 'Confirm, ada' })
  const row = await mailRow(sending.context, id)
  expect(row).toMatchObject({ status: 'accepted', mail: null, attempts: 1, providerId: mail?.id })
})

test('a mail carries the tags by which a webhook names it', async () => {
  const id = await queueMail(sending.context)
  const { id: installation } = await sending.context.db
    .selectFrom('installation')
    .select('id')
    .executeTakeFirstOrThrow()
  await sendMails(sending.context)
  const [mail] = await newMails()
  expect(mail?.tags).toEqual(
    expect.arrayContaining([
      { name: 'kind', value: 'confirmation' },
      { name: 'installation', value: installation },
      { name: 'mail', value: String(id) },
    ]),
  )
})

test('250 mails go in three requests, each mail with its own id', async () => {
  const names = Array.from({ length: 250 }, (_, index) => `r${index}`)
  for (const name of names) await queueMail(sending.context, name)
  expect(await requests(() => sendMails(sending.context))).toBe(3)
  const mails = await newMails()
  const rows = await mailRows(sending.context)
  expect(rows.map((row) => row.status)).toEqual(names.map(() => 'accepted'))
  const addressOf = new Map(mails.map((mail) => [mail.id, mail.to[0]]))
  expect(rows.map((row) => addressOf.get(row.providerId!))).toEqual(rows.map((row) => row.addressKey))
})

test('what comes in while a slot is waited for goes along', async () => {
  const slow = { ...sending.context, config: { ...sending.context.config, requestsPerSecond: 1 } }
  await queueMail(slow, 'first')
  await sendMails(slow)
  await queueMail(slow, 'second')
  const sent = sendMails(slow)
  await queueMail(slow, 'third')
  expect(await sent).toEqual(['accepted'])
  expect((await newMails()).map((mail) => mail.to[0])).toEqual([
    'first@lovelace.org',
    'second@lovelace.org',
    'third@lovelace.org',
  ])
})

test('whoever gathers at once, each mail goes once', async () => {
  for (let index = 0; index < 150; index++) await queueMail(sending.context, `r${index}`)
  const claims = await Promise.all(Array.from({ length: 6 }, () => gatherParcel(sending.context.db)))
  const gathered = claims.flatMap((claim) => claim?.mails.map((mail) => mail.id) ?? [])
  expect(new Set(gathered).size).toBe(gathered.length)
  await sending.database.pass('46 seconds')
  await Promise.all(Array.from({ length: 6 }, () => workOnMails(sending.context)))
  const addresses = (await newMails()).map((mail) => mail.to[0])
  expect(addresses).toHaveLength(150)
  expect(new Set(addresses).size).toBe(150)
})

test('an address suppressed while its mail waited is not mailed, and the others are', async () => {
  const id = await queueMail(sending.context, 'gone')
  await queueMail(sending.context, 'here')
  const gone = { address: 'gone@lovelace.org', addressKey: 'gone@lovelace.org' }
  await sending.context.db
    .insertInto('suppression')
    .values({ ...gone, reason: 'complaint' })
    .execute()
  await sendMails(sending.context)
  expect((await newMails()).map((mail) => mail.to[0])).toEqual(['here@lovelace.org'])
  const because = 'the address was suppressed before the mail was sent'
  expect(await mailRow(sending.context, id)).toMatchObject({
    status: 'rejected',
    mail: null,
    lastError: because,
  })
})

test('a link that expired while its mail waited is not mailed', async () => {
  const expiresAt = new Date((await clockNow(sending.context.db)).getTime() + 60_000)
  const id = await queueMail(sending.context, 'late', { expiresAt })
  await sending.database.pass('2 minutes')
  expect(await requests(() => sendMails(sending.context))).toBe(0)
  expect(await mailRow(sending.context, id)).toMatchObject({ status: 'rejected', mail: null })
  expect(await parcels(sending.context)).toEqual([])
})

test('a mail that Resend takes says that it answers again, and issues go on', async () => {
  const { db } = sending.context
  for (let unknown = 0; unknown < UNKNOWNS_THAT_BREAK; unknown++) await countUnknown(db)
  expect(await isBroken(db)).toBe(true)
  await queueMail(sending.context)
  await sendMails(sending.context)
  expect(await isBroken(db)).toBe(false)
})
