import type { Preferences } from '../domain/preferences.ts'
import type { Category } from '../domain/tool.ts'

/** What somebody gets, in a sentence or two. */
export function describePreferences(
  { categories, frequency, format, pausedUntil }: Preferences,
  known: readonly Category[],
): string {
  const names = known.filter(({ slug }) => categories?.includes(slug)).map(({ name }) => name)
  const what = categories === null ? 'all categories' : list(names)
  const often = frequency === 'weekly' ? 'every week' : 'once a month'
  const form = format === 'html' ? '' : ', as plain text'
  const pause = pausedUntil === null ? '' : ` Paused: nothing is sent before ${formatDay(pausedUntil)}.`
  return `You get ${what}, ${often}${form}.${pause}`
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no category' : new Intl.ListFormat('en').format(names)
}

function formatDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
}
