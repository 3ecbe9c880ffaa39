import type { ListPage } from '../../actions/content/list-page.ts'
import { brand } from '../../brand.ts'
import type { Comparison } from '../../domain/comparison.ts'
import type { ReviewedTool } from '../../domain/tool.ts'
import { Layout } from '../layout.tsx'
import { ComparisonCard } from '../parts/comparison-card.tsx'
import { SignUpForm } from '../parts/sign-up-form.tsx'
import type { Site } from '../site.ts'

const DESCRIPTION = `${brand.promise} Each tool is judged ship or skip, with reasons. Read the verdicts here, or get them by email.`

/** What this is, the form to get it, and what there is to read: the newest of it, and the way to the rest. */
export function HomePage({ site, page }: { site: Site; page: ListPage<Comparison<ReviewedTool>> }) {
  const { page: number, rows: comparisons, hasNext } = page
  const isFirst = number === 1
  return (
    <Layout
      site={site}
      title={isFirst ? brand.promise : `Comparisons, page ${number}`}
      {...(isFirst ? { description: DESCRIPTION } : {})}
      canonical={pathOf(number)}
    >
      <section className="hero sheet">
        <div>
          <h1>{brand.promise}</h1>
          <p className="lede">
            We put two tools for the same job side by side. Each reviewer on the panel tries both, says{' '}
            <b className="verdict ship">ship</b> or <b className="verdict skip">skip</b>, and tells you why.
            You read what a month of trials would have told you.
          </p>
        </div>
        <SignUpForm site={site} page="/" />
      </section>
      <section className="sheet" id="comparisons">
        <h2 className="section-title">Comparisons</h2>
        {comparisons.length === 0 ? (
          <p className="empty">
            Nothing is published yet. Leave your address above, and the first verdicts come to you.
          </p>
        ) : (
          <ul className="cards">
            {comparisons.map((comparison) => (
              <ComparisonCard key={comparison.slug} comparison={comparison} />
            ))}
          </ul>
        )}
        <p className="more">
          {isFirst ? null : <a href={`${pathOf(number - 1)}#comparisons`}>Newer comparisons</a>}
          {hasNext ? <a href={`${pathOf(number + 1)}#comparisons`}>Older comparisons</a> : null}
          <a href="/issues">Read the past issues</a>
        </p>
      </section>
      <Panel comparisons={comparisons} />
    </Layout>
  )
}

function pathOf(page: number): string {
  return page === 1 ? '/' : `/?page=${page}`
}

/** Who judges: whoever has spoken in what is listed. */
function Panel({ comparisons }: { comparisons: readonly Comparison<ReviewedTool>[] }) {
  const spoken = comparisons.flatMap(({ tools }) => tools.flatMap(({ reviews }) => reviews))
  const reviewers = [...new Map(spoken.map(({ reviewer }) => [reviewer.slug, reviewer])).values()]
  if (reviewers.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="section-title">The panel</h2>
      <ul className="panel">
        {reviewers.map(({ slug, name, perspective }) => (
          <li key={slug}>
            <h3>{name}</h3>
            <p>{perspective}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
