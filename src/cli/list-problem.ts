import type { UnknownHeader } from '../lists/open-list.ts'
import { FORMATS } from '../lists/recognise.ts'

/** Why a list was not imported. */
export type ListProblem =
  | UnknownHeader
  | { readonly outcome: 'unreadable'; readonly problem: string }
  | { readonly outcome: 'busy' }

/** What is wrong with a list, and the remedy. Addresses in the place of a header are not repeated. */
export function describeProblem(file: string, problem: ListProblem): string {
  switch (problem.outcome) {
    case 'busy':
      return 'Another import is running. Start this one when it is done.'
    case 'unreadable':
      return `Nothing was imported from ${file}. ${problem.problem}`
    case 'unknown-header':
      return [
        `Nothing was imported from ${file}: its first line names no column with addresses.`,
        `It has: ${describeHeader(problem.header)}`,
        'Known are:',
        ...FORMATS.map(
          ({ name, columns, address }) => `  ${name}: ${[...columns, oneOf(address)].join(', ')}`,
        ),
        'Put a line above the rows that names their columns, like: email',
      ].join('\n')
  }
}

function describeHeader(header: readonly string[]): string {
  if (header.length === 0) return 'nothing'
  const names = header.slice(0, 30).map((name) => (name.includes('@') ? '(an address)' : name || '(no name)'))
  return `${names.join(', ')}${header.length > names.length ? ', …' : ''}`
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `one of ${names.join(' | ')}`
}
