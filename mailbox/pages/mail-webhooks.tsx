import { base } from '../base.ts'
import type { Mail } from '../mail.ts'
import { laterEvents } from '../webhooks/events.ts'
import type { WebhookState } from '../webhooks/webhook.ts'
import { DateTime } from './date-time.tsx'

export interface MailWebhooksProps {
  readonly mail: Mail
  /** Absent where nobody is told of anything. */
  readonly webhooks: readonly WebhookState[] | undefined
}

/** What the site was told of this mail, and whether it listened; more can be sent. */
export function MailWebhooks({ mail, webhooks }: MailWebhooksProps) {
  if (!webhooks) return <p className="none">This mailbox was given no address to send webhooks to.</p>
  return (
    <>
      <form className="events" method="post" action={`${base}/${mail.id}/webhooks`} aria-labelledby="more">
        <h2 id="more">Let something happen to this mail</h2>
        {Object.entries(laterEvents).map(([name, { title }]) => (
          <button key={name} type="submit" name="event" value={name}>
            {title}
          </button>
        ))}
      </form>
      {webhooks.length > 0 ? (
        <WebhookTable webhooks={webhooks} />
      ) : (
        <p className="none">This mail caused no webhooks: it was sent when there was nobody to tell.</p>
      )}
    </>
  )
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly WebhookState[] }) {
  return (
    <table>
      <caption>Webhooks</caption>
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col">What became of it</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <th scope="row">
              {webhook.type} {kindOf(webhook)}
              <br />
              <DateTime value={webhook.createdAt} />
            </th>
            <td>
              <State webhook={webhook} />
              <br />
              <small>{webhook.svixId}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Which bounce or failure it was. */
function kindOf({ detail }: WebhookState): string {
  const [told = {}] = Object.values(detail ?? {}) as Readonly<Record<string, string>>[]
  const kind = told.type ?? told.reason
  return kind ? `(${kind})` : ''
}

function State({ webhook }: { readonly webhook: WebhookState }) {
  const { deliveredAt, nextAt, attempts, lastAnswer, copies } = webhook
  if (deliveredAt) {
    return (
      <>
        Taken{copies > 1 ? `, ${copies} times` : ''} ({lastAnswer}), <DateTime value={deliveredAt} />
      </>
    )
  }
  if (nextAt === null) return <>{`Given up after ${attempts} attempts; the last answer was ${lastAnswer}.`}</>
  if (nextAt === 'held') return <>Held back by a switch.</>
  if (attempts === 0) return <>On its way.</>
  return (
    <>
      {`Not taken yet: attempt ${attempts} was answered ${lastAnswer}. The next is due `}
      <DateTime value={nextAt} />.
    </>
  )
}
