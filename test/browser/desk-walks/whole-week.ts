import { sql } from 'kysely'
import { expect } from 'vitest'
import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { sendToItsEnd } from './sending.ts'
import { writeReview, writeTool } from './tools.ts'

const TITLE = 'Ballpoint vs Fountain'
const SUBJECT = 'Two pens, put to paper'

/** Goes with one comparison and one issue from the first tool to the account, and on to the next week. */
export async function goThroughAWeek(editor: Reader, house: House): Promise<void> {
  await decideWhoApproves(editor, 'Any editor, who changed it last too')
  await write(editor)
  await composeAndApprove(editor)
  await editor.follows('Sending')
  await editor.reads(SUBJECT)
  await sendToItsEnd(editor, house, SUBJECT)
  await editor.follows('Account')
  await editor.reads(SUBJECT)
  await editor.sees('What became of the accepted mails')
  await expectToAddUp(editor)
  await decideWhoApproves(editor, 'Nobody: sample content needs no approval')
  await aWeekLater(editor, house)
}

async function decideWhoApproves(editor: Reader, who: string): Promise<void> {
  await editor.visits('/desk/approval-rule')
  await editor.writes('Every issue is approved by', who)
  await editor.presses('Decide')
  await editor.reads('Who approves issues')
  await editor.sees('That is the rule now')
  expect(await editor.page().locator('option:checked').textContent()).toBe(who)
}

/** Writes two tools, two reviews of each and their comparison, and sees which draft takes it in. */
async function write(editor: Reader): Promise<void> {
  // The walk that writes comparisons looks at each of these pages.
  const quickly: Reader = { ...editor, reads: editor.sees }
  for (const [tool, verdict] of [
    ['Ballpoint', 'Ship'],
    ['Fountain', 'Skip'],
  ] as const) {
    await writeTool(quickly, tool)
    await writeReview(quickly, tool, 'The Builder', verdict)
    await editor.follows(`The other reviews of ${tool}`)
    await writeReview(quickly, tool, 'The Skeptic', 'Ship')
  }
  await editor.follows('Comparisons')
  await editor.follows('New comparison')
  await editor.writes('Left tool', 'Ballpoint')
  await editor.writes('Right tool', 'Fountain')
  await editor.writes('Bottom line', 'Take the *ballpoint*.')
  await editor.presses('Save as a draft')
  await editor.reads(TITLE)
  await editor.presses('Publish')
  await editor.reads(TITLE)
  await editor.sees('(draft) has it.')
}

/** Goes from the comparison to the draft that has it, which is written, checked and approved. */
async function composeAndApprove(editor: Reader): Promise<void> {
  await editor.follows(await editor.page().getByRole('status').getByRole('link').innerText())
  await editor.reads(`${TITLE}: this week’s verdicts`)
  expect(await editor.page().locator('[data-order] > li').getByRole('link').allInnerTexts()).toEqual([TITLE])
  await editor.writes('Subject', SUBJECT)
  await editor.writes('Introduction', 'Written with a keyboard, about pens.')
  await editor.presses('Save')
  await editor.reads(SUBJECT)
  await editor.sees('Saved.')

  await editor.follows('Preflight')
  await editor.reads(SUBJECT)
  await editor.sees('The issue can be scheduled.')
  await editor.follows('Approval')
  await editor.reads(SUBJECT)
  await editor.sees('Nobody has approved this issue yet')
  await editor.sees('Approving it settles its list')
  await editor.presses('Approve')
  await editor.reads(SUBJECT)
  await editor.sees('Exactly these bytes go out')
}

/** What stands above the rule of the account's table comes to the audience below it. */
async function expectToAddUp(editor: Reader): Promise<void> {
  const table = editor.page().getByRole('table', { name: /^Account of issue/ })
  const counts = (part: string) => table.locator(`${part} td`).allInnerTexts()
  const [audience] = (await counts('tfoot')).map(Number)
  expect(audience).toBeGreaterThan(0)
  expect((await counts('tbody')).map(Number).reduce((sum, count) => sum + count)).toBe(audience)
}

/** The time in the rhythm passes, and the draft of the next one opens by itself, without what was sent. */
async function aWeekLater(editor: Reader, { context }: House): Promise<void> {
  await sql`update clock set shift = shift + interval '7 days'`.execute(context.db)
  await expect
    .poll(
      async () => {
        await editor.visits('/desk')
        return editor.page().locator('body').innerText()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toContain('Nothing was published since the last issue that is in no other one.')
  await editor.reads('This week')
  await editor.sees(SUBJECT)
}
