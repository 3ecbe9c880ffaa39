import type { Account } from '../../../domain/account.ts'
import { COLUMNS } from './columns.tsx'
import { inDigits } from './in-digits.ts'

/** An account as one bar: as long as the audience, cut where its columns meet. */
export function AccountPicture({ account }: { account: Account }) {
  const { audience } = account
  const shown = COLUMNS.filter(({ column }) => account[column] > 0)
  const inWords = shown.map(({ column, name }) => `${inDigits(account[column])} ${name}`).join(', ')
  let from = 0
  return (
    <svg className="picture" role="img" aria-label={`Of an audience of ${inDigits(audience)}: ${inWords}.`}>
      {shown.map(({ column }) => {
        const x = from
        const width = (account[column] / audience) * 100
        from += width
        return (
          <rect key={column} className={`column-${column}`} x={`${x}%`} width={`${width}%`} height="100%" />
        )
      })}
    </svg>
  )
}
