import { readFile } from 'node:fs/promises'
import { clockNow } from '../../../db/queries/clock.ts'
import { lockContent } from '../../../db/queries/content-import.ts'
import { insertEditor } from '../../../db/queries/editor.ts'
import { isUntouched } from '../../../db/queries/installation.ts'
import { insertIssue, setComparisons } from '../../../db/queries/issue.ts'
import { scheduleIssue } from '../../../db/queries/issue-life.ts'
import { insertSampleSubscribers, insertSampleVotes } from '../../../db/queries/sample.ts'
import type { Context } from '../../context.ts'
import { toDay } from '../../domain/to-day.ts'
import { importContentWithin } from '../content/import.ts'

const CONTENT = new URL('../../../sample/content.json', import.meta.url)

/** Resend delivers mail to these nowhere, so that even a mistake reaches nobody. */
const SUBSCRIBERS = [
  'ada',
  'alan',
  'barbara',
  'donald',
  'edsger',
  'frances',
  'grace',
  'john',
  'katherine',
  'ken',
  'margaret',
  'radia',
].map((name) => `delivered+${name}@resend.dev`)

/** Who can sign in at the desk of a first start. */
export const SAMPLE_OWNER = 'delivered+owner@resend.dev'

const ISSUE = {
  subject: 'Four tools, two clear answers and one honest maybe',
  intro: [
    'Welcome to the sample issue. It was sent by the copy of Weekly Verdicts that you have just started, to twelve subscribers that nobody is behind.',
    'Everything in it is invented: the tools, the panel and the prices. The way it got here is not. It was scheduled, frozen, rendered once, sent in a batch and accounted for, as your own first issue will be.',
  ].join('\n\n'),
  comparisons: ['pellwright-vs-mergantle', 'tallowgrid-vs-pagewinnow'],
}

/** Fills a database that nobody has touched yet, all of it or nothing, with an issue that goes out at once. */
export async function loadSample({ db }: Pick<Context, 'db'>): Promise<'loaded' | 'not-empty'> {
  const content = await readFile(CONTENT, 'utf8')
  return db.transaction().execute(async (tx) => {
    // Of two first starts at once, one waits here and finds it done.
    await lockContent(tx)
    if (!(await isUntouched(tx))) return 'not-empty'
    const fresh = JSON.parse(checkedLately(content, await clockNow(tx)))
    const imported = await importContentWithin(tx, 'program', fresh)
    if (imported.outcome === 'refused')
      throw new Error(`The sample content is wrong: ${JSON.stringify(imported.problems)}`)
    await insertSampleSubscribers(tx, SUBSCRIBERS)
    await insertSampleVotes(tx)
    await insertEditor(tx, { address: SAMPLE_OWNER, name: 'Sample Owner', role: 'owner', reviewerId: null })
    const number = await insertIssue(tx, ISSUE)
    await setComparisons(tx, number, ISSUE.comparisons)
    await scheduleIssue(tx, number, { sendAt: 'now', timeZone: 'UTC' })
    return 'loaded'
  })
}

const CHECKED_ON = /(?<=heckedOn": ")[\d-]+/g
const DAYS_AGO = 3

/** With the days of its checks moved, the newest to a few days ago: a year from now all of them would be long ago. */
function checkedLately(content: string, now: Date): string {
  const newest = Math.max(...[...content.matchAll(CHECKED_ON)].map(([day]) => Date.parse(day)))
  const later = now.getTime() - DAYS_AGO * 86_400_000 - newest
  return content.replaceAll(CHECKED_ON, (day) => toDay(new Date(Date.parse(day) + later)))
}
