import * as z from 'zod'
import { contentDocument } from './document.ts'

/** The JSON Schema (draft 2020-12) of a content document as editors write it. */
export function contentJsonSchema() {
  return z.toJSONSchema(contentDocument, { target: 'draft-2020-12', io: 'input' })
}
