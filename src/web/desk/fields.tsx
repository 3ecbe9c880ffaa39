import type { ReactNode } from 'react'
import { Problem } from '../parts/problem.tsx'

interface FieldProps {
  readonly name: string
  /** Where a page has several of a name. */
  readonly id?: string
  readonly label: string
  /** Below the label: what is expected. */
  readonly hint?: ReactNode
  readonly value?: string | undefined
  readonly problem?: string | undefined
  /** What it could hold instead: each is a button that saves the form with it. */
  readonly suggestions?: readonly string[] | undefined
  /** What another editor has put there meanwhile, where it differs. */
  readonly theirs?: ReactNode
}

/**
 * A labelled line of text, with what is wrong with it; `list` is the id of what can be chosen for it, and `suggest`
 * the path that knows what that is for what was typed.
 */
export function TextField({
  type = 'text',
  list,
  suggest,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'url' | 'date'
  readonly list?: string
  readonly suggest?: string
}) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          list={list}
          data-suggest={suggest}
          defaultValue={field.value}
          autoComplete="off"
        />
      )}
    </Field>
  )
}

/** Text of several lines. */
export function TextArea({ rows = 6, ...field }: FieldProps & { readonly rows?: number }) {
  return (
    <Field {...field}>
      {(attributes) => <textarea {...attributes} rows={rows} defaultValue={field.value} />}
    </Field>
  )
}

/** One of several. */
export function SelectField({
  options,
  ...field
}: FieldProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  return (
    <Field {...field}>
      {(attributes) => (
        <select {...attributes} defaultValue={field.value}>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface InputAttributes {
  readonly id: string
  readonly name: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}

function Field({
  name,
  id = name,
  label,
  hint,
  problem,
  suggestions = [],
  theirs,
  children,
}: Omit<FieldProps, 'value'> & { readonly children: (attributes: InputAttributes) => ReactNode }) {
  const described = [
    ...(problem ? [`${id}-problem`] : []),
    ...(hint ? [`${id}-hint`] : []),
    ...(theirs ? [`${id}-theirs`] : []),
  ]
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Problem id={`${id}-problem`} problem={problem} />
      {suggestions.length > 0 ? (
        <p className="actions">
          {suggestions.map((value) => (
            <button key={value} className="quiet" type="submit" name="take" value={`${name} ${value}`}>
              Save with “{value}”
            </button>
          ))}
        </p>
      ) : null}
      {theirs ? (
        <div className="theirs" id={`${id}-theirs`}>
          {theirs}
        </div>
      ) : null}
      {children({
        id,
        name,
        'aria-invalid': problem === undefined ? undefined : true,
        'aria-describedby': described.join(' ') || undefined,
      })}
    </div>
  )
}
