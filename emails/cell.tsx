import type { CSSProperties, ReactNode } from 'react'

/** One cell across the whole width: the unit that every mail client lays out alike. */
export function Cell(props: { className?: string; style: CSSProperties; children: ReactNode }) {
  return (
    <table role="presentation" width="100%" border={0} cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td className={props.className} style={props.style}>
            {props.children}
          </td>
        </tr>
      </tbody>
    </table>
  )
}
