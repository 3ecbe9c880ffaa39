import type { ListRequest } from '../store/list-mails.ts'
import { isUuid } from '../uuid.ts'
import { invalid, type Problem } from './problem.ts'

type Query = Readonly<Record<string, string>>

/** The parameters of https://resend.com/docs/api-reference/pagination */
export function parseListQuery({
  limit = '20',
  after,
  before,
}: Query): { readonly request: ListRequest } | { readonly problem: Problem } {
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) {
    return { problem: invalid('The `limit` parameter must be a number from 1 to 100.') }
  }
  if (after !== undefined && before !== undefined) {
    return { problem: invalid('Give either the `after` or the `before` parameter.') }
  }
  for (const cursor of [after, before]) {
    if (cursor !== undefined && !isUuid(cursor)) {
      return { problem: invalid('The `after` or `before` parameter must be the id of an email.') }
    }
  }
  return { request: { limit: Number(limit), after, before } }
}
