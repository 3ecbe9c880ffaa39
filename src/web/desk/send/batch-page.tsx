import type { ReactNode } from 'react'
import type { BatchDetails } from '../../../actions/batch/show.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import { Trouble } from '../notices.tsx'
import { counted } from './in-digits.ts'

export interface BatchPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly batch: BatchDetails
  /** Why what was decided was not recorded. */
  readonly trouble?: ReactNode
}

/** Who is in a batch; of a parked one, the place to say what became of it. */
export function BatchPage({ site, editor, batch, trouble }: BatchPageProps) {
  const { issue, batchNumber, state, readers, parked } = batch
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/issues"
      title={`Batch ${batchNumber}`}
      eyebrow={<a href={`/desk/issues/${issue.number}/sending`}>Issue {issue.number}, sending</a>}
    >
      <Trouble>{trouble}</Trouble>
      {parked ? (
        <Decision path={`/desk/issues/${issue.number}/sending/batches/${batchNumber}`} parked={parked} />
      ) : (
        <p className="lede">
          This batch is {state === 'prepared' ? 'still to send' : state}: there is nothing to decide about it.
        </p>
      )}
      <section aria-labelledby="readers">
        <h2 id="readers">Who is in it</h2>
        <ul className="rows">
          {readers.map(({ subscriberId, address, state }) => (
            <li key={subscriberId}>
              <span className="address">{address ?? 'somebody who had everything about them erased'}</span>
              <span className="note">{state === 'to-send' ? 'still to send' : state}</span>
            </li>
          ))}
        </ul>
      </section>
    </DeskLayout>
  )
}

function Decision({ path, parked }: { path: string; parked: NonNullable<BatchDetails['parked']> }) {
  const { key, mails, because, lastAttemptAt, unsentFrom, unsentAllowed } = parked
  return (
    <>
      <p className="lede">
        Nobody knows whether {mails === 1 ? 'this mail' : `these ${counted(mails, 'mail')}`} left. Look for
        the readers below among the sent mails at the mail service, then say what you found.
      </p>
      <p className="note">
        {because ?? 'No reason is known.'}{' '}
        {lastAttemptAt ? (
          <>
            Last tried <Moment at={lastAttemptAt} />.
          </>
        ) : null}
      </p>
      <form className="step" method="post" action={`${path}/resolution`}>
        <input type="hidden" name="key" value={key} />
        <p className="hint">
          You found them there: they count as accepted. If they are not there after all, these readers never
          get the issue.
        </p>
        <button type="submit" name="as" value="sent">
          They were sent
        </button>
      </form>
      <form className="step" method="post" action={`${path}/resolution`}>
        <input type="hidden" name="key" value={key} />
        {unsentAllowed ? (
          <>
            <p className="hint">
              You found none of them there: they are sent now, or excluded if the issue was cancelled. If they
              did leave, these readers get the issue twice.
            </p>
            <button className="danger" type="submit" name="as" value="unsent">
              They were not sent: send again
            </button>
          </>
        ) : (
          <p className="hint">
            That they were not sent can be said from <Moment at={unsentFrom} /> on: until then, the mail
            service may still report that they were.
          </p>
        )}
      </form>
    </>
  )
}
