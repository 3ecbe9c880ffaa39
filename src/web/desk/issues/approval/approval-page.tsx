import type { ApprovalView } from '../../../../actions/issue/show-approval.ts'
import type { ApprovalRule } from '../../../../domain/approval.ts'
import type { Editor } from '../../../../domain/editor.ts'
import type { Site } from '../../../site.ts'
import { OneApprover } from '../../approval-rule/one-approver.tsx'
import { Moment } from '../../moment.tsx'
import { Trouble } from '../../notices.tsx'
import { IssueLayout } from '../issue-layout.tsx'
import { WhatIsApproved } from './what-is-approved.tsx'

export interface ApprovalPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly view: ApprovalView
  readonly trouble?: string | undefined
}

/** Whether an issue is approved as it is, by whom, and the buttons that do it and undo it. */
export function ApprovalPage({ site, editor, view, trouble }: ApprovalPageProps) {
  const { issue, rule, approval, changed, lacksApprover, open } = view
  const holds = approval !== undefined && changed.length === 0
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/approval">
      <Trouble>{trouble}</Trouble>
      {lacksApprover ? <OneApprover editor={editor} /> : null}
      <Standing view={view} />
      {open === undefined ? null : (
        <>
          <WhatIsApproved issueNumber={issue.number} {...open} />
          <div className="buttons">
            {holds ? null : open.isOwnEdit ? (
              <p>
                You changed the issue last, or a verdict in it, so somebody else has to approve it: another
                editor, or an owner.
              </p>
            ) : issue.comparisons.length === 0 ? (
              <p>The issue has no comparisons yet: there is nothing to approve.</p>
            ) : (
              <form method="post" action={`/desk/issues/${issue.number}/approval`}>
                <input type="hidden" name="looked" value={open.looked} />
                <button type="submit">Approve</button>
              </form>
            )}
            {approval === undefined ? null : (
              <form method="post" action={`/desk/issues/${issue.number}/approval/withdrawal`}>
                <button className="quiet" type="submit">
                  Withdraw the approval
                </button>
              </form>
            )}
          </div>
          {holds || !issue.gathers || issue.comparisons.length === 0 ? null : (
            <p className="note">
              Approving it settles its list: what is published after that waits for the next issue.
            </p>
          )}
          <p className="note">
            {NEEDED[rule]} <a href="/desk/approval-rule">Who approves issues</a>
          </p>
        </>
      )}
    </IssueLayout>
  )
}

const NEEDED: Record<ApprovalRule, string> = {
  nobody: 'Issues need no approval here, as this installation shows sample content and mails nobody.',
  anybody: 'Without an approval, the issue is held at its time. Every editor may give it.',
  'somebody-else':
    'Without an approval, the issue is held at its time. Every editor may give it, but for who changed it last, or a verdict in it. Only the very last change counts.',
}

function Standing({ view: { issue, approval, changed, open } }: { view: ApprovalView }) {
  if (!approval) {
    return (
      <p className="lede">{open ? 'Nobody has approved this issue yet.' : 'Nobody approved this issue.'}</p>
    )
  }
  const who = (
    <>
      Approved by {approval.editorName ?? 'the command line'}, <Moment at={approval.approvedAt} />, as{' '}
      <code>{approval.hash.slice(0, 12)}</code>
    </>
  )
  if (changed.length === 0) {
    return (
      <div className="good">
        <p>
          <strong>{who}.</strong>
        </p>
        <p>
          {open
            ? 'Exactly these bytes go out. Any change voids the approval.'
            : `Exactly these bytes ${issue.status === 'preparing' ? 'go' : 'went'} out.`}
        </p>
      </div>
    )
  }
  return (
    <div className="trouble">
      <p>
        <strong>The approval no longer holds.</strong> {who}. Changed since:
      </p>
      <ul className="changed">
        {changed.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>Look at the issue again, and approve it as it is now, or change it back.</p>
    </div>
  )
}
