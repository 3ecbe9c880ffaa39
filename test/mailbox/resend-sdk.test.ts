import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Resend } from 'resend'
import { afterAll, expect, test } from 'vitest'
import { email, emails, startMailbox } from './support.ts'

const mailbox = await startMailbox()
const site = new Hono().route('/mailbox', mailbox.app)
const server = await new Promise<ServerType>((resolve) => {
  const listening = serve({ fetch: site.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mailbox/api`
const resend = new Resend('re_any', { baseUrl })

test('a mail sent with the SDK is read back with its headers and tags', async () => {
  const { data, error } = await resend.emails.send({
    ...email,
    replyTo: 'editors@weekly.dev',
    headers: { 'X-b': '1', 'List-Id': '<verdicts.weekly.dev>' },
    tags: [{ name: 'delivery', value: 'd-1' }],
  })
  expect(error).toBeNull()
  const { data: mail } = await resend.emails.get(data!.id)
  expect(mail).toEqual({
    object: 'email',
    id: data!.id,
    ...email,
    cc: null,
    bcc: null,
    reply_to: ['editors@weekly.dev'],
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    last_event: 'delivered',
    scheduled_at: null,
    headers: { 'X-b': '1', 'List-Id': '<verdicts.weekly.dev>' },
    tags: [{ name: 'delivery', value: 'd-1' }],
  })
})

test('a batch of 100 large mails gets its ids in order, and is replayed under its key', async () => {
  const batch = emails(100, { html: `<p>${'Ship it, says “the skeptic”. '.repeat(1000)}</p>` }) as never
  const { data, headers } = await resend.batch.send(batch, { idempotencyKey: 'batch/1' })
  expect(headers?.['content-type']).toContain('application/json')
  const ids = data!.data.map(({ id }) => id)
  expect(new Set(ids).size).toBe(100)
  for (const index of [0, 57, 99]) {
    const { data: mail } = await resend.emails.get(ids[index]!)
    expect(mail?.to).toEqual([`reader-${index}@lovelace.org`])
  }
  const { data: listed } = await resend.emails.list({ limit: 100 })
  expect(listed?.data.map((mail) => mail.id)).toEqual(ids.toReversed())

  const again = await resend.batch.send(batch, { idempotencyKey: 'batch/1' })
  expect(again.data?.data.map(({ id }) => id)).toEqual(ids)
})

test('the SDK gets errors in the shape that it expects', async () => {
  const { data, error } = await resend.emails.send({ ...email, to: 'ada@example.com' })
  expect(data).toBeNull()
  expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' })
})

test('the SDK gets the errors of a permissive batch', async () => {
  const { data } = await resend.batch.send([{ ...email, to: 'nobody' }, email], {
    batchValidation: 'permissive',
  })
  expect(data?.data).toHaveLength(1)
  expect(data?.errors).toEqual([{ index: 0, message: expect.stringContaining('`to`') }])
})
