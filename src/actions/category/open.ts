import { countReadersWhoChose } from '../../../db/queries/category.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { findToolsIn } from '../../../db/queries/content-withdrawn.ts'
import type { Context } from '../../context.ts'
import type { CategoryEntry, Stored } from '../../domain/content-document.ts'

/** A category as editors see it. */
export interface OpenCategory extends Stored<CategoryEntry> {
  /** The newest of those in it that are not withdrawn: as long as there are any, it is not either. */
  readonly tools: readonly { readonly slug: string; readonly name: string }[]
  /** How many confirmed subscribers named it among the categories that they want. */
  readonly readers: number
}

/** More of them are not shown. */
const MOST_TOOLS = 11

export async function openCategory(
  { db }: Pick<Context, 'db'>,
  slug: string,
): Promise<OpenCategory | undefined> {
  const stored = await findEntry(db, 'categories', { slug })
  if (!stored) return undefined
  const [tools, readers] = await Promise.all([
    findToolsIn(db, [slug], MOST_TOOLS),
    countReadersWhoChose(db, slug),
  ])
  return { ...stored, tools: tools.map(({ by, name }) => ({ slug: by, name })), readers }
}
