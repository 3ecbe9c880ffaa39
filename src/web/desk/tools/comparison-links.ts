import type { ComparisonOfTool } from '../../../actions/tool/open.ts'
import { comparisonTitle } from '../../../domain/comparison.ts'

/** Comparisons by their titles, each with its page. */
export function comparisonLinks(comparisons: readonly ComparisonOfTool[]) {
  return comparisons.map(({ slug, tools }) => ({
    href: `/desk/comparisons/${slug}`,
    name: comparisonTitle({ tools }),
  }))
}
