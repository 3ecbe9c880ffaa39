import { type Comparison, comparisonTitle } from './comparison.ts'
import { inAList } from './in-a-list.ts'
import { unfilled } from './issue.ts'
import type { Finding, PreflightSubject } from './preflight.ts'

/** Nothing fills what is in braces but {first}; in a verdict, braces may be what it is about. */
export function checkPlaceholders(subject: PreflightSubject): Finding[] {
  return [...inWords(subject), ...subject.shown.flatMap(inVerdict)]
}

function inWords({ number, words: { subject, preheader, intro } }: PreflightSubject): Finding[] {
  const places = [
    { where: 'The subject', left: unfilled(subject, { fills: true }) },
    { where: 'The preheader', left: unfilled(preheader ?? '') },
    { where: 'The introduction', left: unfilled(proseOf(intro)) },
  ]
  return places.flatMap(({ where, left }) =>
    left.map((placeholder) => ({
      severity: 'red',
      where,
      what: `Readers would get ${placeholder} as it stands there: nothing fills it.`,
      how: 'Write what is meant, or take it out. Only {first}, and only in the subject, is filled.',
      link: `/desk/issues/${number}`,
    })),
  )
}

function inVerdict(comparison: Comparison): Finding[] {
  const places = [
    {
      name: 'the bottom line',
      said: proseOf(comparison.bottomLine),
      link: `/desk/comparisons/${comparison.slug}`,
    },
    ...comparison.tools.map(({ slug, name, tagline, description, entryPrice, pricingNote, reviews }) => ({
      name: `what is said of ${name}`,
      said: [name, tagline, proseOf(description), entryPrice, pricingNote, ...reviews.map(quoteOf)].join(
        '\n',
      ),
      link: `/desk/tools/${slug}`,
    })),
  ].flatMap(({ said, ...place }) => {
    const left = unfilled(said)
    return left.length > 0 ? [{ ...place, left }] : []
  })
  const [first] = places
  if (!first) return []
  const named = places.map(({ name, left }) => `${inAList(left)} in ${name}`)
  return [
    {
      severity: 'amber',
      where: comparisonTitle(comparison),
      what: `Readers get as it stands, as nothing fills it: ${named.join('; ')}.`,
      how: 'Write what is meant, or leave it if braces are.',
      link: first.link,
    },
  ]
}

function quoteOf({ quote }: { readonly quote: string }): string {
  return quote
}

/** Markdown but for its code, which is shown as it is meant. */
function proseOf(markdown: string): string {
  return markdown.replaceAll(/(`+)[^`]+\1/g, '')
}
