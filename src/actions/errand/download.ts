import { readDownload } from '../../../db/queries/download.ts'
import { closeErrand } from '../../../db/queries/errand.ts'
import type { Context } from '../../context.ts'
import type { Download } from '../../domain/download.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { type DeadErrand, findOpenErrand } from './read-link.ts'

export type DownloadOutcome = { readonly outcome: 'made'; readonly download: Download } | DeadErrand

/**
 * Makes the download that a link stands for, as everything is at one moment. The link is used up last: whoever
 * is let down by a database that goes away can press the button again.
 */
export async function makeDownload(context: Context, token: string): Promise<DownloadOutcome> {
  const { db, config } = context
  const errand = await findOpenErrand(context, 'download', token)
  if ('outcome' in errand) return errand
  const held = await atOneMoment(db, (tx) => readDownload(tx, errand.subscriberId))
  if (!held || !(await closeErrand(db, errand.id))) return { outcome: 'closed' }
  return { outcome: 'made', download: { version: 1, site: config.site.name, ...held } }
}
