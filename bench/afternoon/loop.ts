import { render } from '@react-email/render'
import pg from 'pg'
import { createElement } from 'react'
import { Resend } from 'resend'
import { connect } from '../../db/connect.ts'
import { findComparison } from '../../db/queries/comparison.ts'
import type { IssueToRender } from '../../emails/issue/render-issue.ts'
import { IssueMail } from '../../test/emails/issue-mail.tsx'
import { now } from '../now.ts'

export type LoopKind = 'emails.send' | 'batch.send'

export interface LoopOptions {
  readonly kind: LoopKind
  readonly databaseUrl: string
  readonly sinkUrl: string
  readonly comparison: string
  readonly mails: number
}

export interface LoopResult {
  readonly mails: number
  readonly seconds: number
  /** Processor time of the loop alone, without start and warm-up, in microseconds. */
  readonly cpuUs: number
}

/**
 * What one would write in an afternoon with the same template: for each reader a render with React Email,
 * HTML and text, and a call of Resend's SDK. It records nothing and survives nothing.
 */
export async function runLoop({
  kind,
  databaseUrl,
  sinkUrl,
  comparison,
  mails,
}: LoopOptions): Promise<LoopResult> {
  const issue = await loadIssue(databaseUrl, comparison)
  const resend = new Resend('re_bench', { baseUrl: sinkUrl })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  for (let i = 0; i < WARM_UP; i++) await renderMail(issue, 'nobody@elsewhere.bench')
  const startedAt = now()
  const cpuBefore = process.cpuUsage()
  const { rows } = await client.query<{ address: string }>(
    `select address from subscriber where status = 'confirmed' order by id limit $1`,
    [mails],
  )
  if (kind === 'emails.send') await oneByOne(resend, issue, rows)
  else await hundredByHundred(resend, issue, rows)
  const seconds = (now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  await client.end()
  return { mails: rows.length, seconds, cpuUs: user + system }
}

const WARM_UP = 50
const BATCH_SIZE = 100

type Rows = readonly { readonly address: string }[]

async function oneByOne(resend: Resend, issue: IssueToRender, rows: Rows): Promise<void> {
  for (const { address } of rows) {
    const { error } = await resend.emails.send(await renderMail(issue, address))
    if (error) throw new Error(error.message)
  }
}

async function hundredByHundred(resend: Resend, issue: IssueToRender, rows: Rows): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH_SIZE) {
    const mails = []
    for (const { address } of rows.slice(from, from + BATCH_SIZE))
      mails.push(await renderMail(issue, address))
    const { error } = await resend.batch.send(mails)
    if (error) throw new Error(error.message)
  }
}

async function renderMail(issue: IssueToRender, to: string) {
  const mail = createElement(IssueMail, { issue })
  const unsubscribe = `${issue.site.url}/unsubscribe/${Buffer.from(to).toString('base64url')}`
  return {
    from: 'Weekly Verdicts <news@verdicts.bench>',
    to,
    subject: issue.subject,
    html: await render(mail),
    text: await render(mail, { plainText: true }),
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

async function loadIssue(databaseUrl: string, slug: string): Promise<IssueToRender> {
  const db = connect({ url: databaseUrl })
  const comparison = await findComparison(db, slug)
  await db.destroy()
  if (!comparison) throw new Error(`There is no comparison ${slug}.`)
  return {
    number: 1,
    subject: 'Benchmark',
    intro: 'One verdict.',
    comparisons: [comparison],
    site: {
      url: 'https://verdicts.bench',
      name: 'Weekly Verdicts',
      postalAddress: 'Bench Press, 1 Trial Road, 12345 Testington',
    },
  }
}
