import { type Comparison, comparisonTitle } from './comparison.ts'
import { GMAIL_CLIPS_AT } from './mail-size.ts'
import type { EditionMeasure, Finding, PreflightSubject } from './preflight.ts'

const NEARLY = 92_000
/** Most mail programs show no more of a subject; phones show less. */
const LONGEST_SUBJECT = 60
/** A list that nobody reads to its end helps nobody. */
const MOST_LINES = 10

export function checkSizes({ number, editions }: PreflightSubject): Finding[] {
  const large = editions.filter(({ bytes }) => bytes > NEARLY).toSorted((a, b) => b.bytes - a.bytes)
  const [worst, ...others] = large.filter(({ bytes }) => bytes > GMAIL_CLIPS_AT)
  const mended = {
    how: 'Take a comparison out of the issue, or shorten its texts.',
    link: `/desk/issues/${number}`,
  }
  const cutOff: Finding[] = worst
    ? [
        {
          severity: 'red',
          where: nameOf(worst) + (others.length === 0 ? '' : `, and ${others.length} more`),
          what: `It has ${inKb(worst.bytes)}. Gmail cuts off what is beyond ${inKb(GMAIL_CLIPS_AT)}, the link to leave with it.`,
          // Which editions there are, readers decide until the last moment.
          overriddenAs: 'some editions are cut off',
          ...mended,
        },
      ]
    : []
  const nearly = large.filter(({ bytes }) => bytes <= GMAIL_CLIPS_AT).slice(0, MOST_LINES)
  return [
    ...cutOff,
    ...nearly.map(
      (edition): Finding => ({
        severity: 'amber',
        where: nameOf(edition),
        what: `It has ${inKb(edition.bytes)}, close to the ${inKb(GMAIL_CLIPS_AT)} at which Gmail cuts mails off.`,
        ...mended,
      }),
    ),
  ]
}

function nameOf({ number, subject }: EditionMeasure): string {
  return `Edition ${number}, “${subject}”`
}

export function checkSubjects({ number, editions }: PreflightSubject): Finding[] {
  const subjects = [...new Set(editions.map(({ subject }) => subject))]
  return subjects
    .filter((subject) => subject.length > LONGEST_SUBJECT)
    .slice(0, MOST_LINES)
    .map((subject) => ({
      severity: 'amber',
      where: `The subject “${subject}”`,
      what: `It has ${subject.length} characters. Most mail programs cut it after some ${LONGEST_SUBJECT}.`,
      how: 'Shorten it, or see that its beginning says enough.',
      link: `/desk/issues/${number}`,
    }))
}

/** Nobody is mailed a link before somebody looked where it leads. */
const UNASKED = 'It is being looked at.'

export function checkLinks({ number, shown, links, linkChecks }: PreflightSubject): Finding[] {
  return links.flatMap(({ url, comparison }): Finding[] => {
    const check = linkChecks.get(url)
    if (check?.outcome === 'fine') return []
    const place = placeOf(
      url,
      shown.find(({ slug }) => slug === comparison),
    ) ?? {
      name: 'the introduction',
      link: `/desk/issues/${number}`,
    }
    const at = { where: `${url}, in ${place.name}`, link: place.link }
    if (!check) {
      const link = `/desk/issues/${number}/preflight`
      return [{ ...at, severity: 'red', what: UNASKED, how: 'Look again in some seconds.', link }]
    }
    if (check.outcome === 'unsure') {
      const how = 'Open it yourself, and see that it works.'
      return [{ ...at, severity: 'amber', what: check.detail, how }]
    }
    return [{ ...at, severity: 'red', what: check.detail, how: 'Mend the link, or take it out.' }]
  })
}

/** Where what a comparison shows is written: with one of its tools, or in its bottom line. */
function placeOf(shows: string, comparison: Comparison | undefined) {
  if (!comparison) return undefined
  const tool = comparison.tools.find(({ description, pricingNote, priceSource, claims }) =>
    [description, pricingNote, priceSource, ...(claims ?? []).map(({ source }) => source)].some((text) =>
      text?.includes(shows),
    ),
  )
  return tool
    ? { name: `what is said of ${tool.name}`, link: `/desk/tools/${tool.slug}` }
    : {
        name: `the bottom line of ${comparisonTitle(comparison)}`,
        link: `/desk/comparisons/${comparison.slug}`,
      }
}

export function checkPictures({ number, fragments }: PreflightSubject): Finding[] {
  return fragments.flatMap(({ comparison, html }) =>
    [...html.matchAll(/<img\b[^>]*>/gi)]
      .filter(([picture]) => !hasWords(picture))
      .map(([picture]) => ({
        severity: 'red',
        where: /\bsrc="([^"]*)"/i.exec(picture)?.[1] ?? 'A picture',
        what: 'The picture has no alternative text: whoever does not see it is told nothing.',
        how: 'Say in a few words what it shows.',
        link: comparison === null ? `/desk/issues/${number}` : `/desk/comparisons/${comparison}`,
      })),
  )
}

/** One that is for the eye alone says so by its role. */
function hasWords(picture: string): boolean {
  return (
    /\balt=("[^"]*[^"\s][^"]*"|'[^']*[^'\s][^']*')/i.test(picture) ||
    /\brole="(presentation|none)"/i.test(picture)
  )
}

export function checkAddress({ postalAddress, addressIsInvented }: PreflightSubject): Finding[] {
  const how = 'Set POSTAL_ADDRESS in the environment of web, workers and commands, and start them anew.'
  const finding = { severity: 'red', where: 'The foot of every mail', how, link: null } as const
  if (postalAddress.trim() === '')
    return [{ ...finding, what: 'It has no postal address, which the law asks for.' }]
  if (!addressIsInvented) return []
  return [{ ...finding, what: 'Its postal address is the invented one of the sample.' }]
}

function inKb(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} KB`
}
