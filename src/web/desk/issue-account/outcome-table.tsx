import type { IssueAccount } from '../../../actions/issue/show-account.ts'
import type { Account } from '../../../domain/account.ts'
import { inDigits } from '../send/in-digits.ts'

type Outcomes = NonNullable<IssueAccount['outcomes']>

const LINES: readonly { readonly outcome: keyof Outcomes; readonly name: string; readonly note?: string }[] =
  [
    { outcome: 'delivered', name: 'Delivered', note: 'the reader’s mail server took it' },
    { outcome: 'delayed', name: 'Delayed', note: 'still tried by the mail service' },
    {
      outcome: 'bouncedHard',
      name: 'Bounced for good',
      note: 'there is no such address: it is not mailed again',
    },
    { outcome: 'bouncedSoft', name: 'Bounced this time', note: 'a full mailbox, for instance' },
    { outcome: 'complained', name: 'Complained', note: 'called spam: the address is not mailed again' },
    { outcome: 'failed', name: 'Failed at the mail service', note: 'after it had been accepted' },
  ]

/** What the mail service reported of the mails it accepted. One mail can be in several lines. */
export function OutcomeTable({ outcomes, account }: { outcomes: Outcomes; account: Account }) {
  return (
    <>
      <table className="account">
        <caption className="visually-hidden">Accepted mails by what was reported of them</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">What was reported</th>
            <th scope="col">Mails</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map(({ outcome, name, note }) => (
            <tr key={outcome}>
              <th scope="row">
                {name}
                {outcomes[outcome] > 0 && note ? <span className="note">{note}</span> : null}
              </th>
              <td>
                {inDigits(outcomes[outcome])}
                {account.accepted === 0 ? null : (
                  <span className="note">{share(outcomes[outcome], account.accepted)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        Of {inDigits(account.accepted)} accepted, as far as the mail service reported. One mail can be in
        several lines: delivered, and then called spam.
      </p>
    </>
  )
}

/** In percent; of what is there, never 0 %, and of what is not whole, never 100 %. */
function share(part: number, whole: number): string {
  const percent = (part / whole) * 100
  if (part > 0 && percent < 0.1) return 'under 0.1\u00a0%'
  if (part < whole && percent > 99.9) return 'over 99.9\u00a0%'
  return `${Number(percent.toFixed(1))}\u00a0%`
}
