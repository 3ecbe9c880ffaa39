import { expect } from 'vitest'
import type { Reader } from '../support/reader.ts'

const SUBJECT = 'Four tools, two clear answers and one honest maybe'

/** Looks at an issue in each way there is, sends a test of it, after a slip, and looks somebody up. */
export async function previewIssue(editor: Reader): Promise<void> {
  await editor.visits('/desk/issues/1')
  await editor.follows('Preview')
  await editor.reads(SUBJECT)
  await editor.sees('As it was frozen')
  const page = editor.page()
  expect(
    await page.locator('.view-choices [aria-current]').filter({ visible: true }).first().innerText(),
  ).toBe('Phone')
  const window = (await page.locator('.mail-window').boundingBox())!
  expect((await page.locator('iframe').boundingBox())!.width).toBeLessThanOrEqual(window.width)
  await editor.follows('Phone')
  await editor.follows('Dark')
  await editor.follows('Images off')
  await editor.reads(SUBJECT)
  await editor.sees('It holds no image')
  await editor.follows('Plain text')
  await editor.reads(SUBJECT)
  await editor.sees('Reviewer scorecard')

  await editor.writes('Or to others', 'delivered+grace@')
  await editor.presses('Send it to them')
  await editor.reads(SUBJECT)
  await editor.sees('not a complete domain')
  await editor.presses('Send it to me')
  await editor.reads(SUBJECT)
  await editor.sees(editor.address)
  // The page says by itself when it is known.
  await editor.page().getByText('The test mail has left').waitFor()
  await editor.opensMail(`[Test] Pellwright vs Mergantle: ${SUBJECT}`)

  await editor.visits('/desk/issues/1/preview')
  await editor.writes('A subscriber’s address', 'delivered+ada')
  await editor.presses('See what they get')
  await editor.reads(SUBJECT)
  await editor.sees('An address has a name, an @ and a domain')
  await editor.writes('A subscriber’s address', 'delivered+ada@resend.dev')
  await editor.presses('See what they get')
  await editor.reads(SUBJECT)
  await editor.sees('The whole issue: accepted by the mail service.')
  await editor.follows('Back to the preview')
}
