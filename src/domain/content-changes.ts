import { CONTENT_LISTS, type ContentDocument, type ContentList } from './content-document.ts'

/** What importing a document would do with one of its entries. */
export interface EntryChange {
  readonly list: ContentList
  /** Its slug; of a review, its tool's and its reviewer's. */
  readonly name: string
  readonly kind: 'added' | 'changed' | 'unchanged'
  /** Where it differs from what is stored; empty for a new one. */
  readonly fields: readonly FieldChange[]
}

interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What importing a document would change of what is stored, entry by entry, in the document's order. */
export function contentChanges(stored: ContentDocument, given: ContentDocument): EntryChange[] {
  return CONTENT_LISTS.flatMap((list) => {
    const known = new Map(stored[list].map((entry) => [nameOf(entry), entry]))
    return given[list].map((entry): EntryChange => {
      const name = nameOf(entry)
      const before = known.get(name)
      if (!before) return { list, name, kind: 'added', fields: [] }
      const fields = fieldChanges(before, entry)
      return { list, name, kind: fields.length > 0 ? 'changed' : 'unchanged', fields }
    })
  })
}

function nameOf(entry: object): string {
  if ('slug' in entry) return String(entry.slug)
  const { tool, reviewer } = entry as { tool: string; reviewer: string }
  return `${tool}/${reviewer}`
}

function fieldChanges(before: object, after: object): FieldChange[] {
  const [old, given] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...old.keys(), ...given.keys()])].flatMap((field) => {
    const change = { field, before: asText(old.get(field)), after: asText(given.get(field)) }
    return change.before === change.after ? [] : [change]
  })
}

/** Claims one a line; what is left out and what is empty read the same. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (!Array.isArray(value)) return String(value)
  return value
    .map((item) =>
      typeof item === 'object' ? `${item.claim} (${item.source}, checked on ${item.checkedOn})` : item,
    )
    .join('\n')
}
