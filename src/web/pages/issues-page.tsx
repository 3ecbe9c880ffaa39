import type { SentIssue } from '../../actions/issue/list-sent.ts'
import { issueTitle } from '../../domain/issue.ts'
import { Layout } from '../layout.tsx'
import { Day } from '../parts/day.tsx'
import { SignUpForm } from '../parts/sign-up-form.tsx'
import type { Site } from '../site.ts'

/** Every issue that was sent, as it was sent. */
export function IssuesPage({ site, issues }: { site: Site; issues: readonly SentIssue[] }) {
  return (
    <Layout
      site={site}
      title="Past issues"
      description={`Every issue of ${site.name}, as it was mailed.`}
      canonical="/issues"
    >
      <header className="title sheet">
        <h1>Past issues</h1>
        <p className="lede">Each one as it went out. What was said then is not changed later.</p>
      </header>
      <div className="sheet">
        {issues.length === 0 ? (
          <p className="empty">No issue has gone out yet. Subscribe, and you get the first one.</p>
        ) : (
          <ol className="issues" reversed>
            {issues.map((issue) => (
              <li key={issue.number}>
                <span className="eyebrow">Issue {issue.number}</span>
                <a href={`/issues/${issue.number}`}>{issueTitle(issue)}</a>
                <Day of={issue.sentAt} timeZone={issue.timeZone} />
              </li>
            ))}
          </ol>
        )}
      </div>
      <section className="invitation sheet">
        <div>
          <h2>Get the next one by email</h2>
          <p>One mail a week. Leaving takes one click.</p>
        </div>
        <SignUpForm site={site} page="/issues" />
      </section>
    </Layout>
  )
}
