import type { ListPage } from '../../../actions/content/list-page.ts'
import type { ToolRow } from '../../../actions/tool/list.ts'

/** For who has a seat on the panel: the tools that still lack their review. */
export function MissingReviews({ page }: { page: ListPage<ToolRow> }) {
  return (
    <section aria-labelledby="missing-reviews">
      <h2 id="missing-reviews">Your reviews</h2>
      {page.rows.length === 0 ? <p className="empty">Every tool has your review.</p> : null}
      <ul className="rows">
        {page.rows.slice(0, SHOWN).map(({ slug, name, category }) => (
          <li key={slug}>
            <a href={`/desk/tools/${slug}`}>{name}</a>
            <p className="note">{category}, yours is missing</p>
          </li>
        ))}
      </ul>
      {page.hasNext || page.rows.length > SHOWN ? (
        <p className="more">
          <a href="/desk/tools?unreviewed=yes">All that lack it</a>
        </p>
      ) : null}
    </section>
  )
}

const SHOWN = 10
