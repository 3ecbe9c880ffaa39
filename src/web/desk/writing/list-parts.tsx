import type { ReactNode } from 'react'
import type { ListPage } from '../../../actions/content/list-page.ts'
import type { Publication } from '../../../domain/publication.ts'

/** Above a list: what to look for. `children` are further choices. */
export function SearchForm({
  path,
  words,
  what,
  children,
}: {
  path: string
  words: string
  what: string
  children?: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is unknown to browsers that are still around
    <form className="search" method="get" action={path} role="search">
      <label>
        Find {what}
        <input name="q" type="search" defaultValue={words} maxLength={100} />
      </label>
      {children}
      <button className="quiet" type="submit">
        Find
      </button>
    </form>
  )
}

/** Below a list: the way to its other pages. @param query what else the list was asked for. */
export function Pager({
  path,
  page,
  query = {},
}: {
  path: string
  page: ListPage<unknown>
  query?: Readonly<Record<string, string | undefined>>
}) {
  const to = (number: number) => {
    const wanted = { q: page.words, ...query, page: number > 1 ? String(number) : '' }
    const given = Object.entries(wanted).flatMap(([name, value]) =>
      value ? [[name, value] as [string, string]] : [],
    )
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
  }
  if (page.page === 1 && !page.hasNext) return null
  return (
    <nav className="pager" aria-label="Pages of the list">
      {page.page > 1 ? <a href={to(page.page - 1)}>Newer</a> : null}
      <span>Page {page.page}</span>
      {page.hasNext ? <a href={to(page.page + 1)}>Older</a> : null}
    </nav>
  )
}

/** For a list without rows: nothing is there yet, or nothing of that kind. */
export function EmptyList({
  page,
  isFiltered = false,
  nothing,
}: {
  page: ListPage<unknown>
  /** Whether it was asked for by more than words. */
  isFiltered?: boolean
  nothing: string
}) {
  if (page.rows.length > 0) return null
  const searched = isFiltered || page.words !== '' || page.page > 1
  return <p className="empty">{searched ? 'Nothing is like that. Look for something else.' : nothing}</p>
}

/** Beside the name of what readers do not meet any more. */
export function WithdrawnTag({ status }: { status: Publication }) {
  return status === 'withdrawn' ? <b className="status withdrawn">withdrawn</b> : null
}
