import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { IssuesPage as Page } from '../../../actions/issue/list.ts'
import type { Editor } from '../../../domain/editor.ts'
import { issueTitle } from '../../../domain/issue.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { SearchForm } from '../writing/list-parts.tsx'
import { BeginForm } from './begin-form.tsx'
import { IssueStatusBadge } from './issue-status.tsx'
import { issueTime } from './issue-time.ts'
import { ReadinessLine } from './readiness-line.tsx'

/** Issues, newest first, a page at a time. */
export function IssuesPage({
  site,
  editor,
  find,
  page: { issues, next },
  readiness,
}: {
  site: Site
  editor: Editor
  find: string
  page: Page
  /** By the issues' numbers, of those to come. */
  readiness: ReadonlyMap<number, Readiness>
}) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/issues"
      title="Issues"
      actions={<BeginForm button="Begin another issue" className="quiet" />}
    >
      <SearchForm path="/desk/issues" words={find} what="issues by subject or number" />
      {issues.length === 0 ? <p className="empty">{nothing(find)}</p> : null}
      <ol className="rows">
        {issues.map((issue) => (
          <li key={issue.number}>
            <div>
              <a href={`/desk/issues/${issue.number}`}>
                {issue.number}. {issueTitle(issue)}
              </a>{' '}
              <IssueStatusBadge status={issue.status} />
              {readiness.has(issue.number) ? (
                <ReadinessLine issue={issue} readiness={readiness.get(issue.number)!} />
              ) : null}
            </div>
            <p className="note">{issueTime(issue)}</p>
          </li>
        ))}
      </ol>
      {next === undefined ? null : (
        <p className="more">
          <a href={`/desk/issues?${new URLSearchParams({ ...(find && { q: find }), before: String(next) })}`}>
            Older issues
          </a>
        </p>
      )}
    </DeskLayout>
  )
}

function nothing(find: string): string {
  return find === '' ? 'There is no issue yet.' : `There is no issue with “${find}” in its subject.`
}
