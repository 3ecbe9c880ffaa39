import type { AudienceEstimate } from '../../../actions/issue/estimate-audience.ts'
import { EXCLUSIONS } from '../../../domain/delivery.ts'
import { roughly } from '../../../domain/progress.ts'
import { inDigits } from './in-digits.ts'

/** What a send would come to, before there is one. */
export function BeforeSending({ estimate }: { estimate: AudienceEstimate }) {
  const { audience, excluded, mails, seconds } = estimate
  return (
    <section aria-labelledby="before">
      <h2 id="before">What sending it now would come to</h2>
      <table className="account">
        <caption className="visually-hidden">Subscribers as of now, by whether they would be mailed</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Subscribers</th>
          </tr>
        </thead>
        <tbody>
          {excluded.map(([reason, count]) => (
            <tr key={reason}>
              <th scope="row">Excluded: {EXCLUSIONS[reason]}</th>
              <td>{inDigits(count)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">To be mailed</th>
            <td>{inDigits(mails)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Audience</th>
            <td>{inDigits(audience)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="note">
        {mails === 0
          ? 'Nobody would be mailed.'
          : `At the rate that is set, it takes ${roughly(seconds)}; longer where the mail service allows less.`}{' '}
        Who is mailed is settled when the issue is prepared.
      </p>
    </section>
  )
}
