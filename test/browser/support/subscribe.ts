import { sendCopy } from '../../../src/actions/issue/send-copy.ts'
import { addSubscriber } from '../../web/support.ts'
import type { House } from './house.ts'
import type { Reader } from './reader.ts'

/** How the subject of the mail that they all have begins. */
export const FIRST_ISSUE = 'Pellwright vs Mergantle: Four tools'

/** Makes a reader a subscriber who got the first issue. */
export async function subscribe({ context }: House, { address }: Reader): Promise<void> {
  await addSubscriber(context, address)
  const copy = await sendCopy(context, 1, address)
  if (copy.outcome !== 'queued') throw new Error(JSON.stringify(copy))
}
