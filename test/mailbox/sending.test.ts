import { expect, test } from 'vitest'
import { email, emails, startMailbox, type TestResponse } from './support.ts'

const mailbox = await startMailbox()

const format =
  'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'

const refused: readonly [why: string, over: object, name: string, message: string][] = [
  ['no from', { from: undefined }, 'missing_required_field', 'Missing `from` field.'],
  ['no to', { to: undefined }, 'missing_required_field', 'Missing `to` field.'],
  ['an empty to', { to: [] }, 'missing_required_field', 'Missing `to` field.'],
  ['no subject', { subject: '' }, 'missing_required_field', 'Missing `subject` field.'],
  ['no body', { html: undefined, text: '' }, 'missing_required_field', 'Missing `html` or `text` field.'],
  [
    'a from without a domain',
    { from: 'verdicts' },
    'invalid_from_address',
    `Invalid \`from\` field. ${format}`,
  ],
  [
    'a from with a line break',
    { from: 'A\nBcc: x <a@b.co>' },
    'invalid_from_address',
    'Invalid `from` field.',
  ],
  ['a bad to', { to: 'ada@' }, 'validation_error', `Invalid \`to\` field. ${format}`],
  ['one bad to of two', { to: ['a@b.co', 'a b@c.co'] }, 'validation_error', 'Invalid `to` field.'],
  ['two addresses in one', { to: 'a@b.co, c@d.co' }, 'validation_error', 'Invalid `to` field.'],
  ['a to that is a number', { to: 7 }, 'validation_error', 'Invalid `to` field.'],
  ['an address that is not ASCII', { to: 'ädä@b.co' }, 'validation_error', 'Invalid `to` field.'],
  ['two dots in an address', { to: 'a..b@c.co' }, 'validation_error', 'Invalid `to` field.'],
  ['51 to', { to: Array(51).fill('a@b.co') }, 'validation_error', 'has 51 addresses; the limit is 50'],
  ['a bad cc', { cc: 'nobody' }, 'validation_error', 'Invalid `cc` field.'],
  ['a bad reply_to', { reply_to: ['x'] }, 'validation_error', 'Invalid `reply_to` field.'],
  ['example.com', { to: 'Ada <ada@Example.com>' }, 'validation_error', 'domains like `example.com`'],
  ['test.com', { bcc: 'ada@test.com' }, 'validation_error', 'domains like `test.com`'],
  [
    'a subject that is no text',
    { subject: 7 },
    'validation_error',
    'The `subject` field must be a `string`.',
  ],
  ['html that is no text', { html: {} }, 'validation_error', 'The `html` field must be a `string`.'],
  [
    'a tag with a space',
    { tags: [{ name: 'a b', value: 'c' }] },
    'validation_error',
    'ASCII letters, numbers',
  ],
  ['a tag with an ä', { tags: [{ name: 'a', value: 'ä' }] }, 'validation_error', 'ASCII letters, numbers'],
  ['a tag without a value', { tags: [{ name: 'a' }] }, 'validation_error', 'a `name` and a `value`'],
  ['a long tag', { tags: [{ name: 'a', value: 'b'.repeat(257) }] }, 'validation_error', '256 characters'],
  ['76 tags', { tags: Array(76).fill({ name: 'a', value: 'b' }) }, 'validation_error', 'the limit is 75'],
  [
    'a header of two lines',
    { headers: { 'X-A': 'b\r\nBcc: c' } },
    'validation_error',
    'Invalid `headers` field.',
  ],
  ['a header name with a colon', { headers: { 'X:': 'b' } }, 'validation_error', 'Invalid `headers` field.'],
  [
    'attachments',
    { attachments: [{ content: 'x' }] },
    'validation_error',
    '`attachments` field is not supported',
  ],
  ['a time', { scheduled_at: 'tomorrow' }, 'validation_error', '`scheduled_at` field is not supported'],
]

test.each(refused)('a mail with %s is refused, alone and in a batch', async (_why, over, name, message) => {
  const bad = { ...email, ...over }
  const alone = await mailbox.post('/api/emails', bad)
  expect(alone.status).toBe(422)
  expect(await alone.json()).toEqual({ statusCode: 422, name, message: expect.stringContaining(message) })

  const batch = await mailbox.post('/api/emails/batch', [email, bad, email])
  expect(batch.status).toBe(422)
  const problem = await batch.json()
  expect(problem).toEqual({ statusCode: 422, name, message: expect.stringContaining(message) })
  expect(problem.message).toMatch(/^emails\[1\]: /)
})

test('nothing of a refused request is stored', async () => {
  expect(await (await mailbox.get('/api/emails')).json()).toEqual({
    object: 'list',
    has_more: false,
    data: [],
  })
})

test.each([
  ['{"from":', 400, 'not valid JSON'],
  ['', 400, 'not valid JSON'],
  ['{}', 422, 'must be an array'],
  ['[]', 422, 'has 0 emails; it must have 1 to 100'],
  [JSON.stringify(emails(101)), 422, 'has 101 emails; it must have 1 to 100'],
  ['[null]', 422, 'emails[0]: The email must be an object.'],
])('a batch of %.20s is refused with %i', async (body, status, message) => {
  const response = await mailbox.post('/api/emails/batch', body)
  expect(response.status).toBe(status)
  expect((await response.json()).message).toContain(message)
})

test('sending needs an API key, and any will do', async () => {
  for (const authorization of ['', 'Bearer', 'Bearer ', 'Basic abc']) {
    const response = await mailbox.post('/api/emails', email, { authorization })
    expect(response.status).toBe(401)
    expect((await response.json()).name).toBe('missing_api_key')
  }
})

test('a body of more than 40 MB is refused', async () => {
  const response = await mailbox.post('/api/emails', { ...email, html: 'x'.repeat(41 * 1024 * 1024) })
  expect(response.status).toBe(413)
})

test('unknown paths and methods are answered as Resend does', async () => {
  expect((await (await mailbox.get('/api/domains')).json()).name).toBe('not_found')
  const put: TestResponse = await mailbox.app.request('/api/emails', { method: 'PUT' })
  expect([put.status, (await put.json()).name]).toEqual([405, 'method_not_allowed'])
  const mail = await mailbox.get('/api/emails/0197f3a0-0000-4000-8000-000000000000')
  expect([mail.status, (await mail.json()).name]).toEqual([404, 'not_found'])
  const garbage = await mailbox.get('/api/emails/7')
  expect([garbage.status, (await garbage.json()).name]).toEqual([422, 'invalid_parameter'])
})

test('a permissive batch sends what is valid and names the rest', async () => {
  const response = await mailbox.post('/api/emails/batch', [email, { ...email, to: 'x' }, email, {}], {
    'x-batch-validation': 'permissive',
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    data: [{ id: expect.any(String) }, { id: expect.any(String) }],
    errors: [
      { index: 1, message: `Invalid \`to\` field. ${format}` },
      { index: 3, message: 'Missing `from` field.' },
    ],
  })
  const none = await mailbox.post('/api/emails/batch', [{}], { 'x-batch-validation': 'permissive' })
  expect(await none.json()).toEqual({ data: [], errors: [{ index: 0, message: 'Missing `from` field.' }] })
})

test('what Postgres cannot store in a text is replaced, not refused', async () => {
  const response = await mailbox.post('/api/emails', { ...email, subject: 'a\0b\ud800c \u{1f6a2}' })
  const { id } = await response.json()
  expect((await (await mailbox.get(`/api/emails/${id}`)).json()).subject).toBe('a\ufffdb\ufffdc \u{1f6a2}')
})
