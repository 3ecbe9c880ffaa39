import type { Db } from '../../../db/connect.ts'
import { findComparisonStatuses } from '../../../db/queries/comparison.ts'
import { findIssueStatuses } from '../../../db/queries/issue.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import { addUp } from '../../domain/account.ts'
import type { ComparisonStatus } from '../../domain/comparison.ts'
import { isOut } from '../../domain/issue.ts'
import type { LinkCheck } from '../../domain/link-check.ts'
import { type OwnPage, readOwnPath } from '../../domain/own-page.ts'

type Answer = Pick<LinkCheck, 'outcome' | 'detail'>

const FINE: Answer = { outcome: 'fine', detail: 'It is a page of this site.' }

/**
 * Where links to our own site lead, by what there is: nobody is asked, as it would be the process that asks.
 *
 * @param within the issue that they stand in: it may name itself and what it brings, which is there once it goes out.
 */
export async function checkOwnLinks(
  db: Db,
  urls: readonly string[],
  within: { readonly number: number; readonly comparisons: readonly string[] },
): Promise<Map<string, Answer>> {
  const pages = new Map(urls.map((url) => [url, readOwnPath(new URL(url).pathname)]))
  const elsewhere = [...pages.values()].filter((page) => page !== undefined && !isWithin(page))
  const comparisons = await findComparisonStatuses(
    db,
    elsewhere.flatMap((page) => (page?.kind === 'comparison' ? [page.slug] : [])),
  )
  const issues = await findIssueStatuses(
    db,
    elsewhere.flatMap((page) => (page?.kind === 'issue' ? [page.number] : [])),
  )
  const stopped = [...issues].flatMap(([number, status]) =>
    status === 'held' || status === 'cancelled' ? [number] : [],
  )
  const accounts = await accountsOf(db, stopped)
  return new Map([...pages].map(([url, page]) => [url, answer(page)]))

  function isWithin(page: OwnPage): boolean {
    if (page.kind === 'issue') return page.number === within.number
    return page.kind === 'comparison' && within.comparisons.includes(page.slug)
  }

  function answer(page: OwnPage | undefined): Answer {
    if (page === undefined) return { outcome: 'gone', detail: 'This site has no such page for readers.' }
    if (page.kind === 'always-there' || isWithin(page)) return FINE
    return page.kind === 'comparison'
      ? comparisonAnswer(comparisons.get(page.slug))
      : issueAnswer(page.number)
  }

  function issueAnswer(number: number): Answer {
    const status = issues.get(number)
    if (status === undefined) return { outcome: 'gone', detail: `There is no issue ${number}.` }
    if (isOut({ status }, accounts.get(number) ?? addUp([]))) return FINE
    if (status === 'cancelled' || status === 'discarded')
      return { outcome: 'gone', detail: `Issue ${number} was ${status}.` }
    return { outcome: 'unsure', detail: `Issue ${number} is not out yet: until then the link leads nowhere.` }
  }
}

function comparisonAnswer(status: ComparisonStatus | undefined): Answer {
  switch (status) {
    case undefined:
      return { outcome: 'gone', detail: 'This site has no such comparison.' }
    case 'published':
      return FINE
    case 'draft':
      return { outcome: 'gone', detail: 'The comparison is not published.' }
    case 'withdrawn':
      return { outcome: 'gone', detail: 'The comparison was withdrawn.' }
  }
}
