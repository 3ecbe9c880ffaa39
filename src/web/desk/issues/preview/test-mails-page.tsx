import type { listTestMails } from '../../../../actions/issue/list-test-mails.ts'
import type { Editor } from '../../../../domain/editor.ts'
import type { MailStatus } from '../../../../domain/parcel.ts'
import { MailboxAside } from '../../../parts/mailbox-aside.tsx'
import type { Site } from '../../../site.ts'
import { IssueLayout } from '../issue-layout.tsx'

export type SentTests = NonNullable<Awaited<ReturnType<typeof listTestMails>>>

/** Test mails that were sent together, and what became of each. */
export function TestMailsPage({ site, editor, tests }: { site: Site; editor: Editor; tests: SentTests }) {
  const { issue, mails } = tests
  const waiting = mails.some(({ status }) => ON_ITS_WAY.includes(status))
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/preview">
      <h2>{mails.length === 1 ? 'One test mail' : `${mails.length} test mails`}</h2>
      <ul className="rows narrow">
        {mails.map(({ address, status, lastError }) => (
          <li key={address}>
            <span className="address">{address}</span>
            <span className="note">
              {STATUS[status]}
              {status === 'rejected' && lastError ? `: ${lastError}` : null}
            </span>
          </li>
        ))}
      </ul>
      {waiting ? (
        <p className="note">They leave within seconds. Look at this page again to see that they did.</p>
      ) : null}
      <MailboxAside site={site} />
      <p className="more">
        <a href={`/desk/issues/${issue.number}/preview`}>Back to the preview</a>
      </p>
    </IssueLayout>
  )
}

const ON_ITS_WAY: readonly MailStatus[] = ['queued', 'gathered']

const STATUS: Record<MailStatus, string> = {
  queued: 'On its way',
  gathered: 'On its way',
  accepted: 'Accepted by the mail service',
  rejected: 'Refused',
  unknown: 'Sent, and no clear answer came',
}
