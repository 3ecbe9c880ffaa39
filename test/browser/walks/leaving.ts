import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { FIRST_ISSUE, subscribe } from '../support/subscribe.ts'

/** Out by the mail's link, and back in by the button that undoes it. */
export async function leaveAndComeBack(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Unsubscribe')
  await reader.reads('Unsubscribe')
  await reader.writes('Why do you leave?', 'A mail a week is too much.')
  await reader.presses('Unsubscribe')
  await reader.reads('You are unsubscribed')
  await reader.presses('Undo')
  await reader.reads('You are subscribed again')
}

/** The links of earlier mails end, and a mail brings the new one. */
export async function replaceLinks(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Preferences')
  await reader.presses('Replace my links')
  await reader.reads('Your links are replaced')
  await reader.opensMail('Your new link to Weekly Verdicts')
  await reader.follows('Open your preferences')
  await reader.reads('Your preferences')
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Preferences')
  await reader.reads('This link was replaced')
}
