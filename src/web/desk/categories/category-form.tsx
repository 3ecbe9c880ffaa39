import { TextField } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import { type FilledForm, fieldOf } from '../writing/filled-form.tsx'
import { SlugField } from '../writing/slug-field.tsx'

interface CategoryFormProps {
  readonly action: string
  readonly keep: string
  readonly form: FilledForm
  /** For one that has no slug yet. */
  readonly isNew?: boolean
  readonly isPublished?: boolean
}

export function CategoryForm({ action, keep, form, isNew, isPublished }: CategoryFormProps) {
  return (
    <EntryForm
      {...{ action, keep, form }}
      save="Save"
      note={isPublished ? <p className="note">Readers see it as soon as it is saved.</p> : null}
    >
      <TextField
        {...fieldOf(form, 'name')}
        label="Name"
        hint="What readers choose among: “Developer Tools”."
      />
      {isNew ? <SlugField form={form} like="developer-tools" madeFrom="the name" /> : null}
    </EntryForm>
  )
}
