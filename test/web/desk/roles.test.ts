import { beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../../../src/domain/editor.ts'
import { ACCESS } from '../../../src/web/desk/access.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, browser, signedIn } from './support.ts'

/** Who is let in: the table that the guard goes by, said a second time, so that no slip in that one goes unseen. */
const FOR = {
  // Before anybody is signed in.
  anybody: ['GET /desk/sign-in', 'POST /desk/codes', 'GET /desk/codes', 'POST /desk/sessions'],
  // Whoever is signed in.
  reviewer: [
    'GET /desk',
    'GET /desk/account',
    'POST /desk/account/name',
    'POST /desk/account/sign-out',
    'POST /desk/account/sessions/others/end',
    'POST /desk/account/sessions/:id/end',
    'GET /desk/comparisons',
    'GET /desk/comparisons/:slug',
    'GET /desk/tools',
    'GET /desk/tools/:slug',
    'GET /desk/reviews',
    'GET /desk/tools/:slug/reviews/:reviewer',
    'POST /desk/tools/:slug/reviews/:reviewer',
    'POST /desk/tools/:slug/reviews/:reviewer/publication',
    'POST /desk/tools/:slug/reviews/:reviewer/withdrawal',
    'GET /desk/reviewers',
    'GET /desk/reviewers/:slug',
    'GET /desk/categories',
    'GET /desk/categories/:slug',
    'POST /desk/previews/markdown',
  ],
  // Not reviewers.
  editor: [
    'GET /desk/issues',
    'POST /desk/issues',
    'GET /desk/issues/:number',
    'POST /desk/issues/:number',
    'POST /desk/issues/:number/offers',
    'POST /desk/previews/subject',
    'POST /desk/previews/preheader',
    'POST /desk/issues/:number/discard',
    'POST /desk/issues/:number/discard/removal',
    'GET /desk/issues/:number/schedule',
    'POST /desk/issues/:number/schedule',
    'POST /desk/issues/:number/schedule/removal',
    'GET /desk/issues/:number/preview',
    'GET /desk/issues/:number/preview/:edition',
    'POST /desk/issues/:number/preview/subscribers',
    'GET /desk/issues/:number/preview/subscribers/:subscriber',
    'GET /desk/issues/:number/editions/:edition',
    'GET /desk/issues/:number/editions/:edition/text',
    'POST /desk/issues/:number/test-mails',
    'GET /desk/issues/:number/test-mails/:mail',
    'GET /desk/issues/:number/preflight',
    'POST /desk/issues/:number/preflight/links',
    'GET /desk/issues/:number/approval',
    'POST /desk/issues/:number/approval',
    'POST /desk/issues/:number/approval/withdrawal',
    'GET /desk/approval-rule',
    'GET /desk/calendar',
    'POST /desk/calendar/skips',
    'POST /desk/calendar/skips/removal',
    'GET /desk/rhythm',
    'GET /desk/new/comparison',
    'POST /desk/comparisons',
    'POST /desk/comparisons/:slug',
    'POST /desk/comparisons/:slug/publication',
    'POST /desk/comparisons/:slug/withdrawal',
    'GET /desk/tool-names',
    'GET /desk/new/tool',
    'POST /desk/tools',
    'POST /desk/tools/:slug',
    'POST /desk/tools/:slug/publication',
    'POST /desk/tools/:slug/withdrawal',
    'GET /desk/new/reviewer',
    'POST /desk/reviewers',
    'POST /desk/reviewers/:slug',
    'POST /desk/reviewers/:slug/publication',
    'POST /desk/reviewers/:slug/withdrawal',
    'GET /desk/new/category',
    'POST /desk/categories',
    'POST /desk/categories/:slug',
    'POST /desk/categories/:slug/publication',
    'POST /desk/categories/:slug/withdrawal',
    'GET /desk/content',
    'POST /desk/content/dry-runs',
    'POST /desk/content/imports',
    'POST /desk/content/exports',
    'GET /desk/issues/:number/sending',
    'GET /desk/issues/:number/sending/events',
    'POST /desk/issues/:number/sending',
    'POST /desk/issues/:number/sending/undo',
    'POST /desk/issues/:number/sending/pause',
    'POST /desk/issues/:number/sending/resume',
    'POST /desk/issues/:number/sending/cancellation',
    'GET /desk/issues/:number/sending/batches/:batch',
    'POST /desk/issues/:number/sending/batches/:batch/resolution',
    'POST /desk/issues/:number/sending/parked/resolution',
    'GET /desk/issues/:number/account',
    'GET /desk/issues/:number/account/deliveries',
    'POST /desk/issues/:number/account/downloads',
  ],
  // Owners alone.
  owner: [
    'POST /desk/issues/:number/preflight/overrides',
    'POST /desk/issues/:number/preflight/overrides/removal',
    'POST /desk/approval-rule',
    'POST /desk/rhythm',
    'GET /desk/editors',
    'POST /desk/editors',
    'POST /desk/editors/:id/role',
    'POST /desk/editors/:id/removal',
    'GET /desk/log',
    'GET /desk/queues',
    'GET /desk/queues/board/*',
  ],
} as const

const LET_IN = {
  anybody: ['reviewer', 'editor', 'owner'],
  reviewer: ['reviewer', 'editor', 'owner'],
  editor: ['editor', 'owner'],
  owner: ['owner'],
} as const satisfies Record<keyof typeof FOR, readonly Role[]>

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

const routes = (Object.keys(FOR) as (keyof typeof FOR)[]).flatMap((whom) =>
  FOR[whom].map((route) => {
    const [method, pattern] = route.split(' ') as ['GET' | 'POST', string]
    return { method, path: pattern.replaceAll(/:\w+/g, NOTHING), whom, route }
  }),
)
// Last, as whoever signs out is nobody any more.
routes.sort((a, b) => Number(a.path.includes('sign-out')) - Number(b.path.includes('sign-out')))

const ask = (who: Pick<AtDesk, 'get' | 'post'>, { method, path }: (typeof routes)[number]) =>
  method === 'GET' ? who.get(path) : who.post(path)

test('every route of the desk says who may use it, and there is no other', () => {
  const known = site.web.routes
    .filter(({ path, method }) => /^\/desk(\/|$)/.test(path) && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  const here = routes.map(({ route }) => route).sort()
  expect(Object.keys(ACCESS).sort()).toEqual(here)
  expect([...new Set(known)].sort()).toEqual(here)
})

describe.each(routes)('$method $path', (route) => {
  test('nobody who is not signed in is let in', async () => {
    const answer = await ask(browser(site.web, ''), route)
    if (route.whom === 'anybody') expect([200, 303, 422]).toContain(answer.status)
    else if (route.method === 'POST') expect(answer.status).toBe(401)
    else expect(answer.headers.get('location')).toMatch(/^\/desk\/sign-in\?next=/)
  })

  test.each(ROLES)('as %s', async (role) => {
    const answer = await ask(editors[role], route)
    const letIn: readonly Role[] = LET_IN[route.whom]
    if (letIn.includes(role)) expect([401, 403, 500]).not.toContain(answer.status)
    else expect(answer.status).toBe(403)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
