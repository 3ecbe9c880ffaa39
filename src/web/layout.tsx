import type { ReactNode } from 'react'
import { faviconUrl } from './favicon.ts'
import type { Site } from './site.ts'
import { stylesheetUrl } from './stylesheet.ts'

export interface LayoutProps {
  readonly site: Site
  /** Names the page; the site's name follows it. */
  readonly title: string
  readonly description?: string
  /** The page's own path, for pages that search engines should know; the others are kept out of them. */
  readonly canonical?: string
  /** For a page that follows something while it happens. */
  readonly refreshSeconds?: number
  readonly children: ReactNode
}

/** The document around every page. */
export function Layout({ site, title, description, canonical, refreshSeconds, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${site.name}`}</title>
        {description === undefined ? null : <meta name="description" content={description} />}
        {canonical === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={`${site.url}${canonical}`} />
        )}
        {refreshSeconds === undefined ? null : <meta httpEquiv="refresh" content={String(refreshSeconds)} />}
        <link rel="stylesheet" href={stylesheetUrl} />
        <link rel="icon" href={faviconUrl} />
      </head>
      <body>
        <a className="skip-link" href="#content">
          Skip to the content
        </a>
        <Masthead site={site} />
        <main id="content">{children}</main>
        <Foot site={site} />
      </body>
    </html>
  )
}

function Masthead({ site }: { site: Site }) {
  return (
    <header className="masthead">
      <div className="sheet">
        <a className="wordmark" href="/">
          {site.name}
        </a>
        <nav aria-label="Site">
          <a href="/#comparisons">Comparisons</a>
          <a href="/issues">Past issues</a>
          <a href="/subscriptions">Subscribe</a>
        </nav>
      </div>
    </header>
  )
}

function Foot({ site }: { site: Site }) {
  return (
    <footer className="foot">
      <div className="sheet">
        <p>
          <strong>{site.name}</strong>
          <br />
          {site.postalAddress}
        </p>
        {site.desk || site.mailbox ? (
          <nav aria-label="On this computer">
            {site.desk ? <a href="/desk">Desk</a> : null}
            {site.mailbox ? <a href="/mailbox">Mailbox</a> : null}
          </nav>
        ) : null}
      </div>
    </footer>
  )
}
