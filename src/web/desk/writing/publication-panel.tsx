import type { ReactNode } from 'react'
import type { ComparisonStatus } from '../../../domain/comparison.ts'

interface PublicationPanelProps {
  /** The page of what it is about. */
  readonly path: string
  readonly version: number
  readonly status: ComparisonStatus
  /** What a press changes. */
  readonly children: ReactNode
  /** Whether something has to be done first, which is said instead of a button. */
  readonly isBarred?: boolean
}

/** Whether readers meet something, what it changes to change that, and the button that does. */
export function PublicationPanel({ path, version, status, children, isBarred }: PublicationPanelProps) {
  const isPublished = status === 'published'
  return (
    <section className="panel-form" aria-labelledby="publication">
      <h2 id="publication">{HEADINGS[status]}</h2>
      {children}
      {isBarred ? null : (
        <form method="post" action={`${path}/${isPublished ? 'withdrawal' : 'publication'}`}>
          <input type="hidden" name="version" value={version} />
          <button className={isPublished ? 'danger' : undefined} type="submit">
            {isPublished ? 'Withdraw' : 'Publish'}
          </button>
        </form>
      )}
    </section>
  )
}

const HEADINGS: Readonly<Record<ComparisonStatus, string>> = {
  draft: 'Publish it',
  published: 'Withdraw it',
  withdrawn: 'Publish it again',
}

/** What stands on each panel beside a form, which is not saved with it. */
export const LEAVES_TYPED = 'What you have typed above and not saved does not come along.'

/** The first of them, each with its page, and that there are more. */
export function FirstOf({ links }: { links: readonly { readonly href: string; readonly name: string }[] }) {
  return (
    <>
      <ul>
        {links.slice(0, SHOWN).map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
      {links.length > SHOWN ? <p>And more of them.</p> : null}
    </>
  )
}

const SHOWN = 10
