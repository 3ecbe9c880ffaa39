import type { IssueSending } from '../../../actions/issue/show-sending.ts'
import type { Issue } from '../../../domain/issue.ts'
import { Moment } from '../moment.tsx'
import { counted, inDigits } from './in-digits.ts'

/** The batches that wait for an editor's decision. */
export function ParkedBatches({
  issue: { number },
  parked,
  total,
}: {
  issue: Pick<Issue, 'number'>
  parked: IssueSending['parked']
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
    </section>
  )
}
