import { FREQUENCIES, MAIL_FORMATS, type Selection } from './selection.ts'

/** What a subscriber decides about their mails. */
export interface Preferences extends Selection {
  /** The day from which they are mailed again, `2026-12-24`; null when nothing is paused. */
  readonly pausedUntil: string | null
}

/** What is wrong with what was chosen, each with its remedy. */
export type PreferenceProblems = Partial<Record<keyof Preferences, string>>

/** What the fields of a selection say, as they came. */
export interface SelectionForm {
  /** Slugs of the categories that the form listed, and of those that were chosen. */
  readonly offered: readonly string[]
  readonly chosen: readonly string[]
  readonly frequency: string
}

/** What a form of preferences says, as it came. */
export interface PreferencesForm extends SelectionForm {
  readonly format: string
  readonly pausedUntil: string
}

const LONGEST_PAUSE_YEARS = 2

/**
 * Reads what was chosen.
 *
 * @param categories the slugs of those there are now.
 * @param current what they have chosen before.
 * @param today as `2026-11-22`.
 */
export function readPreferences(
  form: PreferencesForm,
  {
    categories,
    current,
    today,
  }: { readonly categories: readonly string[]; readonly current: Selection; readonly today: string },
): { readonly preferences: Preferences } | { readonly problems: PreferenceProblems } {
  const read = readSelection(form, categories, current.categories)
  const format = MAIL_FORMATS.find((one) => one === form.format)
  const problems: PreferenceProblems = {
    ...('problems' in read ? read.problems : {}),
    ...problemIn('format', format ? '' : 'Choose HTML or plain text.'),
    ...problemIn('pausedUntil', pauseProblem(form.pausedUntil, today)),
  }
  if ('problems' in read || !format || Object.keys(problems).length > 0) return { problems }
  const pausedUntil = form.pausedUntil === '' ? null : form.pausedUntil
  return { preferences: { ...read.selection, format, pausedUntil } }
}

/**
 * The same of categories and frequency. Who chose all that the form listed gets those that come later as well, but for
 * who leaves it at what they have: they may have left out what is not listed any more.
 */
export function readSelection(
  form: SelectionForm,
  categories: readonly string[],
  current: readonly string[] | null = null,
):
  | { readonly selection: Omit<Selection, 'format'> }
  | { readonly problems: Pick<PreferenceProblems, 'categories' | 'frequency'> } {
  const frequency = FREQUENCIES.find((one) => one === form.frequency)
  const problems = {
    ...problemIn('categories', categoriesProblem(form.chosen, categories)),
    ...problemIn('frequency', frequency ? '' : 'Choose every week or once a month.'),
  }
  if (Object.keys(problems).length > 0 || !frequency) return { problems }
  const isAll = form.offered.every((slug) => form.chosen.includes(slug)) && !isSame(form.chosen, current)
  return {
    selection: {
      categories: isAll ? null : categories.filter((slug) => form.chosen.includes(slug)),
      frequency,
    },
  }
}

function isSame(chosen: readonly string[], current: readonly string[] | null): boolean {
  return (
    current !== null && current.length === chosen.length && current.every((slug) => chosen.includes(slug))
  )
}

function categoriesProblem(chosen: readonly string[], categories: readonly string[]): string {
  if (chosen.length === 0)
    return 'Choose one category at least. To get no mails at all, pause or unsubscribe.'
  const gone = chosen.filter((slug) => !categories.includes(slug))
  if (gone.length === 0) return ''
  return `There is no such category any more: ${gone.join(', ')}. Look at what is left, and save once more.`
}

function pauseProblem(day: string, today: string): string {
  if (day === '') return ''
  if (!isDay(day)) return 'Write the day as year, month and day, like 2026-12-24; or leave it empty.'
  if (day <= today)
    return `${day} is not in the future. Choose a later day; or leave it empty to get your mails.`
  const longest = `${Number(today.slice(0, 4)) + LONGEST_PAUSE_YEARS}${today.slice(4)}`
  if (day > longest) return `A pause ends by ${longest} at the latest. To stop for longer, unsubscribe.`
  return ''
}

/** A day of the calendar: no thirtieth of February. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function problemIn(field: keyof Preferences, problem: string): PreferenceProblems {
  return problem === '' ? {} : { [field]: problem }
}

/** Whether two choices come to the same. */
export function samePreferences(one: Preferences, other: Preferences): boolean {
  const key = ({ categories, frequency, format, pausedUntil }: Preferences) =>
    JSON.stringify([categories && [...categories].sort(), frequency, format, pausedUntil])
  return key(one) === key(other)
}
