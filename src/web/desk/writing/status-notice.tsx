import type { ReactNode } from 'react'
import type { ComparisonStatus } from '../../../domain/comparison.ts'
import type { Publication } from '../../../domain/publication.ts'
import { Done, Trouble } from '../notices.tsx'

/** What a press of *Publish* or *Withdraw* came to. */
export interface StatusChange {
  /** What was just done. */
  readonly done?: Publication | undefined
  /** Why nothing was. */
  readonly trouble?: string | undefined
}

/** Says what a press came to. @param status as it is now: somebody may have undone it since. */
export function StatusNotice({
  done,
  trouble,
  status,
  words,
}: StatusChange & { status: ComparisonStatus | undefined; words: Readonly<Record<Publication, ReactNode>> }) {
  if (trouble !== undefined) return <Trouble>{trouble}</Trouble>
  if (done === undefined || done !== status) return null
  return (
    <Done>
      <p>{words[done]}</p>
    </Done>
  )
}
