import type { ReactNode } from 'react'
import { RichText } from '../../parts/rich-text.tsx'
import { TextArea } from '../fields.tsx'

/** A text in Markdown, and beside it how readers will see it: live with a script, or when asked for. */
export function MarkdownField({
  shows,
  hint,
  rows = 12,
  ...field
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly rows?: number
  readonly problem?: string | undefined
  readonly theirs?: ReactNode
  /** Whether the preview is shown at once. */
  readonly shows?: boolean | undefined
}) {
  return (
    <div className="markdown-field" data-markdown="/desk/previews/markdown">
      <TextArea {...field} rows={rows} hint={hint ? `${hint} ${MARKDOWN}` : MARKDOWN} />
      <section className="preview" aria-label={`${field.label}, as readers will see it`} hidden={!shows}>
        <p className="eyebrow">As readers will see it</p>
        <div className="rich-text">
          <RichText text={field.value} />
        </div>
      </section>
    </div>
  )
}

const MARKDOWN =
  'Markdown: a blank line begins a paragraph; *emphasis*, **strong**, [a link](https://…), lists with - or 1., > quotes, `code`. HTML is shown as text, and there are no pictures.'
