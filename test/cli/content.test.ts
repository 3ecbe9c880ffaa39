import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, Invocation } from '../../src/cli/command.ts'
import { exportCommand } from '../../src/cli/export.ts'
import { importCommand } from '../../src/cli/import.ts'
import { smallContent } from '../actions/content/small-content.ts'
import { callCommand } from '../support/call-command.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'verdicts-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('import and export are each other’s reverse', async () => {
  const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')]
  await writeFile(first, `\uFEFF${JSON.stringify(smallContent)}`)
  expect((await call(importCommand, [first])).printed).toEqual([
    'categories: 2 added, 0 changed, 0 unchanged',
    'reviewers: 2 added, 0 changed, 0 unchanged',
    'tools: 2 added, 0 changed, 0 unchanged',
    'reviews: 3 added, 0 changed, 0 unchanged',
    'comparisons: 1 added, 0 changed, 0 unchanged',
  ])

  const { printed } = await call(exportCommand, [])
  expect(await call(exportCommand, [], { output: second })).toEqual({
    printed: [],
    noted: [`Wrote ${second}`],
  })
  expect(await readFile(second, 'utf8')).toBe(`${printed[0]}\n`)
  expect((await call(importCommand, [second])).printed[2]).toBe('tools: 0 added, 0 changed, 2 unchanged')
})

test('a dry run says what an import would change, and changes nothing', async () => {
  const file = join(folder, 'dry.json')
  const [quill] = smallContent.tools
  await writeFile(
    file,
    JSON.stringify({
      tools: [
        { ...quill, name: 'Q' },
        { ...quill, slug: 'nib' },
      ],
    }),
  )
  const expected = [
    'tools quill would be changed: name',
    'tools nib would be added',
    '0 would stay as they are. Nothing was imported.',
  ]
  expect((await call(importCommand, [file], { 'dry-run': true })).printed).toEqual(expected)
  expect((await call(importCommand, [file], { 'dry-run': true })).printed).toEqual(expected)
})

test('the JSON Schema is printed without a database', async () => {
  const { printed } = await call(importCommand, [], { schema: true }, () => {
    throw new Error('opened')
  })
  expect(JSON.parse(printed.join('\n'))).toHaveProperty('properties.tools')
})

test('every problem of a document is a line of the error', async () => {
  const file = join(folder, 'wrong.json')
  await writeFile(file, '{ "tools": 1, "tags": [] }')
  await expect(call(importCommand, [file])).rejects.toMatchObject({
    name: 'CommandError',
    message: [
      `Nothing was imported: ${file} has to be mended first.`,
      'tools: must be a list',
      'tags: is not a known key; the keys here are $schema, categories, reviewers, tools, reviews, comparisons',
    ].join('\n'),
  })
})

test('what is no document at all is told of as one', async () => {
  const file = join(folder, 'list.json')
  await writeFile(file, '[]')
  await expect(call(importCommand, [file])).rejects.toThrow('\nThe document must be an object')
})

test('a file that is missing, a folder, not JSON or not UTF-8 is refused with the reason', async () => {
  const [broken, latin1] = [join(folder, 'broken.json'), join(folder, 'latin1.json')]
  await writeFile(broken, '{\n  "tools": [,]\n}')
  await writeFile(latin1, Buffer.from([0x22, 0xe9, 0x22]))
  const REFUSALS = {
    [join(folder, 'none.json')]: `Can't read ${join(folder, 'none.json')}: there is no such file.`,
    [folder]: `Can't read ${folder}: it is a directory.`,
    [broken]: `${broken} is not JSON: line 2, column 13 should have a value or "]".`,
    [latin1]: `${latin1} is not UTF-8 text; save it as UTF-8.`,
  }
  for (const [file, message] of Object.entries(REFUSALS)) {
    await expect(call(importCommand, [file])).rejects.toMatchObject({ name: 'CommandError', message })
  }
})

test('a missing argument is refused', async () => {
  await expect(call(importCommand, [])).rejects.toThrow('import takes one FILE')
  await expect(call(exportCommand, [], { output: join(folder, 'no', 'where') })).rejects.toThrow(
    "Can't write",
  )
})

function call(
  command: Command,
  positionals: string[],
  values: Invocation['values'] = {},
  open: () => unknown = () => ({ ...database, by: 'command' }),
) {
  return callCommand(command, { positionals, values, open })
}
