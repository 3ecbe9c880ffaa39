import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { FIRST_ISSUE, subscribe } from '../support/subscribe.ts'

/** From an issue's mail to the votes, and back to change one. */
export async function vote(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Vote ship')
  await reader.reads('Pellwright vs Mergantle')
  await reader.chooses('Skip', 'Your vote on Mergantle')
  await reader.presses('Save my votes')
  await reader.reads('Your votes are saved')
  await reader.follows('Change your votes')
  for (const tool of ['Pellwright', 'Mergantle']) await reader.chooses('No vote', `Your vote on ${tool}`)
  await reader.presses('Save my votes')
  await reader.reads('You have no vote on these two')
}
