import type { Context as Request } from 'hono'
import { withoutNul } from '../read-form.ts'

/** A form's fields as they were sent, each value of each; files are left out. */
export async function keptFields({
  req,
}: Request): Promise<readonly (readonly [name: string, value: string])[]> {
  try {
    const form = await req.formData()
    return [...form].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, withoutNul(value)] as const] : [],
    )
  } catch {
    return []
  }
}
