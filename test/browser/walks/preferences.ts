import { createIssue } from '../../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { FIRST_ISSUE, subscribe } from '../support/subscribe.ts'

const CATEGORIES = ['Developer Tools', 'Writing', 'Design', 'Research']
/** As it is typed into a field for dates, whether the day or the month comes first there. */
const NEW_YEAR = `0101${new Date().getFullYear() + 1}`

/** One category, and of the next issue exactly what is in it; then one mail a month, and a pause. */
export async function choosePreferences(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Preferences')
  await reader.reads('Your preferences')
  for (const category of CATEGORIES) await reader.chooses(category)
  await reader.presses('Save preferences')
  await reader.reads('Please look at this again')
  await reader.chooses('Writing')
  await reader.presses('Save preferences')
  await reader.reads('Your preferences')
  await reader.sees('Saved. You get Writing, every week.')

  // With a word that no phone has room for.
  const subject = `For ${reader.address}`
  await sendIssue(house, subject, ['pellwright-vs-mergantle', 'queriole-vs-redraughter'])
  await reader.opensMail(`Queriole vs Redraughter: ${subject}`)
  await reader.seesNothingOf('Pellwright')

  await reader.follows('Preferences')
  await reader.chooses('Once a month')
  await reader.chooses('Plain text alone')
  await reader.writes('No mails before this day', NEW_YEAR)
  await reader.presses('Save preferences')
  await reader.sees('once a month, as plain text. Paused: nothing is sent before 1 January')
}

async function sendIssue({ context }: House, subject: string, comparisons: readonly string[]): Promise<void> {
  const created = await createIssue(context, { subject, intro: '', comparisons })
  if (created.outcome !== 'created') throw new Error(created.problem)
  await scheduleIssue(context, created.number, 'now')
}
