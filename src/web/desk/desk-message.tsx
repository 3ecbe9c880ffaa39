import type { ReactNode } from 'react'
import type { Site } from '../site.ts'
import { DeskDocument } from './desk-layout.tsx'

/** A page of the desk that says or asks one thing, whoever reads it. */
export function DeskMessage({ site, title, children }: { site: Site; title: string; children: ReactNode }) {
  return (
    <DeskDocument site={site} title={title}>
      <header className="desk-bar">
        <a className="wordmark" href="/">
          {site.name} <span>Desk</span>
        </a>
      </header>
      <main id="content" className="desk-page desk-message">
        <h1>{title}</h1>
        {children}
      </main>
    </DeskDocument>
  )
}
