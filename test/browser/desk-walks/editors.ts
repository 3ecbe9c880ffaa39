import type { Reader } from '../support/reader.ts'

/** Invites somebody, after a slip, removes them again, and finds all of it in the log. */
export async function manageEditors(editor: Reader): Promise<void> {
  await editor.follows('Editors')
  await editor.reads('Editors')
  await editor.writes('Their email address', 'delivered+eddie')
  await editor.writes('Their name', 'Eddie')
  await editor.presses('Invite')
  await editor.reads('Editors')
  await editor.sees('An address has a name, an @ and a domain')
  await editor.writes('Their email address', 'delivered+eddie@resend.dev')
  await editor.presses('Invite')
  await editor.reads('Editors')
  await editor.sees('delivered+eddie@resend.dev')
  await editor.opensMail('You are invited to the desk', 'delivered+eddie@resend.dev')
  await editor.visits('/desk/editors')
  await editor.unfolds('editor: change or remove')
  await editor.presses('Remove Eddie')
  await editor.reads('Editors')
  await editor.seesNothingOf('Eddie')
  await editor.follows('Log')
  await editor.reads('Log')
  await editor.sees('removed Eddie')
}
