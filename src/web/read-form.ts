import type { Context } from 'hono'

/** A form's fields, urlencoded or multipart; none when the body is not a form. */
export async function readForm({ req }: Context): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await req.parseBody()
  } catch {
    return {}
  }
}
