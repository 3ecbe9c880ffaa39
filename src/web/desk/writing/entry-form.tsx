import type { ReactNode } from 'react'
import { Trouble } from '../notices.tsx'
import type { FilledForm } from './filled-form.tsx'
import { WhoAndWhen } from './filled-form.tsx'

interface EntryFormProps {
  readonly action: string
  /** Under which name the browser keeps what is typed: `tool:quill`. */
  readonly keep: string
  readonly form: FilledForm
  /** What the button says. */
  readonly save: string
  /** Whether it has Markdown to look at. */
  readonly hasPreview?: boolean
  /** Above the button: what saving does. */
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** A form that writes one thing: it knows its version, and shows again what was typed with what is wrong. */
export function EntryForm({ action, keep, form, save, hasPreview, note, children }: EntryFormProps) {
  const { base, problems, suggestions, theirs, isTyped } = form
  return (
    <form
      className="panel-form entry-form"
      method="post"
      action={action}
      noValidate
      data-keep={keep}
      data-typed={isTyped ? '' : undefined}
    >
      {/* Enter in a field presses the first button of its form: that is to be none of what is suggested. */}
      {suggestions ? <button className="visually-hidden" type="submit" tabIndex={-1} aria-hidden /> : null}
      <input type="hidden" name="version" value={base ?? ''} />
      {problems && Object.keys(problems).length > 0 ? (
        <Trouble>Nothing is saved yet. What is wrong stands at each field.</Trouble>
      ) : null}
      {theirs ? <Collision {...theirs} /> : null}
      {children}
      {note}
      <div className="actions save-below">
        <button type="submit">{theirs ? 'Save mine over theirs' : save}</button>
        {hasPreview ? (
          <button className="quiet" type="submit" name="intent" value="preview">
            Preview
          </button>
        ) : null}
      </div>
    </form>
  )
}

function Collision(theirs: NonNullable<FilledForm['theirs']>) {
  return (
    <Trouble>
      <p>
        <strong>Another version was saved while you were writing.</strong> Nothing of yours is saved yet, and
        nothing is lost. <WhoAndWhen {...theirs} />, some fields read otherwise: theirs stands above yours.
        Take over what you want to keep of it, then save.
      </p>
    </Trouble>
  )
}
