import type { Account } from '../../../domain/account.ts'
import { COLUMNS } from './columns.tsx'
import { inDigits } from './in-digits.ts'

const WIDTH = 1_000
const HEIGHT = 40

/** An account as one bar: as long as the audience, cut where its columns meet. */
export function AccountPicture({ account }: { account: Account }) {
  const { audience } = account
  const shown = COLUMNS.filter(({ column }) => account[column] > 0)
  const inWords = shown.map(({ column, name }) => `${inDigits(account[column])} ${name}`).join(', ')
  let from = 0
  return (
    <svg
      className="picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Of an audience of ${inDigits(audience)}: ${inWords}.`}
    >
      {shown.map(({ column }) => {
        const x = from
        const width = (account[column] / audience) * WIDTH
        from += width
        return <rect key={column} className={`column-${column}`} x={x} y={0} width={width} height={HEIGHT} />
      })}
    </svg>
  )
}
