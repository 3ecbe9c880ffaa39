import type { DeliveryPage } from '../../../actions/delivery/list.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { ListedState } from '../../../domain/listed-delivery.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import { DownloadForm } from './download-form.tsx'

/** An issue's rejected or unknown deliveries, by name. */
export function DeliveriesPage({
  site,
  editor,
  number,
  state,
  page: { deliveries, next },
}: {
  site: Site
  editor: Editor
  number: number
  state: ListedState
  page: DeliveryPage
}) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/issues"
      title={state === 'rejected' ? 'Rejected deliveries' : 'Unknown deliveries'}
      eyebrow={<a href={`/desk/issues/${number}/account`}>Issue {number}, account</a>}
      actions={deliveries.length === 0 ? null : <DownloadForm {...{ number, state }} />}
    >
      {deliveries.length === 0 ? <p className="empty">There is none.</p> : null}
      <ul className="rows">
        {deliveries.map(({ subscriberId, address, reason, at, batchNumber, isParked }) => (
          <li key={subscriberId}>
            <div>
              <span className="address">{address ?? 'somebody who had everything about them erased'}</span>
              <p className="note">{reason ?? 'no reason is known'}</p>
            </div>
            <p className="note">
              {at ? <Moment at={at} /> : 'no time is known'}
              {isParked ? (
                <>
                  ; <a href={`/desk/issues/${number}/sending/batches/${batchNumber}`}>to be decided</a>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <p className="more">
          <a href={`/desk/issues/${number}/account/deliveries?state=${state}&after=${next}`}>The next ones</a>
        </p>
      )}
    </DeskLayout>
  )
}
