import type { OpenErrand } from '../../actions/errand/read-link.ts'
import type { ErrandKind } from '../../domain/errand.ts'
import type { Site } from '../site.ts'

/** What the page behind an errand's link knows. */
export interface ErrandPageProps {
  readonly site: Site
  readonly token: string
  readonly errand: OpenErrand
}

/** The one button of such a page, as a link scanner follows links and presses none. */
export function ErrandButton({ kind, token, words }: { kind: ErrandKind; token: string; words: string }) {
  return (
    <form method="post" action={`/errands/${kind}/${token}`}>
      <button type="submit">{words}</button>
    </form>
  )
}
