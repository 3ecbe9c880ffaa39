import type { listTestMails } from '../../../../actions/issue/list-test-mails.ts'
import type { Editor } from '../../../../domain/editor.ts'
import type { MailStatus } from '../../../../domain/parcel.ts'
import { MailboxAside } from '../../../parts/mailbox-aside.tsx'
import type { Site } from '../../../site.ts'
import { IssueLayout } from '../issue-layout.tsx'

export type SentTests = NonNullable<Awaited<ReturnType<typeof listTestMails>>>

/** Where there is no script, how soon the page comes anew while it is not known what became of them. */
const REFRESH_SECONDS = 3

/** Test mails that were sent together, and what became of each. */
export function TestMailsPage({ site, editor, tests }: { site: Site; editor: Editor; tests: SentTests }) {
  const { issue, mails } = tests
  const isWaiting = mails.some(({ status }) => ON_ITS_WAY.includes(status))
  const renew = isWaiting ? 'soon' : ''
  return (
    <IssueLayout
      {...{ site, editor, issue }}
      tab="/preview"
      refreshWithoutScript={isWaiting ? REFRESH_SECONDS : undefined}
    >
      <div role="status" data-renew={renew}>
        <WhatBecame mails={mails} />
      </div>
      <h2>{mails.length === 1 ? 'One test mail' : `${mails.length} test mails`}</h2>
      <ul className="rows narrow" data-renew={renew}>
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
      <MailboxAside site={site} />
      <p className="more">
        <a href={`/desk/issues/${issue.number}/preview`}>Back to the preview</a>
      </p>
    </IssueLayout>
  )
}

function WhatBecame({ mails }: Pick<SentTests, 'mails'>) {
  const count = (...these: MailStatus[]) => mails.filter(({ status }) => these.includes(status)).length
  const [one, all] = [mails.length === 1, mails.length]
  if (count(...ON_ITS_WAY) > 0) {
    return (
      <div className="pending">
        <p>{one ? 'The test mail is' : 'The test mails are'} on the way. This page says when that is over.</p>
      </div>
    )
  }
  if (count('accepted') === all) {
    return (
      <div className="good">
        <p>
          {one ? 'The test mail has left: ' : `All ${all} test mails have left: `}
          the mail service accepted {one ? 'it' : 'them'}.
        </p>
      </div>
    )
  }
  return (
    <div className="trouble">
      <p>
        {one
          ? 'The test mail may not have left'
          : `${all - count('accepted')} of ${all} test mails may not have left`}
        . What became of {one ? 'it' : 'each'} stands below.
      </p>
    </div>
  )
}

const ON_ITS_WAY: readonly MailStatus[] = ['queued', 'gathered']

const STATUS: Record<MailStatus, string> = {
  queued: 'On its way',
  gathered: 'On its way',
  accepted: 'Accepted by the mail service',
  rejected: 'Refused',
  unknown: 'Sent, and no clear answer came: look whether it arrives',
}
