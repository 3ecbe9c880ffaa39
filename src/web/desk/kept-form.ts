import type { Context as Request } from 'hono'
import { withoutNul } from '../read-form.ts'

/** What a form sent: each value of each field, and whether a file came along. */
export interface KeptForm {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly hasFile: boolean
}

/** More than any form has: each becomes a field of the next page, and anybody can send a million of them. */
const MOST_FIELDS = 1_000
const MOST_BYTES = 1_000_000

/**
 * A form as it was sent, its files left out. Nothing of a body that is too large to be sent back, or has more fields
 * than any form of ours.
 */
export async function keptForm({ req }: Request): Promise<KeptForm | undefined> {
  try {
    const body = Buffer.from(await req.arrayBuffer())
    const type = req.header('content-type') ?? ''
    if (body.length > MOST_BYTES || hasMoreFields(body, type)) return undefined
    const form = [...(await new Response(body, { headers: { 'content-type': type } }).formData())]
    return {
      fields: form.flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, withoutNul(value)] as const] : [],
      ),
      // Where none was chosen, browsers send one without a name.
      hasFile: form.some(([, value]) => typeof value !== 'string' && value.name !== ''),
    }
  } catch {
    return { fields: [], hasFile: false }
  }
}

/** By what stands between them, so that not even reading them costs much. */
function hasMoreFields(body: Buffer, type: string): boolean {
  const mark = /^multipart/i.test(type) ? 'form-data;' : '&'
  let found = 0
  for (let at = body.indexOf(mark); at !== -1 && found <= MOST_FIELDS; at = body.indexOf(mark, at + 1))
    found++
  return found > MOST_FIELDS
}
