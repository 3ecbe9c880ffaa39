import type { Site } from '../site.ts'

/** Where mails are to be read that leave nobody's computer. */
export function MailboxAside({ site }: { site: Site }) {
  if (!site.mailbox) return null
  return (
    <p className="aside">
      On this computer no mail leaves the house: <a href="/mailbox">read it in the built-in mailbox</a>.
    </p>
  )
}
