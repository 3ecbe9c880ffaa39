import type { NewMail } from '../mail.ts'
import { parseEmail } from './parse-email.ts'
import { invalid, type Problem } from './problem.ts'

export interface InvalidMail {
  readonly index: number
  readonly message: string
}

export type Parsed =
  | { readonly mails: readonly NewMail[]; readonly errors: readonly InvalidMail[] }
  | { readonly problem: Problem }

const MOST_IN_A_BATCH = 100

export function parseSingle(input: unknown): Parsed {
  const parsed = parseEmail(input)
  return 'problem' in parsed ? parsed : { mails: [parsed.mail], errors: [] }
}

/** Strict, one bad email refuses the batch; permissive, the others are sent and it is listed in `errors`. */
export function parseBatch(input: unknown, { permissive }: { readonly permissive: boolean }): Parsed {
  if (!Array.isArray(input)) return { problem: invalid('The batch must be an array of emails.') }
  if (input.length < 1 || input.length > MOST_IN_A_BATCH) {
    return { problem: invalid(`The batch has ${input.length} emails; it must have 1 to ${MOST_IN_A_BATCH}.`) }
  }
  const mails: NewMail[] = []
  const errors: InvalidMail[] = []
  for (const [index, email] of input.entries()) {
    const parsed = parseEmail(email)
    if ('mail' in parsed) {
      mails.push(parsed.mail)
      continue
    }
    const { message } = parsed.problem
    if (!permissive) return { problem: { ...parsed.problem, message: `emails[${index}]: ${message}` } }
    errors.push({ index, message })
  }
  return { mails, errors }
}
