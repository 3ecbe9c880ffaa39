import { base } from '../base.ts'
import type { MailSummary } from '../mail.ts'
import { DateTime } from './date-time.tsx'
import { Layout } from './layout.tsx'
import type { MailboxView } from './load-mailbox.ts'

export function MailboxPage({ mails, count, search, hasNewer, hasOlder }: MailboxView) {
  return (
    <Layout title={search ? `${search} – Mailbox` : 'Mailbox'}>
      <div className="bar">
        <h1>{headline(count, search)}</h1>
        <nav aria-label="This mailbox">
          <a href={`${base}/faults`}>Faults</a>
          <a href={pageUrl({ search })}>Refresh</a>
        </nav>
      </div>
      <search>
        <form method="get" action={base}>
          <label htmlFor="search">Search subject, recipient or sender</label>
          <input
            id="search"
            name="search"
            type="search"
            defaultValue={search}
            maxLength={200}
            autoComplete="off"
          />
          <button type="submit">Search</button>
        </form>
      </search>
      {mails.length > 0 ? <MailList mails={mails} /> : search ? <NoMatches /> : <Empty />}
      <nav className="pager" aria-label="Pages">
        {hasNewer && (
          <a rel="prev" href={pageUrl({ search, before: mails[0]?.id })}>
            ← Newer
          </a>
        )}
        {hasOlder && (
          <a rel="next" href={pageUrl({ search, after: mails.at(-1)?.id })}>
            Older →
          </a>
        )}
      </nav>
    </Layout>
  )
}

function MailList({ mails }: { readonly mails: readonly MailSummary[] }) {
  return (
    <ol className="mails">
      {mails.map((mail) => (
        <li key={mail.id}>
          <a href={`${base}/${mail.id}`}>
            <span className="to">{mail.to.join(', ')}</span>
            <span className="subject">{mail.subject}</span>
            <DateTime value={mail.createdAt} />
          </a>
        </li>
      ))}
    </ol>
  )
}

function Empty() {
  return (
    <section className="none">
      <h2>No mail yet</h2>
      <p>Subscribe on the site or send an issue from the desk, and what would have gone out appears here.</p>
    </section>
  )
}

function NoMatches() {
  return (
    <section className="none">
      <h2>No matches</h2>
      <p>
        No subject, recipient or sender contains all of these words. <a href={base}>See all mails</a>
      </p>
    </section>
  )
}

function headline(count: number, search: string): string {
  const mails = `${count.toLocaleString('en')} ${count === 1 ? 'mail' : 'mails'}`
  return search ? `${mails} for “${search}”` : mails
}

function pageUrl(query: { search: string; after?: string; before?: string }): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length ? `${base}?${new URLSearchParams(given)}` : base
}
