import { findEntry } from '../../../db/queries/content-entry.ts'
import { findToolSlugs } from '../../../db/queries/tool-name.ts'
import type { Context } from '../../context.ts'
import { proposeSlug } from '../../domain/slug.ts'
import { type Base, type FieldProblems, type SaveOutcome, saveEntry } from '../content/save-entry.ts'

/** A comparison as an editor types it: tools by name or slug. */
export interface TypedComparison {
  /** Empty: made from the tools. */
  readonly slug: string
  readonly tools: readonly [string, string]
  readonly bottomLine: string
}

/** Saves a comparison in the status that it has; a new one is a draft. */
export async function saveComparison(
  context: Pick<Context, 'db' | 'by'>,
  { slug, tools, bottomLine }: TypedComparison,
  base: Base,
): Promise<SaveOutcome<'comparisons'>> {
  const [left, right] = await Promise.all(tools.map((typed) => readTool(context, typed)))
  const problems: FieldProblems = {
    ...(left!.problem ? { 'tools[0]': left!.problem } : {}),
    ...(right!.problem ? { 'tools[1]': right!.problem } : {}),
  }
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems }
  const slugs = [left!.slug, right!.slug] as const
  const stored = base === null ? undefined : await findEntry(context.db, 'comparisons', { slug })
  const entry = {
    slug: slug || proposeSlug(`${slugs[0]} vs ${slugs[1]}`),
    tools: slugs,
    bottomLine,
    // Published or withdrawn meanwhile, it is another version, and this save collides with it.
    status: stored?.entry.status ?? 'draft',
  }
  const saved = await saveEntry(context, 'comparisons', entry, base)
  if (saved.outcome !== 'refused' || !saved.problems.tools) return saved
  const { tools: both, ...others } = saved.problems
  return { outcome: 'refused', problems: { ...others, 'tools[1]': both } }
}

async function readTool(
  { db }: Pick<Context, 'db'>,
  typed: string,
): Promise<{ readonly slug: string; readonly problem?: string }> {
  const name = typed.trim().replaceAll(/\p{Cc}/gu, ' ')
  if (name === '') return { slug: '', problem: 'Name a tool.' }
  const { exact, similar } = await findToolSlugs(db, name)
  if (exact.length === 1) return { slug: exact[0]! }
  const found = exact.length > 1 ? exact : similar
  const which = exact.length > 1 ? 'Several tools are called that' : 'There is no tool of that name or slug'
  return {
    slug: '',
    problem:
      found.length > 0 ? `${which}. Did you mean: ${found.join(', ')}?` : `${which}. Write the tool first.`,
  }
}
