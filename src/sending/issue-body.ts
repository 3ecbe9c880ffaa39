import type { Delivery } from '../domain/delivery.ts'
import { fragmentsOf } from '../domain/edition.ts'
import type { FrozenIssue } from '../domain/frozen-issue.ts'
import { tokenSigner } from '../domain/link-token.ts'
import type { Mail } from '../domain/mail.ts'
import type { BufferPool } from './buffer-pool.ts'
import { type BatchName, editionOf, mailOf, type ReaderParts, readerParts } from './issue-mail.ts'
import { readerLinks } from './links.ts'
import { type Content, spliceFragments } from './splice.ts'

/** An issue readied for its readers: what is the same for all of them is bytes already. */
export interface IssueBody {
  /** The body of one batch request, mails in the deliveries' order. The same input gives the same bytes. */
  write(deliveries: readonly Delivery[], batch: BatchName): BatchBytes
}

interface BatchBytes {
  readonly bytes: Uint8Array
  readonly mails: number
  /**
   * Lets another batch have the memory, once nobody reads it any more: the socket of a request that was
   * aborted, or answered early, may still do so. Bytes that are not released are garbage like any other.
   */
  release(): void
}

/**
 * Writes an issue's mails as Resend's SDK does. Each fragment becomes JSON once, with a marker in place of the
 * reader's token, and is cut there; an edition is a list of such pieces, shared with the others. For each reader
 * the pieces are only copied, with the reader's parts in between.
 */
export function prepareIssueBody(issue: FrozenIssue, buffers: BufferPool): IssueBody {
  const piecesOf = cutEditions(issue)
  const sign = tokenSigner(issue.linkKey)
  return {
    write(deliveries, batch) {
      const installation = quoted(batch.installation)
      const key = quoted(batch.key)
      const body: Uint8Array[] = [OPENING]
      for (const delivery of deliveries) {
        if (body.length > 1) body.push(COMMA)
        const { address, token, delivery: name } = readerParts(issue, delivery, batch, sign)
        const parts = {
          installation,
          key,
          address: quoted(address),
          token: ascii(token),
          delivery: ascii(name),
        }
        for (const piece of piecesOf(delivery.editionNumber)) {
          body.push(typeof piece === 'string' ? parts[piece] : piece)
        }
      }
      body.push(CLOSING)
      return { ...join(body, buffers), mails: deliveries.length }
    },
  }
}

type Part = keyof ReaderParts

/** Bytes that are the same for every reader, or the name of what is not. */
type Piece = Uint8Array | Part

const OPENING = Buffer.from('[')
const COMMA = Buffer.from(',')
const CLOSING = Buffer.from(']')

// Characters that no issue holds (see domain/fragment.ts), and that JSON leaves as they are.
const MARKERS: ReaderParts = {
  address: '\u{E000}reader’s address\u{E001}',
  token: '\u{E000}reader’s token\u{E001}',
  delivery: '\u{E000}reader’s delivery\u{E001}',
  installation: '\u{E000}installation\u{E001}',
  key: '\u{E000}key\u{E001}',
}
const PARTS = Object.keys(MARKERS) as readonly Part[]
const PART_OF = new Map(PARTS.map((part) => [MARKERS[part], part]))

const CONTENT: Content = { html: '\u{E000}html\u{E001}', text: '\u{E000}text\u{E001}' }

/** @returns an edition's pieces by its number; one that nobody gets is never put together. */
function cutEditions(issue: FrozenIssue): (number: number) => readonly Piece[] {
  const links = readerLinks(issue.siteUrl, MARKERS.token)
  const fragments = issue.fragments.map((fragment) => {
    const { html, text } = spliceFragments([fragment], links)
    return { html: cutAtMarkers(quotedText(html)), text: cutAtMarkers(quotedText(text)) }
  })
  const editions = new Map<number, readonly Piece[]>()
  return (number) => {
    const known = editions.get(number)
    if (known) return known
    const edition = editionOf(issue, number)
    const parts = fragmentsOf(fragments, edition)
    const pieces = JSON.stringify(toRequest(mailOf(issue, edition, CONTENT, MARKERS)))
      .split(new RegExp(`(${CONTENT.html}|${CONTENT.text})`))
      .flatMap((piece) => {
        if (piece === CONTENT.html) return parts.flatMap(({ html }) => html)
        if (piece === CONTENT.text) return parts.flatMap(({ text }) => text)
        return cutAtMarkers(piece)
      })
    editions.set(number, pieces)
    return pieces
  }
}

/** Resend's words for a mail, in the order in which its SDK writes them. */
function toRequest({ from, headers, html, replyTo, subject, tags, text, to }: Mail) {
  const list = Object.entries(tags).map(([name, value]) => ({ name, value }))
  return { from, headers, html, reply_to: replyTo, subject, tags: list, text, to }
}

function cutAtMarkers(json: string): readonly Piece[] {
  return json
    .split(new RegExp(`(${PARTS.map((part) => MARKERS[part]).join('|')})`))
    .map((piece) => PART_OF.get(piece) ?? Buffer.from(piece))
}

/** A text as it stands between the quotes of a JSON string. */
function quotedText(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function quoted(text: string): Uint8Array {
  return Buffer.from(quotedText(text))
}

/** The same for letters and digits, which stand there as they are. */
function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

function join(pieces: readonly Uint8Array[], buffers: BufferPool): Pick<BatchBytes, 'bytes' | 'release'> {
  let length = 0
  for (const piece of pieces) length += piece.length
  const buffer = buffers.take(length)
  let end = 0
  for (const piece of pieces) {
    buffer.set(piece, end)
    end += piece.length
  }
  let released = false
  return {
    bytes: buffer.subarray(0, length),
    release() {
      if (!released) buffers.give(buffer)
      released = true
    },
  }
}
