import type { ReactNode } from 'react'
import { base } from '../base.ts'
import { style } from './style.ts'

export interface LayoutProps {
  readonly title: string
  readonly children: ReactNode
}

export function Layout({ title, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, which React would escape */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <header className="top">
          <a className="home" href={base}>
            Mailbox
          </a>
          <p>Stands in for Resend: mails are kept here and go nowhere else.</p>
          <a className="site" href="/">
            To the site
          </a>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
