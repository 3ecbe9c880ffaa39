import type { ListedState } from '../../../domain/listed-delivery.ts'

/** A button that gives a file; that it was given is on record. */
export function DownloadForm({ number, state }: { number: number; state: ListedState }) {
  return (
    <form method="post" action={`/desk/issues/${number}/account/downloads`} data-download="">
      <input type="hidden" name="state" value={state} />
      <button className="quiet" type="submit">
        Download the {state} as CSV
      </button>
    </form>
  )
}
