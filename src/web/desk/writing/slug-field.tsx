import { TextField } from '../fields.tsx'
import { type FilledForm, fieldOf } from './filled-form.tsx'

/** For a thing that has no slug yet. */
export function SlugField({
  form,
  like,
  madeFrom,
}: {
  form: FilledForm
  /** An example. */
  like: string
  madeFrom: 'the name' | 'the tools'
}) {
  return (
    <TextField
      {...fieldOf(form, 'slug')}
      label="Name in addresses"
      hint={`Such as “${like}”. It stays as it is once saved. Left empty, it is made from ${madeFrom}.`}
    />
  )
}
