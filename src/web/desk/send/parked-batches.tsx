import type { IssueSending } from '../../../actions/issue/show-sending.ts'
import type { Issue } from '../../../domain/issue.ts'
import { Moment } from '../moment.tsx'
import { counted, inDigits } from './in-digits.ts'

/** The batches that wait for an editor's decision. */
export function ParkedBatches({
  issue: { number },
  parked,
  stamp,
  total,
}: {
  issue: Pick<Issue, 'number'>
  parked: IssueSending['parked']
  stamp: IssueSending['parkedStamp']
  total: number
}) {
  if (total === 0) return null
  return (
    <section aria-labelledby="parked">
      <h2 id="parked">To be decided</h2>
      <p>
        Nobody knows whether the mail service took these, and it is too late to ask: to repeat them could mail
        their readers twice. Look for their readers among the sent mails there, and say what you found.
      </p>
      <ul className="rows">
        {parked.map(({ batchNumber, mails, lastAttemptAt, because }) => (
          <li key={batchNumber}>
            <div>
              <a href={`/desk/issues/${number}/sending/batches/${batchNumber}`}>
                Batch {batchNumber}, {counted(mails, 'mail')}
              </a>
              <p className="note">
                {because ?? 'no reason is known'}
                {lastAttemptAt ? (
                  <>
                    ; last tried <Moment at={lastAttemptAt} />
                  </>
                ) : null}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {total > parked.length ? (
        <p className="note">
          These are the first of {inDigits(total)}. The next ones follow once these are decided.
        </p>
      ) : null}
      {total > 1 && stamp ? <AllAtOnce {...{ number, stamp, total }} /> : null}
    </section>
  )
}

function AllAtOnce({ number, stamp, total }: { number: number; stamp: string; total: number }) {
  return (
    <details className="step">
      <summary>Decide all {inDigits(total)} at once …</summary>
      <form method="post" action={`/desk/issues/${number}/sending/parked/resolution`}>
        <input type="hidden" name="stamp" value={stamp} />
        <p className="hint">
          Said to be sent, all of their readers count as accepted, and those who were not sent it never get
          it. Said not to be sent, all of them get it now, or are excluded if the issue was cancelled; those
          who were sent it get it twice. That can be said from 28 hours after the last attempt on.
        </p>
        <div className="actions">
          <button type="submit" name="as" value="sent">
            All of them were sent
          </button>
          <button className="danger" type="submit" name="as" value="unsent">
            None was sent: send all again
          </button>
        </div>
      </form>
    </details>
  )
}
