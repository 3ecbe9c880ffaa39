import { importContent } from '../../../src/actions/content/import.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'

const SUBJECT = 'A verdict to approve'

/** Sees a red line, overrides it, decides that approvals are needed, approves, and sees an edit void that. */
export async function approveAnIssue(editor: Reader, house: House): Promise<void> {
  const { context } = house
  const number = await tooLargeAnIssue(context)
  const pages = `/desk/issues/${number}`
  await editor.visits('/desk/issues')
  await editor.reads('Issues')
  await editor.follows(`Preflight of issue ${number}`)
  await editor.reads(SUBJECT)
  await editor.sees('Gmail cuts off what is beyond 102 KB')
  await editor.unfolds('Override: size')
  await editor.presses('Override')
  await editor.reads(SUBJECT)
  await editor.sees('Say why the issue may go out all the same')
  await editor.writes('Why the issue may go out all the same', 'It is a walk')
  await editor.presses('Override')
  await editor.reads(SUBJECT)
  await editor.sees('It is a walk')
  await editor.sees('The issue can be scheduled')
  const back = editor.page().getByRole('button', { name: /^Take the override back/ })
  await editor.presses((await back.innerText()).replace(/\s+/g, ' '))
  await editor.reads(SUBJECT)
  await editor.sees('that line is red again')

  await editor.follows('Approval')
  await editor.reads(SUBJECT)
  await editor.follows('Who approves issues')
  await editor.reads('Who approves issues')
  await editor.presses('Decide')
  await editor.sees('That is the rule now')
  await editor.visits(`${pages}/approval`)
  await editor.sees('Nobody has approved this issue yet')
  await editor.presses('Approve')
  await editor.reads(SUBJECT)
  await editor.sees('Exactly these bytes go out')
  await editIssue(context, number, { intro: 'Another introduction.' })
  await editor.visits(`${pages}/approval`)
  await editor.reads(SUBJECT)
  await editor.sees('The approval no longer holds')
  await editor.presses('Withdraw the approval')
  await editor.reads(SUBJECT)
  await editor.sees('Nobody has approved this issue yet')
}

/** An issue of more comparisons than a mail holds. */
async function tooLargeAnIssue(context: House['context']): Promise<number> {
  const slugs = Array.from({ length: 12 }, (_, index) => `walk-${index}`)
  const imported = await importContent(context, {
    comparisons: slugs.map((slug) => ({
      slug,
      tools: ['citewren', 'framewold'],
      bottomLine: 'Either will do.',
      status: 'published',
    })),
  })
  if (imported.outcome !== 'imported') throw new Error(JSON.stringify(imported))
  const created = await createIssue(context, { subject: SUBJECT, intro: '', comparisons: slugs })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}
