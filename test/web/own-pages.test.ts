import { expect, test } from 'vitest'
import { LINKABLE_PAGES, readOwnPath } from '../../src/domain/own-page.ts'
import { createTestWeb } from './support.ts'

const { web } = await createTestWeb()

/** Pages that no issue leads its readers to, each for a reason. */
const NOT_LINKED: readonly [path: RegExp, because: string][] = [
  [/^\/desk(\/|$)/, 'it is for editors'],
  [/:token/, 'it is somebody’s own'],
  [/^\/subscriptions\//, 'it is a step of signing up'],
  [/^\/(welcome|links-replaced|errands\/\w+)$/, 'it answers what somebody has just done'],
  [/^\/(test-mail|issues\/:number\/personal-links)/, 'it says that a link does nothing'],
  [/^\/(assets\/|healthz|readyz|favicon)/, 'it is for programs'],
]

test('every page of the site can be linked to from an issue, or it is said why not', () => {
  const pages = web.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const linked = [...new Set(pages)].filter((path) => !NOT_LINKED.some(([pattern]) => pattern.test(path)))
  expect(linked.sort()).toEqual([...LINKABLE_PAGES].sort())
})

test('the pages that are always there are there', async () => {
  for (const path of LINKABLE_PAGES) {
    if (path.includes(':')) continue
    expect((await web.request(path)).status).toBe(200)
    expect(readOwnPath(path)).toEqual({ kind: 'always-there' })
  }
})

test.each([
  '/compare',
  '/compare/',
  '/compare/A',
  '/issues/',
  '/issues/0',
  '/issues/1/',
  '/issues/:number',
  '//',
])('%s is no page, neither to the preflight nor to the site', async (path) => {
  expect(readOwnPath(path)).toBeUndefined()
  expect((await web.request(path)).status).toBe(404)
})
