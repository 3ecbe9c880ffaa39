import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const text = readFileSync(new URL('docs/PRIVACY.md', root), 'utf8')
const [promises, proofs] = text.split('## What holds each line') as [string, string]

/** The numbers of the lines, whether in a list or in a table. */
const numbered = [...promises.matchAll(/^(?:\| )?(\d+)[. ]/gm)].map(([, number]) => Number(number))

/** Of each line the tests that hold it, or why none can. */
const held = [...proofs.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, number, proof]) => ({
  number: Number(number),
  proof: proof!,
}))

test('every line of the privacy promise is numbered, and says what holds it', () => {
  expect(numbered).toEqual(numbered.map((_, index) => index + 1))
  expect(held.map(({ number }) => number)).toEqual(numbered)
})

test.each(held)('the tests that hold line $number are there', ({ proof }) => {
  const named = [...proof.matchAll(/`(test\/[\w./-]+)`: (.+?)(?=<br>|$)/g)]
  if (named.length === 0) expect(proof).toMatch(/^No test can: /)
  for (const [, file, title] of named) {
    expect(readFileSync(new URL(file!, root), 'utf8')).toContain(`'${title!.trim()}'`)
  }
})

test('no part of the program makes requests but the mailer, the probe of links, and the rehearsal to itself', () => {
  const sources = ['src', 'jobs', 'db', 'emails'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  )
  const asking = sources.filter((file) =>
    /\bfetch\(|from 'undici'|from 'resend'|https?\.(request|get)\(|import \{[^}]*\brequest\b[^}]*\} from 'node:https?'/.test(
      readFileSync(new URL(file, root), 'utf8'),
    ),
  )
  expect(asking.filter((file) => !file.startsWith('src/rehearsal/'))).not.toEqual([])
  for (const file of asking) expect(file).toMatch(/^src\/(mailer|outside|rehearsal)\//)
})
