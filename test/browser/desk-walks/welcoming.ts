import { expect } from 'vitest'
import type { House } from '../support/house.ts'
import { openReader, type Reader } from '../support/reader.ts'
import { SCREENS } from '../support/screens.ts'
import { enterCode } from './signing-in.ts'

const RITA = 'delivered+rita@resend.dev'
const [PHONE] = SCREENS

/** Invites a reviewer, who signs in, sees what is theirs and what is not, and is signed out while they write. */
export async function welcomeReviewer(editor: Reader, house: House): Promise<void> {
  await editor.visits('/desk/editors')
  await editor.writes('Their email address', RITA)
  await editor.writes('Their name', 'Rita')
  await editor.writes('Role', 'Reviewer')
  await editor.writes('Writes the reviews of', 'The Clerk')
  await editor.presses('Invite')
  await editor.reads('Editors')
  await editor.sees('reviewer, The Clerk')

  const elsewhere = { ...house, windows: new Map([[PHONE!, await house.openWindow(PHONE!)]]) }
  const rita = await openReader(elsewhere, PHONE!, RITA)
  await rita.opensMail('You are invited to the desk')
  const used = await enter(rita, house)
  await rita.sees('Your reviews')
  await rita.visits('/desk/editors')
  await rita.reads('This is for owners')
  await rita.sees('You are signed in as a reviewer, so nothing was shown or done')
  await rita.visits('/desk/issues')
  await rita.reads('This is for editors and owners')
  await rita.follows('Back to the desk')

  const missing = rita.page().getByRole('region', { name: 'Your reviews' }).getByRole('link')
  const tool = await missing.first().innerText()
  await rita.follows(tool)
  await rita.reads(tool)
  await rita.follows('The Clerk')
  await rita.reads(`The Clerk on ${tool}`)
  await rita.writes('Verdict', 'Ship')
  await rita.writes('Quote', 'This is not lost.')
  await endSession(house)
  await rita.presses('Save')
  await rita.reads('You are signed out')
  await rita.sees('nothing is lost')

  const inAnotherTab = await openReader(elsewhere, PHONE!, RITA)
  await enter(inAnotherTab, house, used)
  await inAnotherTab.leaves()
  await rita.page().bringToFront()
  await rita.presses('Send it again')
  await rita.reads(`The Clerk on ${tool}`)
  await rita.sees('Saved.')
  expect(await rita.page().getByLabel('Quote', { exact: true }).inputValue()).toBe('This is not lost.')
  await rita.leaves()
  await editor.page().bringToFront()
}

async function enter(reader: Reader, house: House, used?: string): Promise<string> {
  await reader.visits('/desk/sign-in')
  await reader.writes('Your email address', reader.address)
  await reader.presses('Send me a code')
  return enterCode(reader, house, used)
}

async function endSession({ context: { db } }: House): Promise<void> {
  await db
    .deleteFrom('editorSession')
    .where('editorId', 'in', db.selectFrom('editor').select('id').where('address', '=', RITA))
    .execute()
}
