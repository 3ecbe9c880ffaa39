import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { inDigits } from '../send/in-digits.ts'
import type { QueueCounts } from './queue-view.ts'

export const BOARD_PATH = '/desk/queues/board'

/** How full the queues are. */
export function QueuesPage({
  site,
  editor,
  queues,
}: {
  site: Site
  editor: Editor
  /** Nothing where this process has none, or they are out of reach. */
  queues: readonly QueueCounts[] | undefined
}) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/queues" title="Queues">
      <p className="lede">
        What workers are told to do. A queue that is lost costs two seconds and no mail: what there is to do
        is found anew from the database.
      </p>
      {queues ? (
        <>
          <table className="queues">
            <caption className="visually-hidden">Jobs in each queue, by their state</caption>
            <thead>
              <tr>
                <th scope="col">Queue</th>
                <th scope="col">Waiting</th>
                <th scope="col">Active</th>
                <th scope="col">Delayed</th>
                <th scope="col">Failed</th>
              </tr>
            </thead>
            <tbody>
              {queues.map(({ lane, waiting, active, delayed, failed }) => (
                <tr key={lane}>
                  <th scope="row">{lane}</th>
                  <td>{inDigits(waiting)}</td>
                  <td>{inDigits(active)}</td>
                  <td>{inDigits(delayed)}</td>
                  <td>{inDigits(failed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="more">
            <a href={`${BOARD_PATH}/`}>Every job, on the board</a>
          </p>
        </>
      ) : (
        <p className="empty">The queues are out of reach at this moment.</p>
      )}
    </DeskLayout>
  )
}
