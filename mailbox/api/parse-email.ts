import type { NewMail, Tag } from '../mail.ts'
import { domainOf, FORMAT, refusedDomains } from './address.ts'
import { invalid, missing, type Problem } from './problem.ts'

type Fields = Readonly<Record<string, unknown>>
type Check = (fields: Fields) => Problem | undefined

/** The first check that finds something decides the answer. */
const checks: readonly Check[] = [
  required,
  unsupported,
  sender,
  ...['to', 'cc', 'bcc', 'reply_to'].map(addresses),
  ...['subject', 'html', 'text'].map(text),
  headers,
  tags,
]

/** Checks one email of a request by Resend's rules. */
export function parseEmail(input: unknown): { readonly mail: NewMail } | { readonly problem: Problem } {
  if (!isRecord(input)) return { problem: invalid('The email must be an object.') }
  for (const check of checks) {
    const problem = check(input)
    if (problem) return { problem }
  }
  const mail: NewMail = {
    from: input.from as string,
    to: listOf(input.to) as string[],
    cc: listOf(input.cc) as string[] | null,
    bcc: listOf(input.bcc) as string[] | null,
    replyTo: listOf(input.reply_to) as string[] | null,
    subject: input.subject as string,
    html: (input.html as string | null | undefined) ?? null,
    text: (input.text as string | null | undefined) ?? null,
    headers: (input.headers ?? {}) as Record<string, string>,
    tags: ((input.tags ?? []) as Tag[]).map(({ name, value }) => ({ name, value })),
  }
  return { mail }
}

function required(fields: Fields): Problem | undefined {
  if (!fields.from) return missing('`from`')
  if (!listOf(fields.to)?.length) return missing('`to`')
  if (!fields.subject) return missing('`subject`')
  if (!fields.html && !fields.text) return missing('`html` or `text`')
}

/** Accepting what the stand-in then drops would hide a fault until the first real send. */
function unsupported(fields: Fields): Problem | undefined {
  const field = ['attachments', 'scheduled_at', 'template', 'topic_id'].find((name) => fields[name] != null)
  if (field)
    return invalid(`The \`${field}\` field is not supported in a batch, nor by this stand-in for Resend.`)
}

function sender({ from }: Fields): Problem | undefined {
  if (typeof from === 'string' && domainOf(from)) return
  return { statusCode: 422, name: 'invalid_from_address', message: `Invalid \`from\` field. ${FORMAT}` }
}

function addresses(field: string): Check {
  return (fields) => {
    const list = listOf(fields[field]) ?? []
    if (list.length > 50)
      return invalid(`The \`${field}\` field has ${list.length} addresses; the limit is 50.`)
    for (const address of list) {
      const domain = typeof address === 'string' ? domainOf(address) : undefined
      if (!domain) return invalid(`Invalid \`${field}\` field. ${FORMAT}`)
      if (field !== 'reply_to' && refusedDomains.has(domain)) {
        return invalid(
          `Invalid \`${field}\` field. Please use our testing email address instead of domains like \`${domain}\`.`,
        )
      }
    }
  }
}

function text(field: string): Check {
  return (fields) =>
    fields[field] == null || typeof fields[field] === 'string'
      ? undefined
      : invalid(`The \`${field}\` field must be a \`string\`.`)
}

function headers({ headers }: Fields): Problem | undefined {
  if (headers == null) return
  if (!isRecord(headers)) return invalid('The `headers` field must be an `object`.')
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!-9;-~]+$/.test(name))
      return invalid('Invalid `headers` field. A name is ASCII, with no space or colon.')
    if (typeof value !== 'string' || /[\r\n]/.test(value)) {
      return invalid(`Invalid \`headers\` field. The value of \`${name}\` must be a \`string\` of one line.`)
    }
  }
}

function tags({ tags }: Fields): Problem | undefined {
  if (tags == null) return
  if (!Array.isArray(tags)) return invalid('The `tags` field must be an `array`.')
  if (tags.length > 75) return invalid(`The \`tags\` field has ${tags.length} tags; the limit is 75.`)
  for (const tag of tags) {
    for (const part of isRecord(tag) ? [tag.name, tag.value] : [undefined]) {
      if (typeof part !== 'string' || part === '')
        return invalid('Tags must each have a `name` and a `value`.')
      if (!/^[\w-]+$/.test(part)) {
        return invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
      }
      if (part.length > 256) return invalid('Tag names and values can have at most 256 characters.')
    }
  }
}

/** A single address stands for a list of one. */
function listOf(value: unknown): readonly unknown[] | null {
  if (value == null || value === '') return null
  return Array.isArray(value) ? value : [value]
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
