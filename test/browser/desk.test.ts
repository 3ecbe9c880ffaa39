import { beforeAll, describe, expect, inject, test } from 'vitest'
import { openLimits } from '../../src/limits/open-limits.ts'
import { createWeb } from '../../src/web/create-web.tsx'
import { QUICK } from '../support/quick.ts'
import { pagePatterns, withoutPath } from '../web/scanner/pages.ts'
import { approveAnIssue } from './desk-walks/approving.ts'
import { importContent, keepWhatIsTyped, signOut, writeComparison } from './desk-walks/content.ts'
import { manageEditors } from './desk-walks/editors.ts'
import { lookAtIssues } from './desk-walks/issues.ts'
import { previewIssue } from './desk-walks/preview.ts'
import { seeWhatCame, sendAndWatch } from './desk-walks/sending.ts'
import { seeAccount, signIn } from './desk-walks/signing-in.ts'
import { composeIssue, scheduleIssue, setRhythm, skipWeek } from './desk-walks/week.ts'
import { welcomeReviewer } from './desk-walks/welcoming.ts'
import { goThroughAWeek } from './desk-walks/whole-week.ts'
import { type House, openHouse } from './support/house.ts'
import { pageFindings } from './support/page-findings.ts'
import { openReader, type Reader } from './support/reader.ts'
import { SCREENS, type Screen } from './support/screens.ts'

/** In their order: each goes on where the one before has ended. */
const WALKS: readonly [does: string, walk: (editor: Reader, house: House) => Promise<void>][] = [
  ['signs in', signIn],
  ['looks at the issues', lookAtIssues],
  ['writes tools and a comparison, and publishes it', writeComparison],
  ['loses nothing that they typed', keepWhatIsTyped],
  ['imports content', importContent],
  ['sets the weekly rhythm', setRhythm],
  ['goes through a whole week, from a tool to its account', goThroughAWeek],
  ['puts the draft together', composeIssue],
  ['schedules it and takes it back', scheduleIssue],
  ['skips a week and takes that back', skipWeek],
  ['previews an issue', previewIssue],
  ['approves an issue', approveAnIssue],
  ['sends an issue, thinks again, and watches it go', sendAndWatch],
  ['sees what came of it', seeWhatCame],
  ['looks after their account', seeAccount],
  ['says who else may sign in', manageEditors],
  ['lets a reviewer in, who loses nothing when signed out', welcomeReviewer],
]

/** What a GET answers that is no page of its own. */
const NOT_PAGES: readonly string[] = [
  '/desk/tool-names',
  '/desk/issues/:number/sending/events',
  '/desk/queues/board/*',
  // A mail: it is looked at where it is opened.
  '/desk/issues/:number/editions/:edition',
  '/desk/issues/:number/editions/:edition/text',
]

const [PHONE, DESKTOP] = SCREENS as [Screen, Screen]

describe.skipIf(!inject('chromium'))('at the desk, in light and dark,', { timeout: 240_000 }, () => {
  let house: House
  let editor: Reader
  beforeAll(async () => {
    house = await openHouse({ javaScript: true })
    editor = await openReader(house, PHONE, 'delivered+owner@resend.dev')
    return house.close
  }, 60_000)

  test.each(WALKS)('on a phone, without a mouse, an editor %s', async (_, walk) => {
    await walk(editor, house)
  })

  test('every page of the desk was read', async () => {
    expect(withoutPath(await deskPages(house), [...house.read])).toEqual([])
  })

  test.skipIf(QUICK)('on a desktop no page has anything wrong', async () => {
    const desktop = house.windows.get(DESKTOP)!
    await desktop.addCookies(await house.windows.get(PHONE)!.cookies())
    const page = await desktop.newPage()
    for (const path of await oneOfEach(house)) {
      await page.goto(house.url + path)
      expect(await pageFindings(page), path).toEqual([])
    }
    await page.close()
  })

  test('leaves nothing behind that they typed, once signed out', async () => {
    await signOut(editor)
  })
})

/** The patterns of the desk's pages. */
async function deskPages({ context }: House): Promise<string[]> {
  const limits = await openLimits(context, 'test')
  const enqueue = async () => undefined
  const web = createWeb({ context, limits, enqueue, ready: async () => ({}), desk: true })
  await limits.close()
  return pagePatterns(web).filter((pattern) => /^\/desk(\/|$)/.test(pattern) && !NOT_PAGES.includes(pattern))
}

/** Of each kind of page one that was read. */
async function oneOfEach(house: House): Promise<string[]> {
  const read = [...house.read].filter((path) => path.startsWith('/desk'))
  const isOf = (pattern: string) => (path: string) => withoutPath([pattern], [path]).length === 0
  return [...new Set((await deskPages(house)).flatMap((pattern) => read.find(isOf(pattern)) ?? []))]
}
