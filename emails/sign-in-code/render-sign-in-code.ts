import { SIGN_IN_CODE } from '../../src/domain/sign-in-code.ts'
import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import { type Site, siteHost } from '../site.ts'

/** The mail with the code that signs an editor in. It holds no link, so nothing that opens mails can use it. */
export function renderSignInCode({ site, code }: { site: Site; code: string }): RenderedMail {
  return renderLetter({
    site,
    subject: `${code} signs you in at ${site.name}`,
    title: 'Your sign-in code',
    preheader: `It works once, for ${SIGN_IN_CODE.minutes} minutes.`,
    opening: `Enter this code on the page at ${siteHost(site)} where you asked for it. Nobody else needs it, and nobody of ours will ask you for it.`,
    action: { words: 'Your code', code },
    closing: `It works once, for ${SIGN_IN_CODE.minutes} minutes. If it was not you who asked, ignore this mail: nobody gets in without the code.`,
  })
}
