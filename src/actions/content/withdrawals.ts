import type { Db } from '../../../db/connect.ts'
import {
  findComparisonsOf,
  findToolsIn,
  findWithdrawn,
  type Use,
} from '../../../db/queries/content-withdrawn.ts'
import type { ContentDocument, ContentList } from '../../domain/content-document.ts'
import { type Path, type Problem, problem } from './problem.ts'
import type { Words } from './words.ts'

/**
 * Readers meet nothing that is withdrawn: no published comparison shows such a tool, and no other tool is in such a
 * category. Whichever of the two a document changes is told.
 */
export async function withdrawalProblems(
  db: Db,
  { categories = [], tools = [], comparisons = [] }: Partial<ContentDocument>,
  words: Words,
): Promise<Problem[]> {
  const withdrawn = await findWithdrawn(db)
  return [
    ...problems(words, {
      things: { list: 'categories', noun: 'category', entries: categories, withdrawn: withdrawn.categories },
      uses: {
        list: 'tools',
        entries: tools,
        slugsIn: ({ category }) => [{ at: ['category'], slug: category }],
        stored: await findToolsIn(db, slugsOf(categories, 'withdrawn')),
      },
    }),
    ...problems(words, {
      things: { list: 'tools', noun: 'tool', entries: tools, withdrawn: withdrawn.tools },
      uses: {
        list: 'comparisons',
        entries: comparisons,
        slugsIn: (comparison) => comparison.tools.map((slug, side) => ({ at: ['tools', side], slug })),
        stored: await findComparisonsOf(db, slugsOf(tools, 'withdrawn')),
      },
    }),
  ]
}

interface Entry {
  readonly slug: string
  readonly status: string
}

interface Rule<User extends Entry> {
  readonly things: {
    readonly list: ContentList
    readonly noun: string
    readonly entries: readonly Entry[]
    /** The slugs of what is withdrawn as it is stored. */
    readonly withdrawn: readonly string[]
  }
  readonly uses: {
    readonly list: ContentList
    readonly entries: readonly User[]
    readonly slugsIn: (user: User) => readonly { readonly at: Path; readonly slug: string }[]
    /** Of what the document withdraws. */
    readonly stored: readonly Use[]
  }
}

function problems<User extends Entry>(words: Words, { things, uses }: Rule<User>): Problem[] {
  const publishes = new Set(slugsOf(things.entries, 'published'))
  const withdrawn = new Set([
    ...things.withdrawn.filter((slug) => !publishes.has(slug)),
    ...slugsOf(things.entries, 'withdrawn'),
  ])
  // Those in the document go by what they say there.
  const listed = new Set(uses.entries.map(({ slug }) => slug))
  const others = uses.stored.filter(({ by }) => !listed.has(by))
  return [
    ...uses.entries.flatMap((user, index) =>
      user.status !== 'published'
        ? []
        : uses
            .slugsIn(user)
            .filter(({ slug }) => withdrawn.has(slug))
            .map(({ at, slug }) => problem([uses.list, index, ...at], words.isWithdrawn(things.noun, slug))),
    ),
    ...things.entries.flatMap(({ slug }, index) => {
      const users = others.filter(({ of }) => of === slug).map(({ by }) => by)
      return users.length === 0
        ? []
        : [problem([things.list, index, 'status'], words.isUsed(uses.list, users))]
    }),
  ]
}

function slugsOf(entries: readonly Entry[], status: string): string[] {
  return entries.filter((entry) => entry.status === status).map(({ slug }) => slug)
}
