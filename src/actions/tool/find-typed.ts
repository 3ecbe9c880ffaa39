import {
  findToolNames,
  findToolsCalled,
  listToolNames,
  type NamedTool,
  suggestTools as suggest,
} from '../../../db/queries/tool-name.ts'
import type { Context } from '../../context.ts'
import { nearNames } from '../../domain/near-names.ts'

const MOST_SUGGESTIONS = 10
const MOST_NEAR = 3

/** The slug of the tool that an editor means, or why there is none, and what else they could type. */
export async function findTypedTool(
  { db }: Pick<Context, 'db'>,
  typed: string,
): Promise<
  { readonly slug: string } | { readonly problem: string; readonly suggestions: readonly string[] }
> {
  const name = clean(typed)
  if (name === '') return { problem: 'Name a tool.', suggestions: [] }
  const found = await findToolsCalled(db, name)
  const called = found.filter((tool) => tool.name.toLowerCase() === name.toLowerCase())
  if (called.length === 1) return { slug: called[0]!.slug }
  const bySlug = found.find(({ slug }) => slug === name)
  if (bySlug) return { slug: bySlug.slug }
  if (called.length > 1) {
    const suggestions = called.map(({ slug }) => slug)
    const problem = `Several tools are called that. Write its name in addresses: ${either(suggestions)}.`
    return { problem, suggestions }
  }
  const holding = (await suggest(db, name, MOST_NEAR)).map(typedAs)
  const suggestions = holding.length > 0 ? holding : nearNames(name, await listToolNames(db), MOST_NEAR)
  const remedy = suggestions.length > 0 ? `Did you mean ${either(suggestions)}?` : 'Write the tool first.'
  return { problem: `There is no tool of that name. ${remedy}`, suggestions }
}

/** What an editor would type for the tools of these slugs. */
export async function typedTools({ db }: Pick<Context, 'db'>, slugs: readonly string[]): Promise<string[]> {
  const names = new Map((await findToolNames(db, slugs)).map((tool) => [tool.slug, typedAs(tool)]))
  return slugs.map((slug) => names.get(slug) ?? slug)
}

/** What can be chosen for what is typed so far: as it would be typed, with the name where that is something else. */
export async function suggestTools(
  { db }: Pick<Context, 'db'>,
  typed: string,
): Promise<{ readonly value: string; readonly label: string }[]> {
  const words = clean(typed)
  if (words === '') return []
  const tools = await suggest(db, words, MOST_SUGGESTIONS)
  return tools.map((tool) => ({ value: typedAs(tool), label: tool.name }))
}

/** By its name, or by its slug where others have that name. */
function typedAs({ slug, name, isShared }: NamedTool): string {
  return isShared ? slug : name
}

function clean(typed: string): string {
  return typed.trim().replaceAll(/\p{Cc}/gu, ' ')
}

function either(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names.map((name) => `“${name}”`))
}
