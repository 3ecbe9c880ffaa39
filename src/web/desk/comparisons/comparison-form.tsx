import { TextField } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import { type FilledForm, fieldOf } from '../writing/filled-form.tsx'
import { MarkdownField } from '../writing/markdown-field.tsx'
import { SlugField } from '../writing/slug-field.tsx'

interface ComparisonFormProps {
  readonly action: string
  readonly keep: string
  readonly form: FilledForm
  readonly isPublished: boolean
  /** For one that has no slug yet. */
  readonly isNew?: boolean
}

export function ComparisonForm({ action, keep, form, isPublished, isNew }: ComparisonFormProps) {
  const field = (name: string) => fieldOf(form, name)
  return (
    <EntryForm
      {...{ action, keep, form }}
      save={isNew ? 'Save as a draft' : 'Save'}
      hasPreview
      note={
        isPublished ? (
          <p className="note">
            <strong>It is published:</strong> readers see what you save at once.
          </p>
        ) : null
      }
    >
      <ToolField {...field('tools[0]')} id="left" label="Left tool" />
      <ToolField {...field('tools[1]')} id="right" label="Right tool" />
      {isNew ? <SlugField form={form} like="quill-vs-reed" madeFrom="the tools" /> : null}
      <MarkdownField
        {...field('bottomLine')}
        label="Bottom line"
        hint="What the comparison comes down to. It may stay empty."
        rows={8}
        shows={form.showsPreview}
      />
    </EntryForm>
  )
}

/** A tool by its name; with a script, those that are there are offered while it is typed. */
function ToolField(field: ReturnType<typeof fieldOf> & { readonly id: string; readonly label: string }) {
  const list = `${field.id}-tools`
  return (
    <>
      <TextField {...field} hint="Its name." list={list} suggest="/desk/tool-names" />
      <datalist id={list} />
    </>
  )
}
