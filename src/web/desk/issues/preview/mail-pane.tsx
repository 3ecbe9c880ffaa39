import type { EditionPreview } from '../../../../actions/issue/show-edition.ts'
import { holdsImages } from './mail-document.ts'
import { type MailView, viewQuery, WINDOWS } from './mail-view.ts'
import { ViewChoices } from './view-choices.tsx'

export interface MailPaneProps {
  readonly issueNumber: number
  readonly shown: EditionPreview
  readonly view: MailView
  /** The page that shows it, to come back to with another view. */
  readonly path: string
}

/** One edition as its readers see it, and the ways to look at it. */
export function MailPane({ issueNumber, shown, view, path }: MailPaneProps) {
  const document = `/desk/issues/${issueNumber}/editions/${shown.number}`
  if (shown.format === 'text') {
    return (
      <>
        <p className="note">Its readers chose plain text: this is all that their mail holds.</p>
        <PlainText document={document} text={shown.text} />
      </>
    )
  }
  return (
    <>
      <ViewChoices view={view} path={path} />
      {view.as === 'text' ? (
        <>
          <p className="note">What mail programs show that show no HTML.</p>
          <PlainText document={document} text={shown.text} />
        </>
      ) : (
        <>
          <p className="note">{whatIsSeen(shown.html, view)}</p>
          <Frame document={document} subject={shown.subject} view={view} as={view.as} />
        </>
      )}
    </>
  )
}

function whatIsSeen(html: string, { colours, images }: MailView): string {
  const dark =
    colours === 'dark'
      ? 'So it looks where the mail program follows its dark colours, as Apple Mail does. Gmail and Outlook make dark ones of their own. '
      : ''
  if (images === 'on') return `${dark}Its links open in a new tab. The reader’s own do nothing here.`
  return holdsImages(html)
    ? `${dark}No image is loaded.`
    : `${dark}It holds no image, so it looks the same with images off.`
}

function Frame({
  document,
  subject,
  view,
  as,
}: {
  document: string
  subject: string
  view: MailView
  as: Exclude<MailView['as'], 'text'>
}) {
  return (
    <>
      <a className="past-mail" href="#past-mail">
        Past the mail
      </a>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, and the keyboard has to reach it. */}
      <section className="mail-window" aria-label="The mail" tabIndex={0}>
        <iframe
          title={`The mail: ${subject}`}
          src={`${document}${viewQuery(view)}`}
          className={as}
          {...WINDOWS[as === 'fitting' ? 'desktop' : as]}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </section>
      <p className="note" id="past-mail">
        <a href={`${document}${viewQuery(view)}`}>The mail by itself</a>
      </p>
    </>
  )
}

function PlainText({ document, text }: { document: string; text: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it. */}
      <section className="mail-window" aria-label="The mail" tabIndex={0}>
        <pre className="mail-text">{text}</pre>
      </section>
      <p className="note">
        <a href={`${document}/text`}>The text by itself</a>
      </p>
    </>
  )
}
