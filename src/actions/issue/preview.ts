import { findIssue } from '../../../db/queries/issue.ts'
import { inScheme } from '../../../emails/stylesheet.ts'
import type { Context } from '../../context.ts'
import type { ColorScheme } from '../../domain/color-scheme.ts'
import { WHOLE_ISSUE } from '../../domain/edition.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { loadEditions } from './load-editions.ts'
import { type EditionPreview, showEdition } from './show-edition.ts'

interface PreviewOptions {
  /** The whole issue, unless another one is named. */
  readonly edition?: number | undefined
  /** As it looks in these, whatever the device prefers; left out, its HTML is as it is sent. */
  readonly colours?: ColorScheme | undefined
}

/** One edition of an issue as its readers got it, or would get it now; their own links are inert. */
export async function previewEdition(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
  { edition = WHOLE_ISSUE, colours }: PreviewOptions = {},
): Promise<EditionPreview | undefined> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, number)
    const shown = issue && showEdition(await loadEditions(tx, { config }, issue), edition)
    return shown && colours ? { ...shown, html: inScheme(shown.html, colours) } : shown
  })
}
