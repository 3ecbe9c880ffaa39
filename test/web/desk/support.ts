import { insertEditor } from '../../../db/queries/editor.ts'
import { wholeMail } from '../../../db/queries/letter.ts'
import type { Context } from '../../../src/context.ts'
import type { Role } from '../../../src/domain/editor.ts'
import { cameFrom, post, type Web } from '../support.ts'

/** Somebody at the desk, with the cookies of their browser. */
export interface AtDesk {
  readonly id: number
  readonly address: string
  get(path: string): Promise<Response>
  /** The page, as text. */
  read(path: string): Promise<string>
  post(path: string, fields?: Fields): Promise<Response>
  /** As it stands in a request. */
  cookie(): string
}

/** A field can stand there several times. */
type Fields = Record<string, string> | readonly (readonly [name: string, value: string])[]

/** Adds an editor, and signs them in with the code from their mail. */
export async function signedIn(
  context: Context,
  web: Web,
  role: Role,
  address = `${role}@lovelace.org`,
): Promise<AtDesk> {
  const reviewerId = role === 'reviewer' ? await firstSeat(context) : null
  const id = await insertEditor(context.db, { address, name: role, role, reviewerId })
  if (id === undefined) throw new Error(`${address} is an editor already.`)
  return { ...browser(web, await signInAs(context, web, address)), id, address }
}

/** @returns the cookie of a new session. */
export async function signInAs(context: Context, web: Web, address: string): Promise<string> {
  const peer = somewhere()
  const asked = await post(web, '/desk/codes', { address }, from(''), peer)
  const code = await newestCode(context, address)
  const entered = await post(web, '/desk/sessions', { code }, from(cookieOf(asked)), peer)
  if (entered.status !== 303) throw new Error(`Signing in was answered ${entered.status}.`)
  return cookieOf(entered)
}

let networks = 0
/** A network of its own, so that no limit is reached by accident. */
export function somewhere() {
  networks++
  return cameFrom(`10.0.${networks >> 8}.${networks & 255}`)
}

export function browser(web: Web, cookie: string): Omit<AtDesk, 'id' | 'address'> {
  const get = async (path: string) => web.request(path, { headers: { cookie } })
  return {
    get,
    read: async (path) => (await get(path)).text(),
    post: async (path, fields = {}) =>
      web.request(path, {
        method: 'POST',
        body: new URLSearchParams(fields as Record<string, string>),
        headers: from(cookie),
      }),
    cookie: () => cookie,
  }
}

/** What a page's tick about an amber preflight sends, where it has one. */
export function tickOn(page: string): { despite: string } {
  return { despite: /name="despite"[^>]*value="(\w+)"/.exec(page)?.[1] ?? '' }
}

export function from(cookie: string): Record<string, string> {
  return { cookie, 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }
}

export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

/** The code in the newest mail to an address. */
export async function newestCode({ db }: Context, address: string): Promise<string> {
  const row = await db
    .selectFrom('outbox')
    .select(wholeMail.as('mail'))
    .where('kind', '=', 'sign-in-code')
    .where('addressKey', '=', address)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const code = /\b\d{6}\b/.exec(row?.mail.subject ?? '')?.[0]
  if (!code) throw new Error('There is no code in the mail.')
  return code
}

async function firstSeat({ db }: Context): Promise<number> {
  const seat = await db.selectFrom('reviewer').select('id').orderBy('id').executeTakeFirst()
  if (seat) return seat.id
  const { id } = await db
    .insertInto('reviewer')
    .values({ slug: 'skeptic' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('reviewerVersion')
    .values({ reviewerId: id, version: 1, name: 'Skeptic', perspective: 'Doubts.' })
    .execute()
  return id
}

/** What the log has of that editor, the oldest first. */
export async function loggedOf({ db }: Context, editorId: number): Promise<string[]> {
  const acts = await db
    .selectFrom('auditEntry')
    .select(['kind', 'detail'])
    .where('subject', '=', String(editorId))
    .where('kind', 'in', ['editor-invited', 'editor-role-changed', 'editor-removed', 'session-ended'])
    .orderBy('id')
    .execute()
  return acts.map(({ kind, detail }) => (detail === null ? kind : `${kind} ${detail}`))
}
