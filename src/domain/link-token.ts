import { createHash, createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { ErrandKind } from './errand.ts'

/** A key that signs links, known by a name so that keys can be rotated. */
export interface LinkKey {
  /** Eight hexadecimal digits. */
  readonly id: string
  readonly key: Buffer
}

/** The link of one reader: for their preferences and for leaving. It does not expire. */
interface ReaderToken {
  readonly purpose: 'reader'
  readonly subscriberId: number
  readonly tokenVersion: number
  /** The issue whose mail carries the link, 0 for none. */
  readonly issueNumber: number
}

/** The link that confirms a subscription: of the subscriber's requests, one. */
interface ConfirmToken {
  readonly purpose: 'confirm'
  readonly subscriberId: number
  readonly request: number
  /** Whole seconds. */
  readonly expiresAt: Date
}

/** The link that confirms an errand, of a kind that is the token's purpose. */
interface ErrandToken {
  readonly purpose: ErrandKind
  readonly errandId: number
  /** The subscriber's when the errand was asked for: once theirs is another, the link is dead. */
  readonly tokenVersion: number
  /** Whole seconds. */
  readonly expiresAt: Date
}

export type LinkToken = ReaderToken | ConfirmToken | ErrandToken

/** The purpose's byte is signed too, so a token of one purpose never passes for another. */
const PURPOSES = { reader: 1, confirm: 2, download: 3, erase: 4, move: 5, adopt: 6 } as const
const PURPOSE_OF: ReadonlyMap<number, LinkToken['purpose']> = new Map(
  Object.entries(PURPOSES).map(([purpose, byte]) => [byte, purpose as LinkToken['purpose']]),
)

const MAC_BYTES = 16
/** SHA-256's. A key is at most a block long, so that HMAC does not hash it first. */
const BLOCK_BYTES = 64
const HASH_BYTES = 32
const BODY_BYTES = 1 + 4 + 8 + 4 + 4

/** The signing keys of a list of secrets, in the same order. */
export function linkKeys(secrets: readonly string[]): LinkKey[] {
  return secrets.map((secret) => ({
    id: createHash('sha256').update(`link key id ${secret}`).digest('hex').slice(0, 8),
    key: Buffer.from(hkdfSync('sha256', secret, '', 'weekly verdicts links', 32)),
  }))
}

/** Signs a token: 50 characters that are safe in a URL, with no address in them. */
export function signToken(key: LinkKey, token: LinkToken): string {
  return tokenSigner(key)(token)
}

/**
 * Signs many tokens with one key. Their MAC is RFC 2104's HMAC as the two hashes that it consists of: three
 * times as fast as an Hmac object for each token, whose making costs more than its hashing.
 */
export function tokenSigner({ id, key }: LinkKey): (token: LinkToken) => string {
  const inner = padded(key, 0x36, BODY_BYTES)
  const outer = padded(key, 0x5c, HASH_BYTES)
  const body = inner.subarray(BLOCK_BYTES)
  const signed = Buffer.alloc(BODY_BYTES + MAC_BYTES)
  body.write(id, 1, 'hex')
  return (token) => {
    const of = 'errandId' in token ? token.errandId : token.subscriberId
    body.writeUInt8(PURPOSES[token.purpose], 0)
    // Eight bytes as two numbers: a bigint would cost as much as a hash.
    body.writeUInt32BE(Math.floor(of / 2 ** 32), 5)
    body.writeUInt32BE(of % 2 ** 32, 9)
    body.writeUInt32BE(token.purpose === 'confirm' ? token.request : token.tokenVersion, 13)
    body.writeUInt32BE('expiresAt' in token ? token.expiresAt.getTime() / 1000 : token.issueNumber, 17)
    outer.write(hash('sha256', inner, 'binary'), BLOCK_BYTES, 'latin1')
    signed.set(body)
    signed.write(hash('sha256', outer, 'binary'), BODY_BYTES, MAC_BYTES, 'latin1')
    return signed.toString('base64url')
  }
}

/** One of HMAC's two blocks that only the key decides, with room after it for what is hashed. */
function padded(key: Buffer, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES + room)
  bytes.fill(pad, 0, BLOCK_BYTES)
  for (const [index, byte] of key.entries()) bytes[index] = byte ^ pad
  return bytes
}

/** What a token says, or nothing when none of the keys signed exactly this. Expiry is the caller's to check. */
export function readToken(keys: readonly LinkKey[], text: string): LinkToken | undefined {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString('base64url') !== text) return undefined
  const body = bytes.subarray(0, BODY_BYTES)
  const key = keys.find(({ id }) => id === body.toString('hex', 1, 5))
  if (!key || !timingSafeEqual(mac(key.key, body), bytes.subarray(BODY_BYTES))) return undefined
  return says(body)
}

function says(body: Buffer): LinkToken | undefined {
  const purpose = PURPOSE_OF.get(body.readUInt8(0))
  const of = Number(body.readBigUInt64BE(5))
  const which = body.readUInt32BE(13)
  const last = body.readUInt32BE(17)
  const expiresAt = new Date(last * 1000)
  switch (purpose) {
    case undefined:
      return undefined
    case 'reader':
      return { purpose, subscriberId: of, tokenVersion: which, issueNumber: last }
    case 'confirm':
      return { purpose, subscriberId: of, request: which, expiresAt }
    default:
      return { purpose, errandId: of, tokenVersion: which, expiresAt }
  }
}

function mac(key: Buffer, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES)
}
