import { randomUUID } from 'node:crypto'

/** Begins an issue beside the rhythm: pressed twice, the same one. */
export function BeginForm({ button, className }: { button: string; className?: string }) {
  return (
    <form method="post" action="/desk/issues">
      <input type="hidden" name="as" value={randomUUID()} />
      <button type="submit" className={className}>
        {button}
      </button>
    </form>
  )
}
