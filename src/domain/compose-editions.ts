import type { Comparison } from './comparison.ts'
import { type Edition, writeEdition } from './edition.ts'
import { type Choice, planEditions } from './edition-plan.ts'
import type { Fragment } from './fragment.ts'
import type { Subjects } from './issue.ts'
import type { Selection } from './selection.ts'

/** What editions are made of. */
interface Composable extends Subjects {
  readonly comparisons: readonly Comparison[]
  readonly fragments: readonly Fragment[]
}

/** An issue's editions, and who gets which. */
export interface ComposedEditions {
  readonly fragments: readonly Fragment[]
  readonly editions: readonly Edition[]
  readonly choices: readonly Choice[]
}

/**
 * The rule by which fragments become editions: its source, and that of all it imports, is a part of what is approved
 * (see actions/issue/edition-rule.ts).
 *
 * @param digest what monthly readers get; null when another issue of the month brings it.
 */
export function composeEditions(
  issue: Composable,
  digest: Composable | null,
  selections: readonly (Selection & { readonly id: number })[],
): ComposedEditions {
  const fragments = [...issue.fragments, ...(digest?.fragments ?? [])]
  const offer = { comparisons: issue.comparisons, digest: digest?.comparisons ?? null }
  const { editions, choices } = planEditions(offer, selections)
  return {
    fragments,
    choices,
    editions: editions.map(({ number, format, ...extent }) => ({
      number,
      format,
      ...writeEdition(extent.isDigest ? digest! : issue, fragments, extent),
    })),
  }
}
