import { z } from 'zod'

const field = z.string().max(10_000).catch('')

const selection = z.object({ offered: field, frequency: field })

/** The fields that `parts/selection-fields.tsx` asks for; `offered` is empty when the form had none of them. */
export function readSelectionFields(form: Readonly<Record<string, unknown>>) {
  const { offered, frequency } = selection.parse(form)
  const chosen = Object.keys(form)
    .filter((name) => name.startsWith(CATEGORY))
    .map((name) => name.slice(CATEGORY.length))
  return { offered: offered.split(',').filter(Boolean), chosen, frequency }
}

const CATEGORY = 'category.'
