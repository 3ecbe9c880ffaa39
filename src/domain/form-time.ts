import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LinkKey } from './link-token.ts'

/** What is signed begins with it, as no token does. */
const PURPOSE = 'a form was shown at '
const TIME_BYTES = 6
const MAC_BYTES = 16

/** When a form was shown, signed: 30 characters that only we can write. */
export function signFormTime(key: LinkKey, shownAt: Date): string {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeUIntBE(shownAt.getTime(), 0, TIME_BYTES)
  return Buffer.concat([time, mac(key, time)]).toString('base64url')
}

/** When the form was shown, or nothing when none of the keys signed exactly this. */
export function readFormTime(keys: readonly LinkKey[], text: string): Date | undefined {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== TIME_BYTES + MAC_BYTES) return undefined
  const time = bytes.subarray(0, TIME_BYTES)
  const isOurs = keys.some((key) => timingSafeEqual(mac(key, time), bytes.subarray(TIME_BYTES)))
  return isOurs ? new Date(time.readUIntBE(0, TIME_BYTES)) : undefined
}

function mac({ key }: LinkKey, time: Buffer): Buffer {
  return createHmac('sha256', key).update(PURPOSE).update(time).digest().subarray(0, MAC_BYTES)
}
