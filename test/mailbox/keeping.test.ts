import { expect, test } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { email, emails, startMailbox, type TestMailbox } from './support.ts'

async function list(mailbox: TestMailbox, query = '') {
  const response = await mailbox.get(`/api/emails${query}`)
  return { status: response.status, ...(await response.json()) }
}

const toOf = (mails: { to: string[] }[]) => mails.map((mail) => mail.to[0])

test('the list is newest first, and pages lead on and back', async () => {
  const mailbox = await startMailbox()
  await mailbox.post('/api/emails/batch', emails(25))
  const first = await list(mailbox)
  expect([first.object, first.has_more, first.data.length]).toEqual(['list', true, 20])
  expect(toOf(first.data.slice(0, 2))).toEqual(['reader-24@lovelace.org', 'reader-23@lovelace.org'])

  const second = await list(mailbox, `?after=${first.data.at(-1).id}`)
  expect([second.has_more, second.data.length]).toEqual([false, 5])
  expect(toOf(second.data).at(-1)).toBe('reader-0@lovelace.org')

  const back = await list(mailbox, `?limit=3&before=${second.data[0].id}`)
  expect([back.has_more, toOf(back.data)]).toEqual([
    true,
    ['reader-7@lovelace.org', 'reader-6@lovelace.org', 'reader-5@lovelace.org'],
  ])
})

test.each([
  '?limit=0',
  '?limit=101',
  '?limit=x',
  '?after=x',
  '?after=0197f3a0-0000-4000-8000-000000000000',
  '?after=0197f3a0-0000-4000-8000-000000000000&before=0197f3a0-0000-4000-8000-000000000000',
])('a list of %s is refused', async (query) => {
  const mailbox = await startMailbox()
  expect(await list(mailbox, query)).toMatchObject({ status: 422, name: 'validation_error' })
})

test('the oldest mails make room', async () => {
  const mailbox = await startMailbox({ keep: 20 })
  await mailbox.post('/api/emails/batch', emails(100))
  await expect.poll(async () => (await list(mailbox, '?limit=100')).data.length, { timeout: 10_000 }).toBe(20)
  expect(toOf((await list(mailbox)).data).at(-1)).toBe('reader-80@lovelace.org')
})

test('mails and keys outlive the mailbox, and mailboxes may start at once', async () => {
  const { url } = await createTestDatabase({ empty: true })
  const [first] = await Promise.all([startMailbox({}, url), startMailbox({}, url), startMailbox({}, url)])
  const sent = await first.post('/api/emails', email, { 'idempotency-key': 'kept' })
  const { id } = await sent.json()
  await first.close()

  const second = await startMailbox({}, url)
  expect((await (await second.get(`/api/emails/${id}`)).json()).html).toBe(email.html)
  const again = await second.post('/api/emails', email, { 'idempotency-key': 'kept' })
  expect((await again.json()).id).toBe(id)
})
