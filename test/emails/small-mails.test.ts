import { describe, expect, test } from 'vitest'
import { renderAlreadySubscribed } from '../../emails/already-subscribed/render-already-subscribed.ts'
import { renderConfirmation } from '../../emails/confirmation/render-confirmation.ts'
import { renderErrand } from '../../emails/errand/render-errand.ts'
import { renderInvitation } from '../../emails/invitation/render-invitation.ts'
import { renderIssueHeld } from '../../emails/issue-held/render-issue-held.ts'
import { renderMoved } from '../../emails/moved/render-moved.ts'
import type { RenderedMail } from '../../emails/rendered-mail.ts'
import { renderSignInCode } from '../../emails/sign-in-code/render-sign-in-code.ts'
import { renderUnmoved } from '../../emails/unmoved/render-unmoved.ts'
import { renderUnsavedVote } from '../../emails/unsaved-vote/render-unsaved-vote.ts'
import { ROLES } from '../../src/domain/editor.ts'
import { ERRAND_KINDS } from '../../src/domain/errand.ts'
import { sampleSite as site } from './sample-issue.ts'

const url = `https://verdicts.example/confirm/${'t0ken'.repeat(20)}?a=1&b=2`
const escapedUrl = url.replace('&', '&amp;')

describe('the confirmation', () => {
  test('asks for one click, and shows the link in full below the button', () => {
    const { subject, html, text } = renderConfirmation({ site, confirmUrl: url })
    expect(subject).toBe('Confirm your subscription to Weekly Verdicts')
    expect(html.split(`href="${escapedUrl}"`)).toHaveLength(3)
    expect(html).toContain(`>${escapedUrl}</a>`)
    expect(text).toContain(`Confirm subscription:\n${url}\n`)
  })

  test('says how long the link lives, and that nothing follows when it is ignored', () => {
    const { html, text } = renderConfirmation({ site, confirmUrl: url })
    for (const body of [html, text.replaceAll('\n', ' ')]) {
      expect(body).toContain('72 hours')
      expect(body).toContain('ignore this mail: nothing will be sent to you')
    }
  })
})

describe('the mail to someone who is subscribed already', () => {
  test('says that nothing has changed, and links to the preferences', () => {
    const { subject, html, text } = renderAlreadySubscribed({ site, preferencesUrl: url })
    expect(subject).toBe('You are already subscribed to Weekly Verdicts')
    for (const body of [html, text.replaceAll('\n', ' ')]) expect(body).toContain('nothing has changed')
    expect(html).toContain(`href="${escapedUrl}"`)
    expect(text).toContain(`Open your preferences:\n${url}\n`)
  })
})

const unsavedVote = {
  site,
  comparison: 'Quill & Co vs <Reed>',
  votes: 'ship on Quill & Co, skip on <Reed>',
  votingUrl: url,
}

describe('the mail to a subscriber whose address came with votes', () => {
  test('says what was chosen and that nothing is saved, and links to the page that saves it', () => {
    const { subject, html, text } = renderUnsavedVote(unsavedVote)
    expect(subject).toBe('Is this your vote on Quill & Co vs <Reed>?')
    expect(html).toContain('ship on Quill &amp; Co, skip on &lt;Reed&gt;')
    for (const body of [html, text.replaceAll('\n', ' ')]) expect(body).toContain('nothing has been saved')
    expect(html).toContain(`href="${escapedUrl}"`)
    expect(text).toContain(`Open your vote:\n${url}\n`)
  })
})

describe.each(ERRAND_KINDS)('the mail of an errand (%s)', (kind) => {
  test('says how long its link works, how often, and that nothing happens when it is ignored', () => {
    const { html, text } = renderErrand(kind, { site, url, newAddress: 'n…@hopper.org' })
    for (const body of [html, text.replaceAll('\n', ' ')]) {
      expect(body).toContain('The link works once, for 24 hours.')
      expect(body).toContain('If it was not you who asked, ignore this mail:')
      expect(body.includes('@hopper.org')).toBe(kind === 'move')
    }
  })
})

describe.each<readonly [string, () => RenderedMail]>([
  ['confirmation', () => renderConfirmation({ site, confirmUrl: url })],
  ['already subscribed', () => renderAlreadySubscribed({ site, preferencesUrl: url })],
  ['unsaved vote', () => renderUnsavedVote(unsavedVote)],
  ['moved', () => renderMoved({ site, unsubscribeUrl: url, newAddress: 'n…@hopper.org' })],
  ['unmoved', () => renderUnmoved({ site, preferencesUrl: url })],
  ...ERRAND_KINDS.map(
    (kind) => [kind, () => renderErrand(kind, { site, url, newAddress: 'n…@hopper.org' })] as const,
  ),
])('every small mail (%s)', (_name, renderMail) => {
  test('carries the postal address', () => {
    const { html, text } = renderMail()
    expect(html).toContain('12 Harbour Lane, Floor 3<br/>Rotterdam 3011 AB, Netherlands')
    expect(text).toContain('12 Harbour Lane, Floor 3\nRotterdam 3011 AB, Netherlands')
  })

  test('keeps its plain text within 72 columns, URLs aside', () => {
    const { text } = renderMail()
    expect(text.split('\n').filter((line) => line.length > 72)).toEqual([url])
  })

  test('is one document, the same every time, with no gap and no seam', () => {
    const mail = renderMail()
    expect(mail).toEqual(renderMail())
    expect(mail.html.match(/<html[ >]/g)).toHaveLength(1)
    expect(mail.html).toMatch(/<\/html>$/)
    expect(mail.html + mail.text).not.toMatch(/\p{Co}/u)
    expect(mail.html).not.toContain('<!--$')
  })
})

describe('the mail that signs an editor in', () => {
  test('has the code in its subject and its body, and no link that a scanner could use up', () => {
    const { subject, html, text } = renderSignInCode({ site, code: '482913' })
    expect(subject).toBe('482913 signs you in at Weekly Verdicts')
    expect(text).toContain('Your code:\n482913\n')
    expect(html).toContain('>482913<')
    expect(html).not.toContain('href=')
    expect(text).not.toContain('http')
  })
})

describe('the invitation to the desk', () => {
  test.each(ROLES)('says what a %s may do, and holds no secret', (role) => {
    const { html, text } = renderInvitation({ site, role, address: 'grace@lovelace.org' })
    expect(text).toMatch(new RegExp(`invited as an? ${role}`))
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      `${site.url}/desk/sign-in`,
      `${site.url}/desk/sign-in`,
    ])
  })
})

describe('the mail that an issue is held', () => {
  const held = {
    site,
    issueNumber: 4,
    issueTitle: 'Quill & Co vs <Reed>',
    hasLeft: false,
    because: `It could not be prepared: ${'no <room> '.repeat(20)}left.`,
  }
  const mail = renderIssueHeld(held)

  test('says whether anything of it was sent', () => {
    const opening = (hasLeft: boolean) => renderIssueHeld({ ...held, hasLeft }).text.replaceAll('\n', ' ')
    expect(opening(false)).toContain('nothing of it was sent')
    expect(opening(false)).not.toContain('stopped')
    expect(opening(true)).toContain('whoever is still to be sent it does not get it')
    expect(opening(true)).not.toContain('nothing of it was sent')
  })

  test('says which issue and why, and leads to where it goes on', () => {
    const { subject, html, text } = mail
    expect(subject).toBe('Issue 4 is held: Quill & Co vs <Reed>')
    expect(html).toContain('Quill &amp; Co vs &lt;Reed&gt;')
    expect(html).not.toContain('<room>')
    expect(text.replaceAll('\n', ' ')).toContain('This is why. It could not be prepared: no <room> no <room>')
    expect(text).toContain(`See how it goes on:\n${site.url}/desk/issues/4/sending\n`)
  })

  test('has no link but that one, and keeps its plain text within 72 columns', () => {
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    expect(new Set(links)).toEqual(new Set([`${site.url}/desk/issues/4/sending`]))
    expect(mail.text.split('\n').filter((line) => line.length > 72)).toEqual([])
  })
})
