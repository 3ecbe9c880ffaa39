import { z } from 'zod'
import { DELIVERY_EVENTS, type DeliveryEvent, type DeliveryEventEffect } from '../../domain/delivery-event.ts'
import { redact } from '../../domain/redact.ts'

export type ParsedEvent =
  | { readonly outcome: 'event'; readonly event: DeliveryEvent }
  /** Of a mail that another installation on the same Resend account sent. */
  | { readonly outcome: 'foreign' }
  /** JSON, but nothing that Resend sends. */
  | { readonly outcome: 'shapeless' }

const LONGEST_REASON = 300
/** Far more than is kept, and little enough to look through for addresses. */
const LONGEST_LOOKED_AT = 2_000

const word = z.string().catch('')
const part = z.object({ message: word, reason: word, subType: word, type: word }).partial().catch({})

/** All that is read of a payload. Beside its type, whatever is missing or odd is left out, not refused. */
const payload = z.object({
  type: z.string(),
  created_at: word,
  data: z
    .object({
      email_id: word,
      tags: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).catch({}),
      bounce: part,
      failed: part,
      suppressed: part,
    })
    .partial()
    .catch({}),
})
type Payload = z.infer<typeof payload>

/** Reads what a genuine webhook says: only what we use, and never an address. */
export function parseEvent(json: unknown, svixId: string, installation: string): ParsedEvent {
  const parsed = payload.safeParse(json)
  if (!parsed.success) return { outcome: 'shapeless' }
  const { type, created_at, data } = parsed.data
  const tags = readTags(data.tags)
  if (tags.installation !== undefined && tags.installation !== installation) return { outcome: 'foreign' }
  const effect = DELIVERY_EVENTS[type] ?? {}
  const event = {
    svixId,
    type: short(type),
    occurredAt: readTime(created_at),
    emailId: short(data.email_id ?? '') || null,
    // What others send through the same account may carry tags of the same names.
    ...nameOf(tags.installation === undefined ? {} : tags),
    bounce: effect.reasonIn === 'bounce' ? hardOrSoft(data) : null,
    reason: effect.reasonIn ? reasonOf(data, effect.reasonIn) : null,
  } satisfies DeliveryEvent
  return { outcome: 'event', event }
}

/** An object of names and values, in older payloads a list of them. */
function readTags(tags: Payload['data']['tags']): Record<string, string> {
  const pairs: [string, unknown][] = Array.isArray(tags) ? tags.map(pairOf) : Object.entries(tags ?? {})
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

const tag = z.object({ name: z.string(), value: z.string() })

function pairOf(listed: unknown): [string, unknown] {
  const { data } = tag.safeParse(listed)
  return data ? [data.name, data.value] : ['', undefined]
}

const KEY = /^[\w-]{1,256}$/
// No longer than what PostgreSQL's `int` and JavaScript's numbers hold.
const DELIVERY = /^([1-9]\d{0,8})-([1-9]\d{0,14})$/
const MAIL = /^[1-9]\d{0,14}$/

/** Which mail it is about: a delivery with the key of its request, a small mail, or none of ours. */
function nameOf({ key = '', delivery = '', mail = '' }: Record<string, string>) {
  const [, issueNumber, subscriberId] = (KEY.test(key) && DELIVERY.exec(delivery)) || []
  return {
    key: issueNumber ? key : null,
    issueNumber: issueNumber ? Number(issueNumber) : null,
    subscriberId: subscriberId ? Number(subscriberId) : null,
    mailId: MAIL.test(mail) ? Number(mail) : null,
  }
}

/** Resend names permanent, transient and undetermined bounces; only the first says that nothing will help. */
function hardOrSoft({ bounce }: Payload['data']): 'hard' | 'soft' {
  return bounce?.type?.toLowerCase() === 'permanent' ? 'hard' : 'soft'
}

function reasonOf(data: Payload['data'], source: NonNullable<DeliveryEventEffect['reasonIn']>): string {
  const { message, reason, subType, type } = data[source] ?? {}
  const said = message || reason || subType || type || 'no reason given'
  const looked = said.length > LONGEST_LOOKED_AT ? said.slice(0, LONGEST_LOOKED_AT).replace(/\S+$/, '') : said
  return clean(redact(looked.replaceAll(/https?:\/\/\S+/gi, '(a link)'))).slice(0, LONGEST_REASON)
}

/** The epoch where it says nothing readable: the same for every repetition, as its arrival would not be. */
function readTime(text: string): Date {
  const time = new Date(text)
  const year = time.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? time : new Date(0)
}

function short(text: string): string {
  return clean(text).slice(0, 100)
}

/** PostgreSQL keeps no NUL in a text. */
function clean(text: string): string {
  return text.replaceAll('\0', '')
}
