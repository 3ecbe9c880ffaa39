import type { IssueLine } from '../../../actions/issue/compose.ts'
import type { IssueDetails } from '../../../actions/issue/show.ts'
import { comparisonTitle } from '../../../domain/comparison.ts'
import type { Editor } from '../../../domain/editor.ts'
import { issueTitle } from '../../../domain/issue.ts'
import { RichText } from '../../parts/rich-text.tsx'
import type { Site } from '../../site.ts'
import { Trouble } from '../notices.tsx'
import { AccountTable } from '../overview/account-table.tsx'
import { IssueLayout } from './issue-layout.tsx'
import { IssueWhen } from './issue-when.tsx'

/** An issue that nobody edits any more: where it stands, and what it is made of. */
export function IssuePage({
  site,
  editor,
  issue,
  lines,
  derivedPreheader,
  trouble,
}: {
  site: Site
  editor: Editor
  issue: IssueDetails
  lines: readonly IssueLine[]
  derivedPreheader: string | undefined
  /** Why what was asked for was not done. */
  trouble: string | undefined
}) {
  return (
    <IssueLayout {...{ site, editor, issue }} tab="">
      <Trouble>{trouble}</Trouble>
      <IssueWhen issue={issue} />
      <p className="lede">{standing(issue)}</p>
      {issue.status === 'discarded' ? (
        <form method="post" action={`/desk/issues/${issue.number}/discard/removal`}>
          <p className="hint">What is in it may be in another issue by now, and would be in both.</p>
          <button className="quiet" type="submit">
            Make it a draft again
          </button>
        </form>
      ) : null}
      {issue.account.audience === 0 ? null : (
        <AccountTable issueNumber={issue.number} account={issue.account} />
      )}
      <h2>What it is made of</h2>
      <dl className="facts">
        <dt>Subject</dt>
        <dd>{issueTitle(issue)}</dd>
        <dt>Preheader</dt>
        <dd>{issue.preheader ?? derivedPreheader ?? '—'}</dd>
        <dt>Introduction</dt>
        <dd className="rich-text">{issue.intro === '' ? '—' : <RichText text={issue.intro} />}</dd>
        <dt>Comparisons</dt>
        <dd>
          <ol>
            {lines.map((line) => (
              <li key={line.slug}>
                <a href={`/compare/${line.slug}`}>{comparisonTitle(line)}</a>
              </li>
            ))}
          </ol>
        </dd>
      </dl>
    </IssueLayout>
  )
}

function standing({ status }: IssueDetails): string {
  switch (status) {
    case 'preparing':
      return 'It is about to go out, and what its readers get is fixed. To change it, take it back to draft first, under Schedule.'
    case 'discarded':
      return 'This draft was discarded: it goes out at no time, and what is in it is free for other issues.'
    default:
      return 'What its readers get can’t be changed any more.'
  }
}
