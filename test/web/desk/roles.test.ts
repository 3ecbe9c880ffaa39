import { beforeAll, describe, expect, test } from 'vitest'
import { includesRole, ROLES, type Role } from '../../../src/domain/editor.ts'
import { ACCESS } from '../../../src/web/desk/access.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, browser, signedIn } from './support.ts'

/** What stands in the gaps of routes: nothing that is there. */
const NOTHING = '999999'

let site: TestWeb
let editors: Record<Role, AtDesk>
beforeAll(async () => {
  site = await createTestWeb()
  const { context, web } = site
  editors = {
    reviewer: await signedIn(context, web, 'reviewer'),
    editor: await signedIn(context, web, 'editor'),
    owner: await signedIn(context, web, 'owner'),
  }
})

const routes = Object.keys(ACCESS).map((route) => {
  const [method, pattern] = route.split(' ') as ['GET' | 'POST', string]
  return { method, path: pattern.replaceAll(/:\w+/g, NOTHING), needed: ACCESS[route]!, route }
})
// Last, as whoever signs out is nobody any more.
routes.sort((a, b) => Number(a.path.includes('sign-out')) - Number(b.path.includes('sign-out')))

const ask = (who: Pick<AtDesk, 'get' | 'post'>, { method, path }: (typeof routes)[number]) =>
  method === 'GET' ? who.get(path) : who.post(path)

test('every route of the desk says who may use it, and there is no other', () => {
  const known = site.web.routes
    .filter(({ path, method }) => /^\/desk(\/|$)/.test(path) && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(known)].sort()).toEqual(Object.keys(ACCESS).sort())
})

describe.each(routes)('$method $path', (route) => {
  test('nobody who is not signed in is let in', async () => {
    const answer = await ask(browser(site.web, ''), route)
    if (route.needed === 'anybody') expect([200, 303, 422]).toContain(answer.status)
    else if (route.method === 'POST') expect(answer.status).toBe(401)
    else expect(answer.headers.get('location')).toMatch(/^\/desk\/sign-in\?next=/)
  })

  test.each(ROLES)('as %s', async (role) => {
    const answer = await ask(editors[role], route)
    const may = route.needed === 'anybody' || includesRole(role, route.needed)
    if (may) expect([401, 403, 500]).not.toContain(answer.status)
    else expect(answer.status).toBe(403)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
