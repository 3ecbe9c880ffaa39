import { expect } from 'vitest'
import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'
import { FIRST_ISSUE, subscribe } from '../support/subscribe.ts'

/** Everything that is known about them, in a file that the link gives once. */
export async function download(reader: Reader, house: House): Promise<void> {
  await openPreferences(reader, house)
  await reader.presses('Ask for my data')
  await reader.reads('Look in your mailbox')
  await reader.opensMail('Your data at Weekly Verdicts')
  await reader.follows('Download my data')
  await reader.reads('Download your data')
  expect(await reader.downloads('Download my data')).toContain(reader.address)
  await reader.opensMail('Your data at Weekly Verdicts')
  await reader.follows('Download my data')
  await reader.reads('This link has done its work')
}

/** Asked at the old address and at the new one; the old one hears of it. */
export async function moveToAnotherAddress(reader: Reader, house: House): Promise<void> {
  const newAddress = `new.${reader.address}`
  await openPreferences(reader, house)
  await reader.writes('Your new email address', 'new@nowhere')
  await reader.presses('Move my subscription')
  await reader.reads('Please check the address')
  await reader.writes('Your new email address', newAddress)
  await reader.presses('Move my subscription')
  await reader.reads('Look in your mailbox')

  await reader.opensMail('Move your subscription to')
  await reader.follows('Move my subscription')
  await reader.reads('Move your subscription')
  await reader.presses('Yes, move it')
  await reader.reads('Now look in your new mailbox')
  await reader.opensMail('Receive Weekly Verdicts at this address?', newAddress)
  await reader.follows('Yes, send it here')
  await reader.reads('Is this your new address?')
  await reader.presses('Yes, send it here')
  await reader.reads('Your subscription has moved')
  await reader.opensMail('Your subscription to Weekly Verdicts has moved')
}

/** Nothing is left, and the mail's link knows nobody any more. */
export async function erase(reader: Reader, house: House): Promise<void> {
  await openPreferences(reader, house)
  await reader.presses('Ask for erasure')
  await reader.reads('Look in your mailbox')
  await reader.opensMail('Erase your data at Weekly Verdicts?')
  await reader.follows('Read on')
  await reader.reads('Erase your data')
  await reader.presses('Erase everything')
  await reader.reads('Everything is erased')
}

async function openPreferences(reader: Reader, house: House): Promise<void> {
  await subscribe(house, reader)
  await reader.opensMail(FIRST_ISSUE)
  await reader.follows('Preferences')
}
