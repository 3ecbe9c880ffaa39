import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import { dropLedgerTables } from '../../db/queries/ledger-tables.ts'
import { createMailbox, type Mailbox } from '../../mailbox/create-mailbox.ts'
import { importContent } from '../../src/actions/content/import.ts'
import { createIssue } from '../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../src/actions/issue/schedule.ts'
import type { Context } from '../../src/context.ts'
import { createResendMailer } from '../../src/mailer/resend-mailer.ts'
import { createTestContext, type TestContext, type TestOptions } from './context.ts'

/** A mail as Resend's API gives it back. */
export interface StoredMail {
  readonly id: string
  readonly to: readonly string[]
  readonly from: string
  readonly reply_to: readonly string[]
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Record<string, string>
  readonly tags: { name: string; value: string }[]
}

export interface SendingContext extends TestContext {
  /** The same context, for a mail server that does not answer: it waits for a second only. */
  readonly hasty: Context
  /** All mails that the mailbox accepted, the oldest first. */
  mails(): Promise<StoredMail[]>
  /** How many requests reached it. */
  requests(): number
  /** The mailbox's pages and API, as they are mounted. */
  readonly mailbox: Mailbox['app']
  /** The mailbox's switches for all that Resend can answer. */
  readonly faults: Mailbox['faults']
  /** Puts something else in the mailbox's place until it is called with nothing. */
  answerInstead(listener?: RequestListener): void
  /** Lets the mailbox do its work and drops the connection in place of each answer. */
  loseAnswers(): void
}

/** A context whose mailer speaks through Resend's SDK, over HTTP, to a mailbox of the test's own. */
export async function createSendingContext(
  env: NodeJS.ProcessEnv = {},
  options: TestOptions = {},
): Promise<SendingContext> {
  const test = await createTestContext({ RESEND_REQUESTS_PER_SECOND: '1000', ...env }, options)
  const mailbox = await createMailbox({ connectionString: test.database.url, requestsPerSecond: 0 })
  let requests = 0
  let instead: RequestListener | undefined
  const listener = getRequestListener(mailbox.app.fetch)
  const server = createServer((request, response) => {
    requests++
    if (instead) instead(request, response)
    else void listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await Promise.all([mailer.close(), hasty.close()])
    await mailbox.close()
  })
  const { port } = server.address() as AddressInfo
  const mailerWaiting = (timeoutMs: number) =>
    createResendMailer({
      apiKey: 're_test',
      baseUrl: `http://127.0.0.1:${port}/api`,
      timeoutMs,
      provider: 'mailbox',
    })
  // The mailbox is in this very process: where that is busy, its first answers may take more than a second.
  const mailer = mailerWaiting(15_000)
  const hasty = mailerWaiting(1_000)
  return {
    ...test,
    context: { ...test.context, mailer },
    hasty: { ...test.context, mailer: hasty },
    mailbox: mailbox.app,
    faults: mailbox.faults,
    mails: () => readMails(mailbox.app),
    requests: () => requests,
    answerInstead: (listener) => {
      instead = listener
    },
    loseAnswers: () => {
      instead = (request, response) => {
        response.end = () => response.destroy()
        void listener(request, response)
      }
    },
  }
}

interface MailPage {
  readonly has_more: boolean
  readonly data: readonly { readonly id: string }[]
}

async function readMails(app: {
  request(path: string): Response | Promise<Response>
}): Promise<StoredMail[]> {
  const ids: string[] = []
  for (let after = ''; ; ) {
    const page = (await (await app.request(`/api/emails?limit=100${after}`)).json()) as MailPage
    ids.push(...page.data.map((mail) => mail.id))
    if (!page.has_more) break
    after = `&after=${ids.at(-1)}`
  }
  const mails = await Promise.all(
    ids.map(async (id) => (await app.request(`/api/emails/${id}`)).json() as Promise<StoredMail>),
  )
  return mails.reverse()
}

/** Two tools, four reviews, one published comparison and one draft. */
export async function importSmallContent(context: Context): Promise<void> {
  const tool = (slug: string, name: string) => ({
    slug,
    name,
    tagline: `${name} in one line`,
    description: `What ${name} does, & for whom.`,
    category: 'writing',
    entryPrice: 'Free',
    pricingNote: 'Everything for one person.',
  })
  const imported = await importContent(context, {
    categories: [{ slug: 'writing', name: 'Writing' }],
    reviewers: [
      { slug: 'builder', name: 'The Builder', perspective: 'Does it hold?' },
      { slug: 'skeptic', name: 'The Skeptic', perspective: 'Where does it break?' },
    ],
    tools: [tool('quill', 'Quill'), tool('reed', 'Reed')],
    reviews: [
      {
        tool: 'quill',
        reviewer: 'builder',
        verdict: 'ship',
        quote: 'It held for a week of <b>hard</b> use.',
      },
      { tool: 'quill', reviewer: 'skeptic', verdict: 'ship', quote: 'I tried to break it and gave up.' },
      { tool: 'reed', reviewer: 'builder', verdict: 'ship', quote: 'Good bones.' },
      { tool: 'reed', reviewer: 'skeptic', verdict: 'skip', quote: 'It lost my second draft.' },
    ],
    comparisons: [
      { slug: 'quill-vs-reed', tools: ['quill', 'reed'], bottomLine: 'Take Quill.', status: 'published' },
      { slug: 'reed-vs-quill', tools: ['reed', 'quill'], bottomLine: 'Not yet.', status: 'draft' },
    ],
  })
  if (imported.outcome !== 'imported') throw new Error(JSON.stringify(imported))
}

/** Confirmed subscribers reader1@lovelace.org, reader2@…: @returns their ids in that order. */
export async function addReaders({ db }: Context, count: number): Promise<number[]> {
  const rows = await db
    .insertInto('subscriber')
    .values(
      Array.from({ length: count }, (_, index) => ({
        address: `reader${index + 1}@lovelace.org`,
        addressKey: `reader${index + 1}@lovelace.org`,
        status: 'confirmed' as const,
        confirmedAt: new Date(),
      })),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** A context with the small content and so many readers. */
export async function createSendingContextFor(readers: number): Promise<SendingContext> {
  const sending = await createSendingContext()
  await importSmallContent(sending.context)
  await addReaders(sending.context, readers)
  return sending
}

/** An issue of the small content, to be sent at once. @returns its number. */
export async function scheduledIssue(context: Context): Promise<number> {
  const created = await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  if (created.outcome !== 'created') throw new Error(created.problem)
  await scheduleIssue(context, created.number, 'now')
  return created.number
}

/** Removes every issue and its ledger, and what the rate remembers of them. */
export async function forgetIssues({ db, countedBatches }: Context): Promise<void> {
  countedBatches.clear()
  for (const { number } of await db.selectFrom('issue').select('number').execute()) {
    await dropLedgerTables(db, number)
  }
  for (const table of ['frozenIssue', 'issueComparison', 'issue'] as const) {
    await db.deleteFrom(table).execute()
  }
  await db
    .updateTable('sendRate')
    .set({ nextSlot: sql`'-infinity'`, probeUntil: sql`'-infinity'`, unknowns: 0 })
    .execute()
}
