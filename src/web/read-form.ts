import type { Context } from 'hono'

/** A form's fields, urlencoded or multipart; none when the body is not a form. */
export async function readForm({ req }: Context): Promise<Readonly<Record<string, unknown>>> {
  try {
    if (!URLENCODED.test(req.header('content-type') ?? '')) return withoutNuls(await req.parseBody())
    // What browsers send. Read as the form data that it could be too, it costs ten times as much.
    return withoutNuls(Object.fromEntries(new URLSearchParams(await req.text())))
  } catch {
    return {}
  }
}

const URLENCODED = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i

function withoutNuls(fields: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(fields)
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? withoutNul(value) : value]),
  )
}

/** PostgreSQL keeps no NUL in a text, and nobody types one: it becomes what the HTML standard makes of it. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}
