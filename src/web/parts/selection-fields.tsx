import type { Category } from '../../domain/tool.ts'
import { Choice } from './choice.tsx'
import { Problem } from './problem.tsx'

export interface SelectionFieldsProps {
  readonly categories: readonly Category[]
  /** Slugs; null for all. */
  readonly chosen: readonly string[] | null
  readonly frequency: string
  readonly problems?: { readonly categories?: string; readonly frequency?: string }
}

/** The fields that say what a reader gets, and how often. */
export function SelectionFields({ categories, chosen, frequency, problems = {} }: SelectionFieldsProps) {
  return (
    <>
      <fieldset aria-describedby={problems.categories ? 'categories-problem' : undefined}>
        <legend>What to send you</legend>
        <Problem id="categories-problem" problem={problems.categories} />
        <input type="hidden" name="offered" value={categories.map(({ slug }) => slug).join(',')} />
        {categories.map(({ slug, name }) => (
          <Choice
            key={slug}
            type="checkbox"
            name={`category.${slug}`}
            value="on"
            checked={chosen === null || chosen.includes(slug)}
          >
            {name}
          </Choice>
        ))}
        <p className="hint">With all of them chosen, categories that are new come along by themselves.</p>
      </fieldset>
      <fieldset aria-describedby={problems.frequency ? 'frequency-problem' : undefined}>
        <legend>How often</legend>
        <Problem id="frequency-problem" problem={problems.frequency} />
        <Choice
          type="radio"
          name="frequency"
          value="weekly"
          checked={frequency === 'weekly'}
          hint="Each issue as it appears."
        >
          Every week
        </Choice>
        <Choice
          type="radio"
          name="frequency"
          value="monthly"
          checked={frequency === 'monthly'}
          hint="One mail with the verdicts of the month before."
        >
          Once a month
        </Choice>
      </fieldset>
    </>
  )
}
