import type { Role } from '../../src/domain/editor.ts'
import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail that tells somebody that they may sign in at the desk. */
export function renderInvitation({
  site,
  role,
  address,
}: {
  site: Site
  role: Role
  address: string
}): RenderedMail {
  return renderLetter({
    site,
    subject: `You are invited to the desk of ${site.name}`,
    title: `Welcome to the desk`,
    preheader: 'There is no password: a code by mail signs you in.',
    opening: `${INVITED_AS[role]} There is no password: enter ${address} on the page behind this button, and a code comes to you by mail.`,
    action: { words: 'Sign in', url: `${site.url}/desk/sign-in` },
    closing: 'If you do not know what this is about, ignore this mail, and nothing will happen.',
  })
}

const INVITED_AS: Record<Role, string> = {
  owner: 'You are invited as an owner: you may do everything, and invite others.',
  editor: 'You are invited as an editor: you write verdicts, and make and send the weekly issue.',
  reviewer: 'You are invited as a reviewer: you write your own reviews of the tools on the panel.',
}
