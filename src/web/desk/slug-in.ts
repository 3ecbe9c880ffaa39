import { parseSlug } from '../params.ts'
import type { DeskRequest } from './desk-parts.ts'

/** The slug in a path, or the empty one, which nothing has. */
export function slugIn({ req }: DeskRequest, name: 'slug' | 'reviewer' = 'slug'): string {
  return parseSlug(req.param(name) ?? '') ?? ''
}
