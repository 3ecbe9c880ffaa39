import type { ReactNode } from 'react'
import type { SignedInEditor } from '../../actions/editor/find-signed-in.ts'
import { type Editor, includesRole, type Role } from '../../domain/editor.ts'
import { faviconUrl } from '../favicon.ts'
import type { Site } from '../site.ts'
import { deskScriptUrl, deskStylesheetUrl } from './desk-assets.ts'
import { DeskZone } from './moment.tsx'

export interface DeskLayoutProps {
  readonly site: Site
  /** As the guard let them in: with the zone in which they are told the time. */
  readonly editor: Editor & Partial<Pick<SignedInEditor, 'timeZone'>>
  /** The path of the section that the page belongs to. */
  readonly at?: string
  /** Names the page, in its tab and as its heading. */
  readonly title: string
  /** Above the heading: where the page belongs. */
  readonly eyebrow?: ReactNode
  /** Beside the heading: what can be done first. */
  readonly actions?: ReactNode
  /** For a page that follows something while it happens. */
  readonly refreshSeconds?: number | undefined
  /** The same, for one that a script keeps up to date where there are scripts. */
  readonly refreshWithoutScript?: number | undefined
  readonly children: ReactNode
}

/** The document around every page of the desk for who is signed in. */
export function DeskLayout({
  site,
  editor,
  at,
  title,
  eyebrow,
  actions,
  refreshSeconds,
  refreshWithoutScript,
  children,
}: DeskLayoutProps) {
  return (
    <DeskDocument {...{ site, title, refreshSeconds, refreshWithoutScript }} editorId={editor.id}>
      <header className="desk-bar">
        <a className="wordmark" href="/desk">
          {site.name} <span>Desk</span>
        </a>
        {/* One of the two is shown: on a narrow screen, that which folds. */}
        <Sections {...{ editor, at }} />
        <details className="desk-menu">
          <summary>Menu</summary>
          <Sections {...{ editor, at }} />
        </details>
        <nav className="own" aria-label="You">
          <a href="/desk/account">{editor.name}</a>
          <form method="post" action="/desk/account/sign-out">
            <button className="link" type="submit">
              Sign out
            </button>
          </form>
        </nav>
      </header>
      <main id="content" className="desk-page">
        <header className="desk-title">
          <div>
            {eyebrow ? <p className="eyebrow">{eyebrow}</p> : null}
            <h1>{title}</h1>
          </div>
          {actions ? <div className="actions">{actions}</div> : null}
        </header>
        <DeskZone value={editor.timeZone ?? 'UTC'}>{children}</DeskZone>
      </main>
      <Foot site={site} />
    </DeskDocument>
  )
}

function Sections({ editor, at }: Pick<DeskLayoutProps, 'editor' | 'at'>) {
  return (
    <nav aria-label="Desk">
      {SECTIONS.filter(({ role }) => includesRole(editor.role, role)).map(({ name, path }) => (
        <a key={path} href={path} aria-current={path === at ? 'true' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}

const SECTIONS: readonly { readonly name: string; readonly path: string; readonly role: Role }[] = [
  { name: 'This week', path: '/desk', role: 'reviewer' },
  { name: 'Issues', path: '/desk/issues', role: 'editor' },
  { name: 'Calendar', path: '/desk/calendar', role: 'editor' },
  { name: 'Comparisons', path: '/desk/comparisons', role: 'reviewer' },
  { name: 'Tools', path: '/desk/tools', role: 'reviewer' },
  { name: 'Panel', path: '/desk/reviewers', role: 'reviewer' },
  { name: 'Categories', path: '/desk/categories', role: 'reviewer' },
  { name: 'Editors', path: '/desk/editors', role: 'owner' },
  { name: 'Log', path: '/desk/log', role: 'owner' },
  { name: 'Queues', path: '/desk/queues', role: 'owner' },
]

/** The document around the pages of the desk for who is not signed in, too. */
export function DeskDocument({
  site,
  title,
  refreshSeconds,
  refreshWithoutScript,
  editorId,
  children,
}: Pick<DeskLayoutProps, 'site' | 'title' | 'refreshSeconds' | 'refreshWithoutScript' | 'children'> & {
  /** Whose the page is: what they type is kept for them alone. */
  readonly editorId?: number
}) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Desk · ${site.name}`}</title>
        <meta name="robots" content="noindex" />
        <Refresh seconds={refreshSeconds} />
        {refreshWithoutScript === undefined ? null : (
          <noscript>
            <Refresh seconds={refreshWithoutScript} />
          </noscript>
        )}
        <link rel="stylesheet" href={deskStylesheetUrl} />
        <script type="module" src={deskScriptUrl} />
        <link rel="icon" href={faviconUrl} />
      </head>
      <body className="at-desk" data-editor={editorId}>
        <a className="skip-link" href="#content">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  )
}

function Refresh({ seconds }: { seconds: number | undefined }) {
  return seconds === undefined ? null : <meta httpEquiv="refresh" content={String(seconds)} />
}

function Foot({ site }: { site: Site }) {
  return (
    <footer className="desk-foot">
      <nav aria-label="Elsewhere">
        <a href="/">The site</a>
        {site.mailbox ? <a href="/mailbox">Mailbox</a> : null}
      </nav>
    </footer>
  )
}
