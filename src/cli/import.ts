import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { dryRunImport } from '../actions/content/dry-run.ts'
import { importContent } from '../actions/content/import.ts'
import { contentJsonSchema } from '../actions/content/json-schema.ts'
import type { Problem } from '../actions/content/problem.ts'
import { readJson } from '../actions/content/read-json.ts'
import type { EntryChange } from '../domain/content-changes.ts'
import { type Command, CommandError } from './command.ts'

export const importCommand: Command = {
  usage: 'import FILE',
  summary: 'Import tools, reviews and comparisons from a JSON file; - reads standard input',
  options: {
    'dry-run': { type: 'boolean', help: 'Say what it would change, and change nothing' },
    schema: { type: 'boolean', help: 'Print the JSON Schema of the file instead' },
  },
  async run({ positionals, values, open, print }) {
    if (values.schema) return print(JSON.stringify(contentJsonSchema(), null, 2))
    const [file] = positionals
    if (file === undefined) {
      throw new CommandError(
        'import takes one FILE: npx verdicts import content.json (or - for standard input)',
      )
    }
    const input = parse(await read(file), file)
    if (values['dry-run']) {
      const dryRun = await dryRunImport(await open(), input)
      if (dryRun.outcome === 'refused') throw refused(file, dryRun.problems)
      return printChanges(dryRun.changes, print)
    }
    const imported = await importContent(await open(), input)
    if (imported.outcome === 'refused') throw refused(file, imported.problems)
    for (const [list, { added, changed, unchanged }] of Object.entries(imported.counts)) {
      print(`${list}: ${added} added, ${changed} changed, ${unchanged} unchanged`)
    }
  },
}

function refused(file: string, problems: readonly Problem[]): CommandError {
  const lines = problems.map(({ path, message }) =>
    path ? `${path}: ${message}` : `The document ${message}`,
  )
  return new CommandError(
    [`Nothing was imported: ${name(file)} has to be mended first.`, ...lines].join('\n'),
  )
}

function printChanges(changes: readonly EntryChange[], print: (line: string) => void): void {
  for (const { list, name, kind, fields } of changes) {
    if (kind === 'unchanged') continue
    const which = fields.length > 0 ? `: ${fields.map(({ field }) => field).join(', ')}` : ''
    print(`${list} ${name} would be ${kind}${which}`)
  }
  const unchanged = changes.filter(({ kind }) => kind === 'unchanged').length
  print(`${unchanged} would stay as they are. Nothing was imported.`)
}

/** UTF-8, with or without the mark that some editors put before it. */
async function read(file: string): Promise<string> {
  const bytes =
    file === '-' ? await buffer(process.stdin) : await readFile(file).catch((error) => refuse(file, error))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new CommandError(`${name(file)} is not UTF-8 text; save it as UTF-8.`, { cause })
  }
}

function refuse(file: string, cause: NodeJS.ErrnoException): never {
  const why = { ENOENT: 'there is no such file', EISDIR: 'it is a directory', EACCES: 'it may not be read' }
  throw new CommandError(`Can't read ${file}: ${why[cause.code as keyof typeof why] ?? cause.message}.`, {
    cause,
  })
}

function parse(text: string, file: string): unknown {
  const read = readJson(text)
  if ('value' in read) return read.value
  const { line, column, expected } = read.problem
  throw new CommandError(`${name(file)} is not JSON: line ${line}, column ${column} should have ${expected}.`)
}

function name(file: string): string {
  return file === '-' ? 'Standard input' : file
}
