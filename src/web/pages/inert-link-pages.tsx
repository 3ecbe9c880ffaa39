import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** Where the personal links of a test mail lead. */
export function TestMailPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="A link from a test mail">
      <p className="lede">
        This link came with a test mail and belongs to nobody. In an issue, it opens the reader’s own
        preferences, or unsubscribes them.
      </p>
      <p className="more">
        <a href="/">To the front page</a>
      </p>
    </MessagePage>
  )
}

/** Where the personal links of an issue lead that is read on the web. */
export function PersonalLinksPage({ site, issueNumber }: { site: Site; issueNumber: number }) {
  return (
    <MessagePage site={site} title="Your own links are in your mail">
      <p className="lede">
        The links to your preferences and to unsubscribe belong to you alone, so the copy of issue{' '}
        {issueNumber} on the web does not carry them. You find them at the foot of the mail itself.
      </p>
      <p className="more">
        <a href={`/issues/${issueNumber}`}>Back to issue {issueNumber}</a>
      </p>
    </MessagePage>
  )
}
