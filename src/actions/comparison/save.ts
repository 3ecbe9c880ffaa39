import type { Context } from '../../context.ts'
import { proposeSlug } from '../../domain/slug.ts'
import { type Base, type SaveOutcome, saveEntry } from '../content/save-entry.ts'
import { findTypedTool } from '../tool/find-typed.ts'

/** A comparison as an editor types it: tools by name or slug. */
export interface TypedComparison {
  /** Empty: made from the tools. */
  readonly slug: string
  readonly tools: readonly [string, string]
  readonly bottomLine: string
}

/** Saves a comparison; a new one is a draft. */
export async function saveComparison(
  context: Pick<Context, 'db' | 'by'>,
  { slug, tools, bottomLine }: TypedComparison,
  base: Base,
): Promise<SaveOutcome<'comparisons'>> {
  const [left, right] = await Promise.all([
    findTypedTool(context, tools[0]),
    findTypedTool(context, tools[1]),
  ])
  if ('problem' in left || 'problem' in right) {
    const unknown = Object.entries({ 'tools[0]': left, 'tools[1]': right }).flatMap(([field, found]) =>
      'problem' in found ? [{ field, ...found }] : [],
    )
    return {
      outcome: 'refused',
      problems: Object.fromEntries(unknown.map(({ field, problem }) => [field, problem])),
      suggestions: Object.fromEntries(unknown.map(({ field, suggestions }) => [field, suggestions])),
    }
  }
  const slugs = [left.slug, right.slug] as const
  const entry = { slug: slug || proposeSlug(`${slugs[0]} vs ${slugs[1]}`), tools: slugs, bottomLine }
  const saved = await saveEntry(context, 'comparisons', entry, base)
  if (saved.outcome !== 'refused' || !saved.problems.tools) return saved
  const { tools: both, ...others } = saved.problems
  return { outcome: 'refused', problems: { ...others, 'tools[1]': both } }
}
