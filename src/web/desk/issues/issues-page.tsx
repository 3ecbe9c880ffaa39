import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { IssueStatusBadge } from './issue-status.tsx'
import { issueTime } from './issue-time.ts'
import { ReadinessLine } from './readiness-line.tsx'

/** Every issue, newest first. */
export function IssuesPage({
  site,
  editor,
  issues,
  readiness,
}: {
  site: Site
  editor: Editor
  issues: readonly Issue[]
  /** By the issues' numbers, of those to come. */
  readiness: ReadonlyMap<number, Readiness>
}) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/issues" title="Issues">
      {issues.length === 0 ? <p className="empty">There is no issue yet.</p> : null}
      <ol className="rows">
        {issues.map((issue) => (
          <li key={issue.number}>
            <div>
              <a href={`/desk/issues/${issue.number}`}>
                {issue.number}. {issue.subject}
              </a>{' '}
              <IssueStatusBadge status={issue.status} />
              {readiness.has(issue.number) ? (
                <ReadinessLine issueNumber={issue.number} readiness={readiness.get(issue.number)!} />
              ) : null}
            </div>
            <p className="note">{issueTime(issue)}</p>
          </li>
        ))}
      </ol>
    </DeskLayout>
  )
}
