import type { Tool } from './tool.ts'
import { isVerdict, type Verdict } from './verdict.ts'

/** What votes are cast on: a comparison, as far as a voter has to know it. */
export interface BallotPaper {
  readonly slug: string
  readonly tools: readonly [Pick<Tool, 'slug' | 'name'>, Pick<Tool, 'slug' | 'name'>]
}

/** A reader's votes by the tools' slugs. */
export type Votes = ReadonlyMap<string, Verdict>

/** What a reader chooses for a tool; `none` takes back what they said before. */
export type Choice = Verdict | 'none'

/** A reader's choices by the tools' slugs. A tool that is not among them is left as it was. */
export type Ballot = ReadonlyMap<string, Choice>

const FIELD = 'vote.'

/** The form field that says what a reader chooses for a tool. */
export function ballotField(tool: { readonly slug: string }): string {
  return `${FIELD}${tool.slug}`
}

/** Whether a form chooses nothing. */
export function isBlank(form: Readonly<Record<string, unknown>>): boolean {
  return fieldsIn(form).length === 0
}

/** Reads the choices in a form. */
export function parseBallot(
  { tools }: BallotPaper,
  form: Readonly<Record<string, unknown>>,
): Ballot | { readonly problem: string } {
  const ballot = new Map<string, Choice>()
  for (const [field, said] of fieldsIn(form)) {
    const tool = tools.find((known) => ballotField(known) === field)
    if (!tool) {
      return { problem: 'That vote was on a tool that is not in this comparison. Please choose once more.' }
    }
    if (!isVerdict(said) && said !== 'none') {
      return { problem: `A vote says ship or skip. Please choose one of them for ${tool.name}.` }
    }
    ballot.set(tool.slug, said)
  }
  return ballot
}

/** An empty field is no choice. */
function fieldsIn(form: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(form).filter(([field, said]) => field.startsWith(FIELD) && said !== '')
}
