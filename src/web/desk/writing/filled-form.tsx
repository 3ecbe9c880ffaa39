import type { ReactNode } from 'react'
import type { Base, FieldProblems } from '../../../actions/content/save-entry.ts'
import { Moment } from '../moment.tsx'

/** What stands in a form's fields, by their names. */
export type Values = Readonly<Record<string, string>>

/** A form as it is shown: for the first time, or again with all that was typed. */
export interface FilledForm {
  readonly values: Values
  /** The version that the values were made from. */
  readonly base: Base
  /** Whether the values were typed and are not saved. */
  readonly isTyped?: boolean
  readonly problems?: FieldProblems
  /** What a field could hold instead. */
  readonly suggestions?: Readonly<Record<string, readonly string[]>> | undefined
  readonly theirs?: Theirs
  /** Whether Markdown is to be shown as readers will see it. */
  readonly showsPreview?: boolean
}

/** What another editor has saved meanwhile. */
export interface Theirs {
  readonly values: Values
  readonly recordedBy: string | null
  readonly recordedAt: Date
}

/** What a field of a form shows. @example <TextField {...fieldOf(form, 'name')} label="Name" /> */
export function fieldOf({ values, problems, suggestions, theirs }: FilledForm, name: string) {
  const value = values[name] ?? ''
  const other = theirs?.values[name] ?? ''
  return {
    name,
    value,
    problem: problems?.[name],
    suggestions: suggestions?.[name],
    theirs: theirs && other !== value ? <OtherVersion {...theirs} text={other} /> : undefined,
  }
}

function OtherVersion({ text, ...theirs }: Theirs & { readonly text: string }): ReactNode {
  return (
    <>
      <p>
        <WhoAndWhen {...theirs} /> it reads:
      </p>
      <blockquote>{text === '' ? 'Nothing: it was left empty.' : text}</blockquote>
    </>
  )
}

/** "In the version that Ada saved on 22 Nov 2026, 14:03 UTC" */
export function WhoAndWhen({ recordedBy, recordedAt }: Pick<Theirs, 'recordedBy' | 'recordedAt'>) {
  return (
    <>
      In the version that {recordedBy ?? 'an import'} saved on <Moment at={recordedAt} />
    </>
  )
}
