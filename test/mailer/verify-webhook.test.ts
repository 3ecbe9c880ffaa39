import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Resend } from 'resend'
import { expect, test } from 'vitest'
import { createWebhookVerifier, type SignedBody, type Verdict } from '../../src/mailer/verify-webhook.ts'

/** What the SDK makes of the same webhook. */
function verdictOfSdk(
  secret: string,
  { body, ...headers }: SignedBody,
): { outcome: Verdict['outcome']; payload?: unknown } {
  try {
    const payload = new Resend('re_unused').webhooks.verify({
      payload: body.toString(),
      headers,
      webhookSecret: secret,
    })
    return payload === undefined ? { outcome: 'unreadable' } : { outcome: 'genuine', payload }
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: 'unreadable' }
    const forged = (error as Error).name === 'WebhookVerificationError'
    return { outcome: forged ? 'forged' : 'unusable-secret' }
  }
}

const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map((bytes) => Buffer.from(bytes).toString('base64'))
const usableSecret = base64.map((text) => `whsec_${text}`)
const secret = fc.oneof(
  { weight: 8, arbitrary: usableSecret },
  base64,
  base64.map((text) => `whsec_${text.replace(/=+$/, '')}`),
  base64.map((text) => `whsec_whsec_${text}`),
  fc.string({ maxLength: 12 }).map((text) => `whsec_${text}`),
  fc.constantFrom(
    '',
    'whsec_',
    'whsec_1',
    'whsec_=',
    'whsec_A=AA',
    'whsec_AAAA====',
    'whsec_-_-_',
    'whsec_AAAA AAAA',
  ),
)

const body = fc.oneof(
  fc.json({ stringUnit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '{', 'null', '{"type":"email.sent"}', '{"__proto__":{"type":"x"}}'),
)
const id = fc.oneof(fc.constantFrom('msg_1', ''), fc.string(), fc.string({ unit: 'grapheme' }))
/** Seconds from now; far enough from the edges of what is taken for the clock to tick meanwhile. */
const age = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -290, max: 290 }) },
  fc.constantFrom(-310, 310, -86_400, 86_400, Number.NaN, 1e12),
)
/** How the time is written: more than a number is read as the number that it begins with. */
const written = fc.constantFrom(
  ...[String, (time: number) => ` ${time}`, (time: number) => `${time}.5`, (time: number) => `${time}abc`],
  ...[(time: number) => `0${time}`, (time: number) => `+${time}`, (time: number) => `x${time}`, () => ''],
)
/** What stands in the header, made from the signature that holds and from one that does not. */
const header = fc.oneof(
  { weight: 3, arbitrary: fc.constant((right: string) => `v1,${right}`) },
  fc.constantFrom<(right: string, wrong: string) => string>(
    (_, wrong) => `v1,${wrong}`,
    (right, wrong) => `v1,${wrong} v1,${right}`,
    (right, wrong) => `v1a,${wrong} v1,${right} v2,${wrong}`,
    (right) => `v2,${right}`,
    (right) => `V1,${right}`,
    (right) => right,
    (right) => `v1,${right},more`,
    (right) => `v1, ${right}`,
    (right) => `  v1,${right}  `,
    (right) => `v1,${right.slice(0, -1)}`,
    (right) => `v1,${right}=`,
    (right) => `v1,${right.replaceAll('+', '-').replaceAll('/', '_')}`,
    (right) => `v1,${right.toLowerCase()}`,
    () => 'v1',
    () => 'v1,',
    () => '',
  ),
  fc.string().map((text) => () => text),
)

function sign(key: string, { id, timestamp, body }: Omit<SignedBody, 'signature'>): string {
  return createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${Number.parseInt(timestamp, 10)}.`)
    .update(body)
    .digest('base64')
}

test('whatever a webhook is like, the verdict is the SDK’s', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(secret, id, age, written, body, header, (secret, id, age, written, text, header) => {
      const timestamp = written(Math.floor(Date.now() / 1000) + age)
      const unsigned = { id, timestamp, body: Buffer.from(text) }
      const other = { ...unsigned, body: Buffer.from(`${text} `) }
      const signed = { ...unsigned, signature: header(sign(secret, unsigned), sign(secret, other)) }
      const { reason: _, ...verdict } = { reason: '', ...createWebhookVerifier(secret)(signed) }
      expect(verdict).toEqual(verdictOfSdk(secret, signed))
      seen.add(verdict.outcome)
    }),
    { numRuns: 3_000 },
  )
  expect([...seen].sort()).toEqual(['forged', 'genuine', 'unreadable', 'unusable-secret'])
})

test('the signature is over the bytes, also where they are no text', () => {
  const secret = `whsec_${Buffer.from('a secret').toString('base64')}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const bytes = { id: 'msg_1', timestamp, body: Buffer.from([0x22, 0xff, 0x22]) }
  const verify = createWebhookVerifier(secret)
  expect(verify({ ...bytes, signature: `v1,${sign(secret, bytes)}` }).outcome).toBe('genuine')
  const decoded = { ...bytes, body: Buffer.from(bytes.body.toString()) }
  expect(verify({ ...bytes, signature: `v1,${sign(secret, decoded)}` }).outcome).toBe('forged')
})
