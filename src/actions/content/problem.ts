import type * as z from 'zod'

/** What is wrong with a document, and where: `reviews[2].quote`. The path of the document itself is empty. */
export interface Problem {
  readonly path: string
  readonly message: string
}

export type Path = readonly PropertyKey[]

/** Every problem that a schema found, one by one. */
export function schemaProblems(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => problem([...issue.path, key], issue.message))
      : [problem(issue.path, issue.message)],
  )
}

export function problem(path: Path, message: string): Problem {
  return { path: formatPath(path), message }
}

/** "tools[3].category" */
export function formatPath(path: Path): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    const name = String(key)
    if (!/^[\w$]+$/.test(name)) return `${before}[${JSON.stringify(name)}]`
    return before === '' ? name : `${before}.${name}`
  }, '')
}

/** Our words for the problems that a schema has none for. */
export function explain(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `must hold ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `is ${String(issue.input).length} characters long; ${issue.maximum} is the most`
        : `must hold ${issue.maximum}`
    default:
      return undefined
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  tuple: 'a list of two',
  string: 'a text',
}
