import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { subscribe } from '../support/subscribe.ts'

/** From a comparison to the welcome, with a vote and a category on the way, and a slip in the address. */
export async function signUp(reader: Reader): Promise<void> {
  await reader.visits('/')
  await reader.reads('Two AI tools, one honest panel, every week.')
  await reader.follows('Pellwright vs Mergantle')
  await reader.reads('Pellwright vs Mergantle')
  await reader.chooses('Skip', 'Your vote on Mergantle')
  await reader.writes('Your email address', 'ada@lovelace')
  await reader.presses('Vote and subscribe')
  await reader.reads('Please check the address')
  await reader.writes('Your email address', reader.address)
  await reader.presses('Vote and subscribe')
  await reader.reads('Look in your mailbox')

  await reader.opensMail('Confirm your subscription to Weekly Verdicts')
  await reader.follows('Confirm subscription')
  await reader.reads('Confirm your subscription')
  await reader.presses('Yes, subscribe me')
  await reader.reads('You are subscribed')
  await reader.opensMail('Welcome to Weekly Verdicts')
}

/** Who is subscribed and does not remember gets a mail that says so. */
export async function signUpAgain(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.visits('/subscriptions')
  await reader.unfolds('Choose categories and how often, now or later')
  await reader.reads('Subscribe to Weekly Verdicts')
  await reader.chooses('Once a month')
  await reader.writes('Your email address', reader.address)
  await reader.presses('Subscribe')
  await reader.opensMail('You are already subscribed to Weekly Verdicts')
  await reader.follows('Open your preferences')
  await reader.reads('Your preferences')
}
