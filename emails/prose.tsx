import type { CSSProperties } from 'react'
import { paragraphsOf } from './plain-text.ts'

/** Text that an editor wrote, paragraph by paragraph. */
export function Prose({
  text,
  style,
  className,
}: {
  text: string
  style: CSSProperties
  className?: string
}) {
  return paragraphsOf(text).map((paragraph, index) => (
    <p key={paragraph} className={className} style={index === 0 ? style : { ...style, marginTop: '0.8em' }}>
      {paragraph}
    </p>
  ))
}
