import type { ReactNode } from 'react'
import type { Category } from '../../../domain/tool.ts'
import { Problem } from '../../parts/problem.tsx'
import { SelectField, TextField } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import { type FilledForm, fieldOf } from '../writing/filled-form.tsx'
import { MarkdownField } from '../writing/markdown-field.tsx'
import { SlugField } from '../writing/slug-field.tsx'
import { claimRows } from './tool-values.ts'

interface ToolFormProps {
  readonly action: string
  readonly keep: string
  readonly form: FilledForm
  readonly categories: readonly Category[]
  /** For a tool that has no slug yet. */
  readonly isNew?: boolean
}

/** All that a tool says. */
export function ToolForm({ action, keep, form, categories, isNew }: ToolFormProps) {
  const field = (name: string) => fieldOf(form, name)
  return (
    <EntryForm
      {...{ action, keep, form }}
      save={isNew ? 'Save the tool' : 'Save'}
      hasPreview
      note={isNew ? null : <p className="note">Published comparisons show it as soon as it is saved.</p>}
    >
      <TextField {...field('name')} label="Name" />
      {isNew ? <SlugField form={form} like="quill-pro" madeFrom="the name" /> : null}
      <SelectField
        {...field('category')}
        label="Category"
        options={[
          ...(isNew ? [{ value: '', label: 'Choose one' }] : []),
          ...categories.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <TextField {...field('tagline')} label="Tagline" hint="The tool in one line." />
      <MarkdownField
        {...field('description')}
        label="Description"
        hint="What it is and whom it is for."
        shows={form.showsPreview}
      />
      <fieldset>
        <legend>Pricing read</legend>
        <TextField {...field('entryPrice')} label="Entry price" hint="Such as “Free” or “$20 a month”." />
        <TextField
          {...field('pricingNote')}
          label="Pricing note"
          hint="One line on what the entry price buys. It may stay empty."
        />
        <TextField
          {...field('priceSource')}
          type="url"
          label="Where the price can be checked"
          hint="An address that begins with https://. Without it, readers are given no source."
        />
        <TextField {...field('priceCheckedOn')} type="date" label="Price last checked on" />
      </fieldset>
      <Claims form={form} />
    </EntryForm>
  )
}

function Claims({ form }: { form: FilledForm }): ReactNode {
  return (
    <fieldset>
      <legend>Claims</legend>
      <p className="hint">
        What the description says of the tool that readers may want to check. An empty row is left out; saving
        makes room for more.
      </p>
      <Problem id="claims-problem" problem={form.problems?.claims} />
      {claimRows(form.values, form.theirs?.values ?? {}).map((row) => (
        <ClaimRow key={row} form={form} row={row} />
      ))}
    </fieldset>
  )
}

function ClaimRow({ form, row }: { form: FilledForm; row: number }) {
  const field = (part: string) => ({
    ...fieldOf(form, `claims[${row}].${part}`),
    id: `claim-${row + 1}-${part}`,
  })
  return (
    <div className="claim-row">
      <TextField {...field('claim')} label={`Claim ${row + 1}`} />
      <TextField {...field('source')} type="url" label={`Source of claim ${row + 1}`} />
      <TextField {...field('checkedOn')} type="date" label={`Claim ${row + 1} last checked on`} />
    </div>
  )
}
