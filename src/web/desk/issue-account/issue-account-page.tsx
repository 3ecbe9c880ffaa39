import type { IssueAccount } from '../../../actions/issue/show-account.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { ListedState } from '../../../domain/listed-delivery.ts'
import type { Site } from '../../site.ts'
import { IssueLayout } from '../issues/issue-layout.tsx'
import { AccountTable } from '../overview/account-table.tsx'
import { AccountPicture } from '../send/account-picture.tsx'
import { Mark, Textures } from '../send/columns.tsx'
import { counted, inDigits } from '../send/in-digits.ts'
import { DownloadForm } from './download-form.tsx'
import { OutcomeTable } from './outcome-table.tsx'

/** What came of an issue: who got it, what became of the mails, and what readers did. */
export function IssueAccountPage({ site, editor, ...came }: { site: Site; editor: Editor } & IssueAccount) {
  const { issue, account, outcomes, credits, copies } = came
  const { number } = issue
  if (account.audience === 0) {
    return (
      <IssueLayout {...{ site, editor, issue }} tab="/account">
        <p className="empty">There is no account yet: it begins when the issue is prepared.</p>
      </IssueLayout>
    )
  }
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/account">
      <section aria-labelledby="columns">
        <h2 id="columns">Who was sent it</h2>
        <Textures />
        <AccountPicture account={account} />
        <AccountTable issueNumber={number} account={account} Mark={Mark} />
        {copies === 0 ? null : (
          <p className="note">
            Beside it, {counted(copies, 'copy was', 'copies were')} sent to single readers.
          </p>
        )}
      </section>
      <section aria-labelledby="became">
        <h2 id="became">What became of the accepted mails</h2>
        {outcomes ? (
          <OutcomeTable {...{ outcomes, account }} />
        ) : (
          <p>The issue is so old that only its account is kept.</p>
        )}
      </section>
      <section aria-labelledby="readers">
        <h2 id="readers">What readers did</h2>
        <ul>
          <li>{counted(credits.unsubscribed, 'reader')} left through a link of this issue.</li>
          <li>
            {counted(credits.votes, 'vote')} of {counted(credits.voters, 'reader')} came through a link of it.
          </li>
        </ul>
      </section>
      {outcomes ? (
        <section aria-labelledby="by-name">
          <h2 id="by-name">By name</h2>
          <ByName {...{ number }} state="rejected" count={account.rejected} />
          <ByName {...{ number }} state="unknown" count={account.unknown} />
        </section>
      ) : null}
    </IssueLayout>
  )
}

function ByName({ number, state, count }: { number: number; state: ListedState; count: number }) {
  if (count === 0) return <p className="note">No delivery is {state}.</p>
  return (
    <div className="actions by-name">
      <a href={`/desk/issues/${number}/account/deliveries?state=${state}`}>
        {inDigits(count)} {state}
      </a>
      <DownloadForm {...{ number, state }} />
    </div>
  )
}
