import type { Context } from '../../context.ts'
import { proposeSlug } from '../../domain/slug.ts'
import { type Base, type FieldProblems, type SaveOutcome, saveEntry } from '../content/save-entry.ts'
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
    const problems: FieldProblems = {
      ...('problem' in left ? { 'tools[0]': left.problem } : {}),
      ...('problem' in right ? { 'tools[1]': right.problem } : {}),
    }
    return { outcome: 'refused', problems }
  }
  const slugs = [left.slug, right.slug] as const
  const entry = { slug: slug || proposeSlug(`${slugs[0]} vs ${slugs[1]}`), tools: slugs, bottomLine }
  const saved = await saveEntry(context, 'comparisons', entry, base)
  if (saved.outcome !== 'refused' || !saved.problems.tools) return saved
  const { tools: both, ...others } = saved.problems
  return { outcome: 'refused', problems: { ...others, 'tools[1]': both } }
}
