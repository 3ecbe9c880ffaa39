import { base } from '../base.ts'
import type { Mail } from '../mail.ts'
import type { WebhookState } from '../webhooks/webhook.ts'
import { DateTime } from './date-time.tsx'
import { Layout } from './layout.tsx'
import { MailHeaders } from './mail-headers.tsx'
import { type MailView, type ViewName, views } from './mail-view.ts'
import { MailWebhooks } from './mail-webhooks.tsx'

export interface MailPageProps {
  readonly mail: Mail
  readonly view: MailView
  /** What it caused, where that is to be seen. */
  readonly webhooks?: readonly WebhookState[] | undefined
}

export function MailPage({ mail, view, webhooks }: MailPageProps) {
  return (
    <Layout title={`${mail.subject} – Mailbox`}>
      <a href={base}>← All mails</a>
      <h1 className="title">{mail.subject}</h1>
      <dl className="envelope">
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to.join(', ')}</dd>
        <dt>Date</dt>
        <dd>
          <DateTime value={mail.createdAt} />
        </dd>
      </dl>
      <nav className="tabs" aria-label="Views of this mail">
        {Object.entries(views).map(([name, title]) => (
          <a
            key={name}
            href={viewUrl(mail, { ...view, name: name as ViewName })}
            aria-current={name === view.name ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <View mail={mail} view={view} webhooks={webhooks} />
    </Layout>
  )
}

function View({ mail, view, webhooks }: MailPageProps) {
  switch (view.name) {
    case 'webhooks':
      return <MailWebhooks mail={mail} webhooks={webhooks} />
    case 'headers':
      return <MailHeaders mail={mail} />
    case 'text':
      return mail.text ? <pre className="text">{mail.text}</pre> : <None>This mail has no plain text.</None>
    case 'source':
      return mail.html ? <pre className="source">{mail.html}</pre> : <None>This mail has no HTML.</None>
    default:
      return mail.html ? <Frame mail={mail} view={view} /> : <None>This mail has no HTML.</None>
  }
}

/** Sandboxed without scripts and without an origin: a mail is someone else's HTML, even here. */
function Frame({ mail, view }: MailPageProps) {
  return (
    <>
      <nav className="schemes" aria-label="Colour scheme of the mail">
        {(['light', 'dark'] as const).map((scheme) => (
          <a
            key={scheme}
            href={viewUrl(mail, { ...view, scheme })}
            aria-current={scheme === view.scheme ? 'true' : undefined}
          >
            {scheme === 'light' ? 'Light' : 'Dark'}
          </a>
        ))}
        <a href={`${base}/${mail.id}/html?scheme=${view.scheme}`} target="_blank" rel="noreferrer">
          Open alone
        </a>
      </nav>
      <iframe
        className={`${view.name} ${view.scheme}`}
        title={`The mail on a ${view.name}, ${view.scheme}`}
        src={`${base}/${mail.id}/html?scheme=${view.scheme}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      />
    </>
  )
}

function None({ children }: { readonly children: string }) {
  return (
    <section className="none">
      <p>{children}</p>
    </section>
  )
}

function viewUrl(mail: Mail, { name, scheme }: MailView): string {
  return `${base}/${mail.id}?view=${name}&scheme=${scheme}`
}
