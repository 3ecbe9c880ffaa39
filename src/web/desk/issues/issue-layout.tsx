import type { ReactNode } from 'react'
import type { Editor } from '../../../domain/editor.ts'
import { type Issue, isOpen, issueTitle } from '../../../domain/issue.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Told } from '../moment.tsx'
import { IssueStatusBadge } from './issue-status.tsx'

/** The pages of an issue, in the order in which its week comes to them. */
const TABS = [
  { path: '', name: 'Compose' },
  { path: '/preview', name: 'Preview' },
  { path: '/preflight', name: 'Preflight' },
  { path: '/approval', name: 'Approval' },
  { path: '/schedule', name: 'Schedule' },
  { path: '/sending', name: 'Sending' },
  { path: '/account', name: 'Account' },
] as const
type IssueTab = (typeof TABS)[number]['path']

export interface IssueLayoutProps {
  readonly site: Site
  readonly editor: Editor
  readonly issue: Issue
  readonly tab: IssueTab
  readonly actions?: ReactNode
  /** For a page that a script keeps up to date. */
  readonly refreshWithoutScript?: number | undefined
  readonly children: ReactNode
}

/** What every page of one issue has: its number, its status, and the way to its other pages. */
export function IssueLayout({
  site,
  editor,
  issue,
  tab,
  actions,
  refreshWithoutScript,
  children,
}: IssueLayoutProps) {
  const { number, status, heldBecause } = issue
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/issues"
      title={issueTitle(issue)}
      eyebrow={
        <>
          Issue {number} <IssueStatusBadge status={status} />
        </>
      }
      actions={actions}
      refreshWithoutScript={refreshWithoutScript}
    >
      <nav className="tabs" aria-label={`Issue ${number}`}>
        {TABS.map(({ path, name }) => (
          <a
            key={path}
            href={`/desk/issues/${number}${path}`}
            aria-current={path === tab ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {tab === '' || !isOpen(issue) ? null : <Unsaved number={number} />}
      {heldBecause === null ? null : (
        <div className="trouble">
          <p>
            <strong>Why it was held:</strong> <Told text={heldBecause} />
          </p>
          {tab === '/sending' ? null : (
            <p>
              <a href={`/desk/issues/${number}/sending`}>The ways on are under Sending</a>
            </p>
          )}
        </div>
      )}
      {children}
    </DeskLayout>
  )
}

/** Only the browser knows what was typed and not saved: a script shows this where there is something. */
function Unsaved({ number }: { number: number }) {
  return (
    <div className="pending" role="status" hidden data-unsaved={composeKeep(number)}>
      <p>
        There are changes under Compose that are not saved.{' '}
        <a href={`/desk/issues/${number}`}>Save or discard them</a>
      </p>
    </div>
  )
}

/** Under which name the browser keeps what is typed under Compose. */
export function composeKeep(number: number): string {
  return `issue-${number}`
}
