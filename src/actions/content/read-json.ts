/** Where a text stops being JSON, counted from 1, and what belongs there. */
export interface JsonProblem {
  readonly line: number
  readonly column: number
  readonly expected: string
}

/** Reads JSON; says where it is broken, which `JSON.parse` does only at times. */
export function readJson(text: string): { readonly value: unknown } | { readonly problem: JsonProblem } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: findProblem(text) }
    throw error
  }
}

// RFC 8259, with its own character classes.
const SPACE = /[ \t\n\r]*/y
const STRING = /"(?:[ -!#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
const CLOSED_STRING =
  'a string closed on its own line; in a string, write \\n for a line break and \\\\ for a \\'

/** What may stand where, in the words of the message. */
const EXPECTED = {
  value: 'a value',
  'first-item': 'a value or "]"',
  'after-item': '"," or "]"',
  key: 'a key in double quotes',
  'first-key': 'a key in double quotes or "}"',
  'after-key': '":"',
  'after-pair': '"," or "}"',
  end: 'nothing more',
} as const
type Place = keyof typeof EXPECTED

type Step = { readonly at: number; readonly place: Place } | undefined
type Open = ('[' | '{')[]

function findProblem(text: string): JsonProblem {
  const open: Open = []
  let place: Place = 'value'
  let at = skip(SPACE, text, 0)
  for (;;) {
    const next: Step = step(text, at, place, open)
    if (!next) return { ...position(text, at), expected: expected(text, at, place) }
    place = next.place
    at = skip(SPACE, text, next.at)
  }
}

function step(text: string, at: number, place: Place, open: Open): Step {
  const mark = text[at]
  switch (place) {
    case 'value':
      return value(text, at, open)
    case 'first-item':
      return mark === ']' ? close(at, open) : value(text, at, open)
    case 'after-item':
      return mark === ']' ? close(at, open) : mark === ',' ? { at: at + 1, place: 'value' } : undefined
    case 'key':
      return key(text, at)
    case 'first-key':
      return mark === '}' ? close(at, open) : key(text, at)
    case 'after-key':
      return mark === ':' ? { at: at + 1, place: 'value' } : undefined
    case 'after-pair':
      return mark === '}' ? close(at, open) : mark === ',' ? { at: at + 1, place: 'key' } : undefined
    case 'end':
      return undefined
  }
}

function value(text: string, at: number, open: Open): Step {
  const mark = text[at]
  if (mark === '[' || mark === '{') {
    open.push(mark)
    return { at: at + 1, place: mark === '[' ? 'first-item' : 'first-key' }
  }
  const end = Math.max(skip(STRING, text, at), skip(SCALAR, text, at))
  return end > at ? { at: end, place: afterValue(open) } : undefined
}

function key(text: string, at: number): Step {
  const end = skip(STRING, text, at)
  return end > at ? { at: end, place: 'after-key' } : undefined
}

function close(at: number, open: Open): Step {
  open.pop()
  return { at: at + 1, place: afterValue(open) }
}

function afterValue(open: Open): Place {
  const inside = open.at(-1)
  return inside === '[' ? 'after-item' : inside === '{' ? 'after-pair' : 'end'
}

/** The end of what the pattern matches at this very place, or the place itself. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function expected(text: string, at: number, place: Place): string {
  const takesString = place === 'value' || place.endsWith('key') || place === 'first-item'
  return takesString && place !== 'after-key' && text[at] === '"' ? CLOSED_STRING : EXPECTED[place]
}

function position(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
