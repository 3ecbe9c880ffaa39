import type { House } from '../support/house.ts'
import { newestMail } from '../support/newest-mail.ts'
import type { Reader } from '../support/reader.ts'

/** From the desk's door to its first page, with a slip on the way. */
export async function signIn(editor: Reader, house: House): Promise<void> {
  await editor.visits('/desk')
  await editor.reads('Sign in')
  await editor.writes('Your email address', 'nobody@')
  await editor.presses('Send me a code')
  await editor.reads('Sign in')
  await editor.sees('not a complete domain')
  await editor.visits('/desk/sign-in')
  await editor.writes('Your email address', editor.address)
  await editor.presses('Send me a code')
  await editor.reads('Enter your code')
  await editor.writes('The code from the mail', '000000')
  await editor.presses('Sign in')
  await editor.reads('Enter your code')
  await editor.sees('not the code of the newest mail')
  await enterCode(editor, house)
}

/**
 * From the mail with the code to the desk's first page.
 *
 * @param used the code of an earlier mail.
 */
export async function enterCode(editor: Reader, house: House, used = 'none'): Promise<string> {
  const isCode = new RegExp(`^(?!${used})\\d{6} signs you in`)
  const { subject } = await newestMail(house, editor.address, isCode)
  const code = subject.slice(0, 6)
  await editor.opensMail(subject)
  await editor.visits('/desk/codes')
  await editor.writes('The code from the mail', code)
  await editor.presses('Sign in')
  await editor.reads('This week')
  return code
}

export async function seeAccount(editor: Reader): Promise<void> {
  await editor.follows('Sample Owner')
  await editor.reads('Your account')
  await editor.sees('This one')
  await editor.writes('Your name, as the other editors see it', 'Olga Owner')
  await editor.presses('Save')
  await editor.reads('Your account')
  await editor.sees('Olga Owner')
}
