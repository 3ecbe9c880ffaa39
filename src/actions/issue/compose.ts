import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { findLines, findOffers, type IssueLine } from '../../../db/queries/issue-line.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import { type Issue, isOpen, preheader } from '../../domain/issue.ts'
import { isExpected } from '../../domain/rhythm.ts'
import { firstLine } from '../../domain/rich-text.ts'
import type { SendTime } from '../../domain/send-time.ts'
import { parseMarkdown } from '../../markdown/parse-markdown.ts'

export type { IssueLine }

/** An issue and all that an editor composes it of. */
export interface Composition {
  readonly issue: Issue
  /** The moment of the rhythm whose issue it is, by the rhythm's clocks. */
  readonly planned: SendTime | undefined
  /** Whether nothing of it is frozen. */
  readonly canEdit: boolean
  /** Whether it is a draft that nobody waits for: that of a week to come is skipped with it instead. */
  readonly canDiscard: boolean
  readonly lines: readonly IssueLine[]
  /** What mail programs show beside the subject where the editor has written nothing for it. */
  readonly derivedPreheader: string | undefined
  /** What is published and not in the list: the newest, or what was looked for. */
  readonly offers: readonly IssueLine[]
  readonly hasMoreOffers: boolean
}

const OFFERS = 10

/** @param list the slugs that the editor has put together so far, where they are not what is saved. */
export async function composeIssue(
  { db }: Pick<Context, 'db'>,
  number: number,
  { list, find = '' }: { readonly list?: readonly string[]; readonly find?: string } = {},
): Promise<Composition | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  const lines = await findLines(db, list ?? issue.comparisons, number)
  const without = lines.map(({ slug }) => slug)
  const offers = await findOffers(db, { of: number, without, find, most: OFFERS + 1 })
  const canEdit = isOpen(issue) && !(await isFrozen(db, number))
  const rhythm = await findRhythm(db)
  const { status, plannedFor } = issue
  return {
    issue,
    planned: rhythm && plannedFor ? { sendAt: plannedFor, timeZone: rhythm.timeZone } : undefined,
    canEdit,
    canDiscard: status === 'draft' && !(rhythm && isExpected(rhythm, plannedFor)),
    derivedPreheader: derivedPreheader(lines),
    lines,
    offers: offers.slice(0, OFFERS),
    hasMoreOffers: offers.length > OFFERS,
  }
}

/** The same of a list that is not saved. */
export async function previewPreheader(
  { db }: Pick<Context, 'db'>,
  list: readonly string[],
): Promise<string | undefined> {
  return derivedPreheader(await findLines(db, list.slice(0, 1)))
}

function derivedPreheader([lead]: readonly IssueLine[]): string | undefined {
  return lead && preheader(lead, firstLine(parseMarkdown(lead.bottomLine)))
}
