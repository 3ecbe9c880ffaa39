import { keepLetter } from '../../../db/queries/letter.ts'
import { renderAlreadySubscribed } from '../../../emails/already-subscribed/render-already-subscribed.ts'
import { renderConfirmation } from '../../../emails/confirmation/render-confirmation.ts'
import type { RenderedMail } from '../../../emails/rendered-mail.ts'
import type { Context } from '../../context.ts'
import { TOKEN_GAP } from '../../domain/letter.ts'
import { readerLinks } from '../../sending/links.ts'
import { sender } from '../outbox/sender.ts'

/** The ids of the letters that a request is answered with. */
export type Letters = Readonly<Record<'confirmation' | 'already-subscribed', number>>

/** Renders both letters, once for all their readers, and keeps them where the outbox finds them. */
export async function keepLetters({ db, config }: Context): Promise<Letters> {
  const { site } = config
  const confirmUrl = `${site.url}/confirm/${TOKEN_GAP}`
  const { preferences: preferencesUrl } = readerLinks(site.url, TOKEN_GAP)
  return {
    confirmation: await keep('confirmation', renderConfirmation({ site, confirmUrl })),
    'already-subscribed': await keep('already-subscribed', renderAlreadySubscribed({ site, preferencesUrl })),
  }

  function keep(kind: keyof Letters, rendered: RenderedMail): Promise<number> {
    return keepLetter(db, { ...sender(config), ...rendered, tags: { kind } })
  }
}
