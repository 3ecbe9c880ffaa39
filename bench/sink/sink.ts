import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { now } from '../now.ts'
import { readerNumber } from '../readers.ts'
import { type CensusReport, createCensus } from './census.ts'
import { createRateWindow, type RateVerdict, type WindowKind } from './rate-window.ts'
import { createAddressScanner } from './scan-addresses.ts'

export interface SinkOptions {
  /** The readers that are to be mailed, numbered from 1. */
  readonly readers: number
  /** Answers what goes beyond with 429; absent, everything is taken. */
  readonly limit?: { readonly perSecond: number; readonly window: WindowKind }
  /** How long an answer takes. */
  readonly latencyMs?: number
}

export interface SinkReport extends CensusReport {
  readonly requests: number
  readonly tooMany: number
  /** Requests under a key that was answered before: they get that answer again. */
  readonly replayed: number
  readonly bytes: number
  /** Wall-clock milliseconds. */
  readonly firstRequestAt: number | null
  readonly lastRequestAt: number | null
}

export interface Sink {
  readonly server: Server
  readonly counted: () => number
  readonly report: () => SinkReport
}

/** What Resend says of its rate when nobody comes near it. */
const PLENTY: RateVerdict = { allowed: true, remaining: 999, resetMs: 1000 }
const PLENTY_A_SECOND = 1000

/**
 * Takes mails as Resend's API does, as cheaply as it can be done, and counts who was mailed. Nothing is
 * kept but the counts, and for each key where its ids begin.
 *
 * @param complete is called once, when every reader was mailed.
 */
export function createSink({ readers, limit, latencyMs = 0 }: SinkOptions, complete?: () => void): Sink {
  const census = createCensus(readers)
  const window = limit && createRateWindow(limit.perSecond, limit.window)
  const answered = new Map<string, { readonly firstId: number; readonly mails: number }>()
  let told = false
  let ids = 0
  let requests = 0
  let tooMany = 0
  let replayed = 0
  let bytes = 0
  let firstRequestAt: number | null = null
  let lastRequestAt: number | null = null

  return {
    server: createServer(take),
    counted: census.counted,
    report: () => ({
      ...census.report(),
      requests,
      tooMany,
      replayed,
      bytes,
      firstRequestAt,
      lastRequestAt,
    }),
  }

  function take(request: IncomingMessage, response: ServerResponse): void {
    const at = now()
    firstRequestAt ??= at
    lastRequestAt = at
    requests++
    const batch = request.url?.endsWith('/emails/batch') ?? false
    if (request.method !== 'POST' || !(batch || request.url?.endsWith('/emails'))) {
      request.resume()
      return void response.writeHead(404).end()
    }
    const verdict = window?.take(performance.now()) ?? PLENTY
    const found: (number | string)[] = []
    const scanner = createAddressScanner((chunk, from, to) => {
      found.push(readerNumber(chunk, from, to) ?? chunk.toString('latin1', from, to))
    })
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (verdict.allowed) scanner.push(chunk)
    })
    request.on('end', () => {
      const answer = verdict.allowed ? accept(found, batch, request.headers['idempotency-key']) : refuse()
      const send = () => response.writeHead(verdict.allowed ? 200 : 429, headers(verdict, answer)).end(answer)
      if (latencyMs > 0) setTimeout(send, latencyMs)
      else send()
    })
  }

  function accept(found: readonly (number | string)[], batch: boolean, key: string | string[] | undefined) {
    const before = typeof key === 'string' ? answered.get(key) : undefined
    if (before) {
      replayed++
      return body(before.firstId, before.mails, batch)
    }
    for (const reader of found) {
      if (typeof reader === 'number') census.reader(reader)
      else census.stranger(reader)
    }
    if (!told && census.counted() === readers) {
      told = true
      complete?.()
    }
    const firstId = ids
    ids += found.length
    if (typeof key === 'string') answered.set(key, { firstId, mails: found.length })
    return body(firstId, found.length, batch)
  }

  function refuse(): string {
    tooMany++
    return '{"statusCode":429,"name":"rate_limit_exceeded","message":"Too many requests"}'
  }

  function headers({ remaining, resetMs, allowed }: RateVerdict, answer: string) {
    const seconds = String(Math.ceil(resetMs / 1000))
    return {
      'content-type': 'application/json',
      'content-length': answer.length,
      'ratelimit-limit': String(limit?.perSecond ?? PLENTY_A_SECOND),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': seconds,
      ...(allowed ? {} : { 'retry-after': seconds }),
    }
  }
}

function body(firstId: number, mails: number, batch: boolean): string {
  if (!batch) return `{"id":"${uuid(firstId)}"}`
  let list = ''
  for (let i = 0; i < mails; i++) list += `${i === 0 ? '' : ','}{"id":"${uuid(firstId + i)}"}`
  return `{"data":[${list}]}`
}

function uuid(number: number): string {
  return `5111c000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}
