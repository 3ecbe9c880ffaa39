import { expect, test } from 'vitest'
import { createResendMailer } from '../../src/mailer/resend-mailer.ts'
import { startReceiver } from './receiver.ts'
import { email, emails, serveMailbox, startMailbox, type TestMailbox } from './support.ts'

async function recipients(mailbox: TestMailbox): Promise<string[]> {
  const { data } = await (await mailbox.get('/api/emails')).json()
  return data.flatMap(({ to }: { to: string[] }) => to)
}

test('all mails to an address are deleted, however it was written, and no other', async () => {
  const mailbox = await startMailbox()
  await mailbox.post('/api/emails', email)
  await mailbox.post('/api/emails', { ...email, to: 'Ada <ADA@lovelace.org>' })
  await mailbox.post('/api/emails', { ...email, to: 'x.ada@lovelace.org', subject: 'ada@lovelace.org' })
  await mailbox.post('/api/emails', { ...email, to: 'ad_@lovelace.org', from: 'ada@lovelace.org' })
  const answer = await mailbox.post('/api/erasures', { address: 'Ada@lovelace.org' })
  expect([answer.status, await answer.json()]).toEqual([200, { deleted: 2 }])
  expect(await recipients(mailbox)).toEqual(['ad_@lovelace.org', 'x.ada@lovelace.org'])
  expect(await (await mailbox.post('/api/erasures', { address: 'ada@lovelace.org' })).json()).toEqual({
    deleted: 0,
  })
})

test('their webhooks go with them, those that wait too', async () => {
  const receiver = await startReceiver()
  const mailbox = await startMailbox({ webhook: receiver.webhook })
  mailbox.faults.set([{ name: 'webhook-hold' }])
  await mailbox.post('/api/emails', email)
  await mailbox.post('/api/erasures', { address: 'ada@lovelace.org' })
  mailbox.faults.clear()
  await mailbox.post('/api/emails', { ...email, to: 'grace@lovelace.org' })
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0)
  expect(JSON.stringify(receiver.received)).not.toContain('ada@')
})

test('a request under a key whose mails are gone is answered as the first time, and brings none back', async () => {
  const mailbox = await startMailbox()
  const send = () => mailbox.post('/api/emails/batch', emails(2), { 'idempotency-key': 'one' })
  const first = await (await send()).json()
  await mailbox.post('/api/erasures', { address: 'reader-1@lovelace.org' })
  expect(await (await send()).json()).toEqual(first)
  expect(await recipients(mailbox)).toEqual(['reader-0@lovelace.org'])
})

test('what names no address is refused with what is expected, and looking deletes nothing', async () => {
  const mailbox = await startMailbox()
  await mailbox.post('/api/emails', email)
  for (const [body, status] of [
    ['nonsense', 400],
    [{}, 422],
    [null, 422],
    [{ address: 3 }, 422],
    [{ address: '' }, 422],
    [{ address: 'a'.repeat(5_000) }, 413],
  ] as const) {
    const headers = { 'content-length': String(JSON.stringify(body).length) }
    expect((await mailbox.post('/api/erasures', body, headers)).status).toBe(status)
  }
  const body = JSON.stringify({ address: 'ada@lovelace.org' })
  const unkeyed = await mailbox.app.request('/api/erasures', { method: 'POST', body })
  expect(unkeyed.status).toBe(401)
  expect((await mailbox.get('/api/erasures')).status).toBe(405)
  expect(await recipients(mailbox)).toEqual(['ada@lovelace.org'])
})

test('the mailer has it done over HTTP, whatever the rate, and says when nobody answers', async () => {
  const mailbox = await startMailbox({ requestsPerSecond: 1 })
  await mailbox.post('/api/emails', email)
  const baseUrl = `${await serveMailbox(mailbox)}/api`
  const mailer = createResendMailer({ apiKey: 're_mailbox', baseUrl, provider: 'mailbox' })
  await mailer.forget('ada@lovelace.org')
  expect(await recipients(mailbox)).toEqual([])
  await mailbox.close()
  await expect(mailer.forget('ada@lovelace.org')).rejects.toThrow('The mailbox answered 500; try again.')
  const nowhere = createResendMailer({
    apiKey: 're_mailbox',
    baseUrl: 'http://127.0.0.1:1/api',
    provider: 'mailbox',
  })
  await expect(nowhere.forget('ada@lovelace.org')).rejects.toThrow('The mailbox does not answer; try again.')
  await Promise.all([mailer.close(), nowhere.close()])
})

test('Resend is asked nothing that it can’t do', async () => {
  const mailer = createResendMailer({ apiKey: 're_1', baseUrl: 'http://127.0.0.1:1' })
  await expect(mailer.forget('ada@lovelace.org')).resolves.toBeUndefined()
  await mailer.close()
})
