/** What can be wrong with a content document, or with one entry of it that was typed into a form. */
export interface Words {
  readonly missing: string
  readonly empty: string
  /** @param kind "a list" */
  readonly isNot: (kind: string) => string
  readonly isNoneOf: (values: readonly unknown[]) => string
  readonly isTooLong: (length: number, most: number) => string
  /** Of a list: how many it has to hold, where it holds more or less. */
  readonly holdsNot: (many: number | bigint) => string
  /** @param field "slug", or "category" where it names another thing. */
  readonly isNoSlug: (field: string, typed: string) => string
  readonly isNoDay: string
  readonly isAhead: string
  readonly hasLines: string
  readonly hasControls: string
  readonly hasHalves: string
  readonly hasGaps: string
  readonly isNoSource: string
  /** @param what `slug "quill"` @param where `tools[0]` */
  readonly repeats: (what: string, where: string) => string
  readonly isItself: (slug: string) => string
  readonly isWithdrawn: (noun: string, slug: string) => string
  /** Of what can't be withdrawn, as readers meet it in others, which are named by their slugs. */
  readonly isUsed: (list: string, slugs: readonly string[]) => string
  readonly isUnknown: (noun: string, slug: string, list: string, known: readonly string[]) => string
}

const MOST_NAMED = 12

/** For who wrote JSON: each goes on from the path of what is wrong. */
export const documentWords: Words = {
  missing: 'is missing',
  empty: 'is empty',
  isNot: (kind) => `must be ${kind}`,
  isNoneOf: (values) => `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  isTooLong: (length, most) => `is ${length} characters long; ${most} is the most`,
  holdsNot: (many) => `must hold ${many}`,
  isNoSlug: () => 'is not a slug: lower-case letters and digits, in words joined by single hyphens',
  isNoDay: 'is not a day written like 2026-11-22',
  isAhead: 'is still to come: it is the day of a check that was made',
  hasLines: 'must be a single line',
  hasControls: 'holds a control character; only line breaks (\\n) are allowed',
  hasHalves: 'holds half of a surrogate pair, which is no character',
  hasGaps: 'holds U+E000 or U+E001, which are kept for links in mails',
  isNoSource: 'is not a web address that begins with https://, like https://example.org/pricing',
  repeats: (what, where) => `repeats the ${what} of ${where}`,
  isItself: (slug) => `compares "${slug}" with itself; name two different tools`,
  isWithdrawn: (noun, slug) => `is the ${noun} "${slug}", which is withdrawn; publish that, or use another`,
  isUsed: (list, slugs) =>
    `is "withdrawn", while readers meet it in ${list}: ${some(slugs)}; withdraw those first`,
  isUnknown: (noun, slug, list, known) => {
    const or = known.length > 0 ? ` or use one of: ${some(known.toSorted())}` : ''
    return `there is no ${noun} "${slug}"; add it to "${list}"${or}`
  },
}

/** For who filled in a form: each stands at its field, which is named there. */
export const formWords: Words = {
  missing: 'It is empty. Fill it in.',
  empty: 'It is empty. Fill it in.',
  isNot: (kind) => `It must be ${kind}.`,
  isNoneOf: () => 'Choose one of them.',
  isTooLong: (length, most) => `It has ${length} characters; ${most} is the most. Shorten it.`,
  holdsNot: (many) => `There are more than ${many}, which is the most. Leave some out.`,
  isNoSlug: (field, typed) => {
    if (field !== 'slug') return 'Choose one of them.'
    return typed === ''
      ? 'Nothing can be made of the name, which has no letter from a to z and no digit. Write it yourself.'
      : 'Use lower-case letters from a to z and digits, and a hyphen between words.'
  },
  isNoDay: 'There is no such day. Write it like 2026-11-22.',
  isAhead: 'That day is still to come. Enter the day on which it was last checked.',
  hasLines: 'It goes over several lines. Write it on one.',
  hasControls: 'There is a character in it that can’t be seen. Type it anew instead of pasting it.',
  hasHalves: 'There is a broken character in it. Type it anew instead of pasting it.',
  hasGaps: 'There is a character in it that mails need for their links. Type it anew instead of pasting it.',
  isNoSource: 'It is no web address that begins with https://, like https://example.org/pricing.',
  repeats: () => 'It is there twice. Leave one out.',
  isItself: () => 'Both are the same tool. Name two different ones.',
  isWithdrawn: (noun, slug) =>
    `The ${noun} “${slug}” is withdrawn. Choose another one, or publish it again first.`,
  isUsed: (list, slugs) => `Readers meet it in ${list}: ${some(slugs)}. Withdraw those first.`,
  isUnknown: (noun) => `There is no such ${noun} any more. Choose another one.`,
}

/** Not too many of them, and how many more there are. */
function some(slugs: readonly string[]): string {
  const more = slugs.length > MOST_NAMED ? ` or ${slugs.length - MOST_NAMED} more` : ''
  return slugs.slice(0, MOST_NAMED).join(', ') + more
}
