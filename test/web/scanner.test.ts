import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { unsubscribe } from '../../src/actions/subscriber/unsubscribe.ts'
import { changedTables, checksums } from '../support/checksums.ts'
import { crawl, linksIn } from './scanner/crawl.ts'
import { type Fillings, pagePatterns, pathsOf, valuesOf, withoutPath } from './scanner/pages.ts'
import { type Scene, setScene } from './scanner/scene.ts'
import type { Web } from './support.ts'

/** The tables in which a GET may leave something, each with the reason. */
const MAY_CHANGE: Readonly<Record<string, string>> = {}

/** What is known for the gaps in routes; tokens are taken from the mails, each for every page with a token. */
const FILLINGS: Fillings = {
  slug: ['pellwright-vs-mergantle', 'pellwright', 'the-skeptic', 'writing'],
  reviewer: ['the-skeptic'],
  comparison: ['pellwright-vs-mergantle'],
  number: ['1', '2', '3'],
  batch: ['1'],
  edition: ['1'],
}

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
}, 60_000)

/** The site as somebody sees it whose browser fetches ahead what they may open next: an owner's. */
function signedInTo(web: Web, cookie: string): Pick<Web, 'request'> {
  return { request: (path, init) => web.request(path, { ...init, headers: { cookie } }) }
}

/**
 * Asks for every page there is a route for, for every link of every mail, and for all that these link to.
 * @returns the paths that were answered well, and the tables that changed.
 */
async function scan(site: Web) {
  const { mails, context, cookie, subscriber, testMail } = scene
  const web = signedInTo(site, cookie)
  const { url: origin } = context.config.site
  const links = mails.flatMap(({ html, text, headers }) =>
    [html ?? '', text, ...Object.values(headers)].flatMap((part) => linksIn(part, origin)),
  )
  const patterns = pagePatterns(site)
  const fillings = {
    ...FILLINGS,
    id: mails.map(({ id }) => id),
    subscriber: [String(subscriber)],
    mail: [String(testMail)],
    token: valuesOf('token', patterns, links),
  }
  const before = await checksums(context)
  const visited = await crawl(web, origin, [
    ...links,
    ...patterns.flatMap((pattern) => pathsOf(pattern, fillings)),
  ])
  return {
    answered: [...visited].filter(([, status]) => status < 300).map(([path]) => path),
    changed: changedTables(before, await checksums(context)),
  }
}

test('a scanner that follows every link of every page and mail, with GET and HEAD, changes nothing', async () => {
  const web = scene.web()
  const { answered, changed } = await scan(web)
  expect(changed.filter((table) => !(table in MAY_CHANGE))).toEqual([])
  // Whoever is signed in is led on from the page that asks them to.
  expect(withoutPath(pagePatterns(web), answered), 'pages that the scene has nothing for').toEqual([
    '/desk/sign-in',
  ])
}, 60_000)

test('the scanner gets every kind of mail', async () => {
  const { rows: letters } = await sql<{ kind: string }>`
    select distinct mail::jsonb -> 'tags' ->> 'kind' as kind from letter`.execute(scene.context.db)
  const kinds = new Set(scene.mails.flatMap(({ tags }) => tags.find(({ name }) => name === 'kind')?.value))
  expect(
    letters.map(({ kind }) => kind).filter((kind) => !kinds.has(kind)),
    'letters to nobody',
  ).toEqual([])
  for (const kind of ['issue-test', 'issue-copy', 'readiness-due', 'schedule-due', 'issue-held', undefined]) {
    expect(kinds).toContain(kind)
  }
})

// The last one, as it leaves the scene changed.
test('the scanner finds a page that does its work on GET', async () => {
  const web = scene.web()
  web.get('/leave-at-once/:token', async (c) =>
    c.text(await unsubscribe(scene.context, c.req.param('token'), { how: 'page' })),
  )
  expect((await scan(web)).changed).toEqual(['consent', 'subscriber', 'vote'])
}, 60_000)
