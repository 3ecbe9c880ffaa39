import type { ReactNode } from 'react'
import type { Account } from '../../../domain/account.ts'
import { EXCLUSIONS, type Exclusion } from '../../../domain/delivery.ts'
import type { ColumnName } from '../send/columns.tsx'
import { inDigits } from '../send/in-digits.ts'

/** An issue's account as a bill: the lines above the rule add up to the audience below it. */
export function AccountTable({
  issueNumber,
  account,
  Mark = () => null,
}: {
  issueNumber: number
  account: Account
  /** What goes before a column's name. */
  Mark?: (props: { column: ColumnName }) => ReactNode
}) {
  const { accepted, rejected, unknown, toSend, audience, excluded, excludedBecause } = account
  const reasons = Object.entries(excludedBecause) as [Exclusion, number][]
  return (
    <table className="account">
      <caption className="visually-hidden">
        Account of issue {issueNumber}: subscribers by what became of their mail
      </caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">What became of it</th>
          <th scope="col">Subscribers</th>
        </tr>
      </thead>
      <tbody>
        <Line
          mark={<Mark column="excluded" />}
          name="Excluded"
          count={excluded}
          note={reasons.map(inWords).join('; ')}
        />
        <Line
          mark={<Mark column="accepted" />}
          name="Accepted"
          count={accepted}
          note="taken by the mail service"
        />
        <Line
          mark={<Mark column="rejected" />}
          name="Rejected"
          count={rejected}
          note="refused by the mail service"
        />
        <Line
          mark={<Mark column="unknown" />}
          name="Unknown"
          count={unknown}
          note="no clear answer came yet; nobody is mailed twice to find out"
        />
        <Line mark={<Mark column="toSend" />} name="Still to send" count={toSend} />
      </tbody>
      <tfoot>
        <Line name="Audience" count={audience} />
      </tfoot>
    </table>
  )
}

function Line({
  mark,
  name,
  count,
  note = '',
}: {
  mark?: ReactNode
  name: string
  count: number
  note?: string
}) {
  return (
    <tr>
      <th scope="row">
        {mark}
        {name}
        {count === 0 || note === '' ? null : <span className="note">{note}</span>}
      </th>
      <td>{inDigits(count)}</td>
    </tr>
  )
}

function inWords([exclusion, count]: [Exclusion, number]): string {
  return `${inDigits(count)}: ${EXCLUSIONS[exclusion]}`
}
