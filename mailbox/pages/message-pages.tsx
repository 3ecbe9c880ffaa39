import { base } from '../base.ts'
import { Layout } from './layout.tsx'

export function NotFoundPage() {
  return (
    <Layout title="Not in the mailbox">
      <section className="none">
        <h1>Not in the mailbox</h1>
        <p>There is no such mail. It may have been among the oldest, which make room for new ones.</p>
        <p>
          <a href={base}>See all mails</a>
        </p>
      </section>
    </Layout>
  )
}

export function FailedPage() {
  return (
    <Layout title="The mailbox can't be read">
      <section className="none">
        <h1>The mailbox can’t be read</h1>
        <p>Its database does not answer as it should. Try again; if it stays so, look at the server’s log.</p>
      </section>
    </Layout>
  )
}

export function CrossOriginPage() {
  return (
    <Layout title="Not from here">
      <section className="none">
        <h1>Not from here</h1>
        <p>
          Another site sent this form. Nothing was changed. <a href={base}>See all mails</a>
        </p>
      </section>
    </Layout>
  )
}
