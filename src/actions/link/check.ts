import { findUnchecked, keepLinkCheck } from '../../../db/queries/link-check.ts'
import type { Context } from '../../context.ts'
import { INTERNET, type Network } from '../../outside/network.ts'
import { probeLink } from '../../outside/probe-link.ts'

/** How long what a link answered is taken for true. */
export const CACHED = '24 hours'
const MOST = 200
const AT_ONCE = 4

/** Looks where links lead, a few at a time, unless that was looked at within a day. */
export async function checkLinks(
  { db, config }: Pick<Context, 'db' | 'config'>,
  urls: readonly string[],
  network: Network = INTERNET,
): Promise<void> {
  const unchecked = (await findUnchecked(db, urls, CACHED)).slice(0, MOST)
  const look = async (url: string) =>
    keepLinkCheck(db, { url, ...(await probeLink(url, { siteUrl: config.site.url, network })) })
  for (let first = 0; first < unchecked.length; first += AT_ONCE) {
    await Promise.all(unchecked.slice(first, first + AT_ONCE).map(look))
  }
}
