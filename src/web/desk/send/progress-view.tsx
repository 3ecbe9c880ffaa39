import type { Progress } from '../../../domain/progress.ts'
import { AccountTable } from '../overview/account-table.tsx'
import { AccountPicture } from './account-picture.tsx'
import { Mark, Textures } from './columns.tsx'
import { progressInWords } from './progress-words.ts'

/** Where a send stands, as a sentence, a picture and numbers that add up. It is what is renewed by the second. */
export function ProgressView({ progress }: { progress: Progress }) {
  const { number, account } = progress
  return (
    <>
      <p className="lede" data-progress-words="">
        {progressInWords(progress)}
      </p>
      {account.audience === 0 ? null : (
        <>
          <Textures />
          <AccountPicture account={account} />
          <AccountTable issueNumber={number} account={account} Mark={Mark} />
        </>
      )}
    </>
  )
}
