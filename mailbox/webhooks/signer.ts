import { createHmac } from 'node:crypto'

export type Sign = (id: string, at: Date, body: string) => Readonly<Record<string, string>>

/**
 * Makes the headers by which the site knows that a webhook is Resend's:
 * https://docs.svix.com/receiving/verifying-payloads/how-manual
 *
 * @throws {RangeError} for a secret that is not `whsec_` and base64.
 */
export function createSigner(secret: string): Sign {
  const key = /^whsec_([a-z0-9+/]+={0,2})$/i.exec(secret)?.[1]
  if (!key) throw new RangeError('webhook.secret must be whsec_ followed by base64')
  const bytes = Buffer.from(key, 'base64')

  return (id, at, body) => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const signature = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')
    return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
  }
}
