import type { ReactNode } from 'react'
import type { ComparisonStatus } from '../../../domain/comparison.ts'
import type { Stored } from '../../../domain/content-document.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Publication } from '../../../domain/publication.ts'
import type { Site } from '../../site.ts'
import { Moment } from '../moment.tsx'
import type { FilledForm } from './filled-form.tsx'
import { SavedNotice } from './saved-notice.tsx'
import { type StatusChange, StatusNotice } from './status-notice.tsx'

/** What the page of something stored is made of, but for that. */
export interface EntryPageProps extends StatusChange {
  readonly site: Site
  readonly editor: Editor
  readonly form: FilledForm
  /** How it was saved just now. */
  readonly saved?: string | undefined
}

/** The same of what is not there yet. */
export type NewEntryPageProps = Pick<EntryPageProps, 'site' | 'editor' | 'form'>

/** What stands first on such a page: what a press came to, and whose version is read. `children` go on from there. */
export function EntryNotices({
  stored: { entry, version, recordedAt, recordedBy },
  keeps,
  words,
  saved,
  children,
  ...change
}: StatusChange &
  Pick<EntryPageProps, 'saved'> & {
    stored: Stored<{ readonly status: ComparisonStatus }>
    keeps: readonly string[]
    words: Readonly<Record<Publication, ReactNode>>
    children?: ReactNode
  }) {
  return (
    <>
      <SavedNotice saved={saved} keeps={keeps} />
      <StatusNotice {...change} status={entry.status} words={words} />
      <p className="note">
        Version {version}, saved by {recordedBy ?? 'an import'} on <Moment at={recordedAt} />
        {children}
      </p>
    </>
  )
}
