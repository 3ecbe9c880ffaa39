import { ERRAND_HOURS, type ErrandKind } from '../../src/domain/errand.ts'
import type { Letter } from '../letter/letter.ts'
import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

export interface ErrandMail {
  readonly site: Site
  /** The page with the button that does it. */
  readonly url: string
  /** Masked; for a move. */
  readonly newAddress?: string | undefined
}

/** The mail from which a subscriber confirms what was asked for through their link. */
export function renderErrand(kind: ErrandKind, mail: ErrandMail): RenderedMail {
  const { button, closing, ...words } = WORDS[kind](mail)
  return renderLetter({
    ...words,
    site: mail.site,
    action: { words: button, url: mail.url },
    closing: `The link works once, for ${ERRAND_HOURS} hours. ${closing}`,
  })
}

type Words = Omit<Letter, 'site' | 'action'> & { readonly button: string }

const WORDS: Record<ErrandKind, (mail: ErrandMail) => Words> = {
  download: ({ site }) => ({
    subject: `Your data at ${site.name}`,
    title: 'Download your data',
    preheader: 'Everything that we hold about you, in one file.',
    opening: `Someone, probably you, asked on your preferences page for everything that ${site.name} holds about this address. It is one file.`,
    button: 'Download my data',
    closing: 'If it was not you who asked, ignore this mail: nobody gets the file without it.',
  }),
  erase: ({ site }) => ({
    subject: `Erase your data at ${site.name}?`,
    title: 'Erase your data',
    preheader: 'Nothing is erased before you have read what that means, and pressed the button.',
    opening: `Someone, probably you, asked on your preferences page to have everything erased that ${site.name} holds about this address. The page behind this link says what goes and what stays.`,
    button: 'Read on',
    closing: 'If it was not you who asked, ignore this mail: nothing is erased without it.',
  }),
  move: ({ site, newAddress }) => ({
    subject: `Move your subscription to ${newAddress}?`,
    title: 'Move your subscription',
    preheader: `From this address to ${newAddress}.`,
    opening: `Someone, probably you, asked on your preferences page for ${site.name} to go to ${newAddress} from now on, and no longer to this address.`,
    button: 'Move my subscription',
    closing:
      'Then a mail to the new address asks there, too. If it was not you who asked, ignore this mail: everything stays as it is.',
  }),
  adopt: ({ site }) => ({
    subject: `Receive ${site.name} at this address?`,
    title: 'Is this your new address?',
    preheader: `Confirm, and ${site.name} comes here from now on.`,
    opening: `Someone, probably you, asked for their subscription to ${site.name} to move to this address. Please confirm that it is yours.`,
    button: 'Yes, send it here',
    closing: 'If it was not you who asked, ignore this mail: nothing will be sent to you.',
  }),
}
