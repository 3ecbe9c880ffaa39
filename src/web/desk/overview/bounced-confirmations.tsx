import type { listBounced } from '../../../actions/subscriber/list-bounced.ts'
import { Moment } from '../moment.tsx'

export type BouncedConfirmation = Awaited<ReturnType<typeof listBounced>>[number]

/** Who asked and can't be reached. Nothing is to be done: it is there to be seen. */
export function BouncedConfirmations({ bounced }: { bounced: readonly BouncedConfirmation[] }) {
  if (bounced.length === 0) return null
  return (
    <article className="entry">
      <header>
        <h2>Confirmations that bounced</h2>
        <p className="note">
          They asked for the newsletter, and the mail that asks them to confirm came back: mostly a mistyped
          address. After 30 days they are forgotten.
        </p>
      </header>
      <ul>
        {bounced.map(({ address, bounce, bouncedAt, reason }) => (
          <li key={`${address} ${bouncedAt.getTime()}`}>
            <span className="address">{address}</span>{' '}
            <span className="note">
              {bounce} bounce on <Moment at={bouncedAt} />
              {reason === null ? null : `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </article>
  )
}
