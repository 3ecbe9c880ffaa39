import { TextField } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import { type FilledForm, fieldOf } from '../writing/filled-form.tsx'
import { SlugField } from '../writing/slug-field.tsx'

interface ReviewerFormProps {
  readonly action: string
  readonly keep: string
  readonly form: FilledForm
  /** For one that has no slug yet. */
  readonly isNew?: boolean
  readonly isPublished?: boolean
}

export function ReviewerForm({ action, keep, form, isNew, isPublished }: ReviewerFormProps) {
  return (
    <EntryForm
      {...{ action, keep, form }}
      save="Save"
      note={isPublished ? <p className="note">Readers see it as soon as it is saved.</p> : null}
    >
      <TextField {...fieldOf(form, 'name')} label="Name" hint="What readers see: “The Skeptic”." />
      <TextField
        {...fieldOf(form, 'perspective')}
        label="Perspective"
        hint="One line on what this seat looks for."
      />
      {isNew ? <SlugField form={form} like="the-skeptic" madeFrom="the name" /> : null}
    </EntryForm>
  )
}
