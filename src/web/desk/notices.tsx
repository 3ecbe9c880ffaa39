import type { ReactNode } from 'react'

/** Why nothing was done, or what to look at before anything is: read aloud. A text is its only paragraph. */
export function Trouble({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <div className="trouble" role="alert">
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  )
}

/** What was done just now: read aloud. @param saves what the browser kept of a form, and forgets now. */
export function Done({ saves, children }: { saves?: string | undefined; children: ReactNode }) {
  return (
    <div className="good" role="status" data-saved={saves}>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  )
}
