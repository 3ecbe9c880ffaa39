import type * as z from 'zod'
import type { Words } from './words.ts'

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

/** Says the problems that a schema finds in words of ours. */
export function explainIn(words: Words): z.core.$ZodErrorMap {
  return (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined
          ? words.missing
          : words.isNot(KINDS[issue.expected] ?? issue.expected)
      case 'invalid_value':
        return words.isNoneOf(issue.values)
      case 'too_small':
        return issue.origin === 'string' ? words.empty : words.holdsNot(issue.minimum)
      case 'too_big':
        return issue.origin === 'string'
          ? words.isTooLong(String(issue.input).length, Number(issue.maximum))
          : words.holdsNot(issue.maximum)
      case 'invalid_format':
        if (issue.format === 'date') return issue.input ? words.isNoDay : words.missing
        return words.isNoSlug(String(issue.path?.at(-1)), String(issue.input))
      case 'custom':
        return words[(issue.params as Refused).as]
      default:
        return undefined
    }
  }
}

/** What a check of ours refuses something as. */
export interface Refused {
  readonly as: 'hasLines' | 'hasControls' | 'hasHalves' | 'hasGaps' | 'isNoSource'
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  tuple: 'a list of two',
  string: 'a text',
}
