import type { Account } from '../../../domain/account.ts'

/** The columns of an account in the order of its table, each with a texture of its own: nobody has to tell colours apart. */
export const COLUMNS = [
  { column: 'excluded', name: 'excluded' },
  { column: 'accepted', name: 'accepted' },
  { column: 'rejected', name: 'rejected' },
  { column: 'unknown', name: 'unknown' },
  { column: 'toSend', name: 'still to send' },
] as const satisfies readonly { column: keyof Account; name: string }[]

export type ColumnName = (typeof COLUMNS)[number]['column']

/** The textures, once for each page that has a picture or marks. */
export function Textures() {
  return (
    <svg className="textures" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="texture-excluded" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle cx="3" cy="3" r="1.5" />
        </pattern>
        <pattern
          id="texture-rejected"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="3" height="6" />
        </pattern>
        <pattern id="texture-unknown" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="2" />
        </pattern>
      </defs>
    </svg>
  )
}

/** What a column looks like in the picture, beside its name. */
export function Mark({ column }: { column: ColumnName }) {
  return (
    <svg className="mark" width="16" height="16" aria-hidden="true">
      <rect className={`column-${column}`} x="1" y="1" width="14" height="14" />
    </svg>
  )
}
