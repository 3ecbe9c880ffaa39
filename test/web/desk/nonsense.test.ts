import { beforeAll, describe, expect, test } from 'vitest'
import { insertEditor } from '../../../db/queries/editor.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { ACCESS } from '../../../src/web/desk/access.ts'
import { dayIn } from '../../support/day-in.ts'
import { addSubscriber, createTestWeb, importSample, type TestWeb } from '../support.ts'
import { type AtDesk, from, signedIn } from './support.ts'

const SCRIPT = '<script>alert(1)'

/** What nobody types, and programs send. */
const NONSENSE = {
  nothing: '',
  'a NUL': 'a\0b',
  'a long text': 'x'.repeat(20_000),
  'a number beyond a bigint': '99999999999999999999',
  'a number that is none': '-1e400',
  'markup and private-use characters': `</textarea>${SCRIPT}</script>{first}\ue000\u0007`,
  markup: `</title>${SCRIPT}</script>`,
} as const

const TOOL = {
  version: '1',
  name: 'Pellwright',
  tagline: 'Comments only when a test fails',
  description: 'It reads each pull request.',
  category: 'developer-tools',
  entryPrice: '$18 a month',
  pricingNote: 'Covers one developer.',
  priceSource: 'https://pellwright.example/pricing',
  priceCheckedOn: '2026-11-16',
  'claims[0].claim': 'Says nothing without a test.',
  'claims[0].source': 'https://pellwright.example/docs',
  'claims[0].checkedOn': '2026-11-16',
}
const COMPARISON = {
  version: '1',
  take: '',
  'tools[0]': 'pellwright',
  'tools[1]': 'mergantle',
  bottomLine: 'Either.',
}
const WEEK = { slot: '2027-01-05T09:00:00Z' }
const DECISION = { key: 'abc', stamp: 'abc', as: 'sent' }
const DOCUMENT = { document: '{"categories": [{"slug": "tools", "name": "Tools"}]}' }

/** What stands in each form when nothing is wrong with it. A route that is not here has no fields. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /desk/codes': { address: 'nobody@lovelace.org', next: '/desk' },
  'POST /desk/sessions': { code: '123456', next: '/desk' },
  'POST /desk/account/name': { name: 'Ada' },
  'POST /desk/issues/:number': {
    version: '1',
    seen: 'pellwright-vs-mergantle',
    subject: 'This week',
    preheader: 'Two tools',
    intro: 'Hello.',
    comparison: 'pellwright-vs-mergantle',
    unschedules: 'yes',
    find: 'pell',
    press: '',
  },
  'POST /desk/issues/:number/schedule': { day: dayIn(300), time: '9:00', timeZone: 'Europe/Berlin' },
  'POST /desk/issues/:number/preview/subscribers': { address: 'reader@lovelace.org' },
  'POST /desk/issues/:number/test-mails': { whom: 'others', to: 'reader@lovelace.org', edition: '1' },
  'POST /desk/issues/:number/preflight/overrides': {
    line: 'size 1',
    about: 'size: Edition 1',
    reason: 'It is fine.',
  },
  'POST /desk/issues/:number/preflight/overrides/removal': { line: 'size 1' },
  'POST /desk/issues/:number/approval': { looked: 'abc' },
  'POST /desk/approval-rule': { who: 'anybody' },
  'POST /desk/calendar/skips': WEEK,
  'POST /desk/calendar/skips/removal': WEEK,
  'POST /desk/rhythm': { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: '' },
  'POST /desk/comparisons': { ...COMPARISON, slug: 'one-vs-another' },
  'POST /desk/comparisons/:slug': COMPARISON,
  'POST /desk/comparisons/:slug/publication': { version: '1' },
  'POST /desk/comparisons/:slug/withdrawal': { version: '1' },
  'POST /desk/tools': { ...TOOL, slug: 'another' },
  'POST /desk/tools/:slug': TOOL,
  'POST /desk/tools/:slug/reviews/:reviewer': { version: '1', verdict: 'ship', quote: 'It works.' },
  'POST /desk/reviewers': { slug: 'the-other', name: 'The Other', perspective: 'Waits.' },
  'POST /desk/reviewers/:slug': { version: '1', name: 'The Builder', perspective: 'Installs it.' },
  'POST /desk/categories': { slug: 'others', name: 'Others' },
  'POST /desk/categories/:slug': { version: '1', name: 'Developer Tools' },
  'POST /desk/issues/:number/offers': { comparison: 'pellwright-vs-mergantle', find: 'pell' },
  'POST /desk/previews/subject': { subject: 'This week', comparison: 'pellwright-vs-mergantle' },
  'POST /desk/previews/preheader': { comparison: 'pellwright-vs-mergantle' },
  'POST /desk/previews/markdown': { text: '*Well*.' },
  'POST /desk/content/dry-runs': DOCUMENT,
  'POST /desk/content/imports': DOCUMENT,
  'POST /desk/issues/:number/sending/batches/:batch/resolution': DECISION,
  'POST /desk/issues/:number/sending/parked/resolution': DECISION,
  'POST /desk/issues/:number/account/downloads': { state: 'rejected' },
  'POST /desk/editors': { address: 'new@lovelace.org', role: 'editor', name: 'New', reviewer: '' },
  'POST /desk/editors/:id/role': { role: 'owner', reviewer: 'the-builder' },
}

/** What routes may be asked for in their query. */
const QUERY = [
  'q',
  'page',
  'find',
  'before',
  'after',
  'state',
  'status',
  'category',
  'saved',
  'done',
  'press',
  'pressed',
  'links',
  'added',
  'next',
]

/** What is there, for the gap of each name. */
const THERE: Readonly<Record<string, string>> = {
  number: '1',
  edition: '1',
  subscriber: '1',
  mail: '1',
  batch: '1',
  // Nobody's session, and somebody else's seat at the desk: the owner stays signed in.
  id: '2',
  reviewer: 'the-builder',
}

let site: TestWeb
let owner: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  await importSample(site.context)
  await addSubscriber(site.context, 'reader@lovelace.org')
  const words = { subject: 'This week: {first}', intro: '' }
  await createIssue(site.context, { ...words, comparisons: ['pellwright-vs-mergantle'] })
  owner = await signedIn(site.context, site.web, 'owner')
  const other = { address: 'other@lovelace.org', name: 'Other', role: 'editor', reviewerId: null } as const
  await insertEditor(site.context.db, other)
})

const ENDS_THE_SESSION = ['POST /desk/account/sign-out']
const routes = Object.keys(ACCESS)
  .filter((route) => !ENDS_THE_SESSION.includes(route))
  .map((route) => ({ route, method: route.split(' ')[0]!, pattern: route.split(' ')[1]! }))

describe.each(routes)('$route has an answer for', ({ route, method, pattern }) => {
  const form = FORMS[route] ?? {}
  const slug = pattern.startsWith('/desk/comparisons')
    ? 'pellwright-vs-mergantle'
    : pattern.startsWith('/desk/categories')
      ? 'developer-tools'
      : pattern.startsWith('/desk/reviewers')
        ? 'the-builder'
        : 'pellwright'
  const pathWith = (gaps: Readonly<Record<string, string>>) =>
    pattern
      .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(gaps[name] ?? ''))
      .replace('*', encodeURIComponent(gaps.rest ?? 'x'))
  const there = pathWith({ ...THERE, slug })
  let version: string | undefined
  /** The form, made from the version that is the newest by now. */
  const asItIs = async () => {
    if (!form.version) return form
    if (version !== undefined) return { ...form, version }
    const page = await owner.read(there.replace(/\/(publication|withdrawal)$/, ''))
    version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    return { ...form, version }
  }
  const send = async (path: string, body?: RequestInit['body'], headers: Record<string, string> = {}) => {
    const answer = await site.web.request(path, {
      method,
      headers: { ...from(owner.cookie()), ...headers },
      ...(method === 'POST' && body !== undefined ? { body } : {}),
    })
    if (answer.status === 303) version = undefined
    expect(answer.headers.get('location') ?? '', 'an address in a URL').not.toMatch(/@|%40/)
    // The answer has come once it has been read.
    const type = answer.headers.get('content-type') ?? ''
    if (type.startsWith('text/event-stream')) await answer.body?.cancel()
    else {
      const text = await answer.text()
      if (type.startsWith('text/html')) expect(text, 'what somebody typed, as a script').not.toContain(SCRIPT)
    }
    return answer.status
  }

  test.each(Object.entries(NONSENSE))('%s', async (_, nonsense) => {
    const junk = nonsense.slice(0, 2_000)
    const gaps = Object.fromEntries([...pattern.matchAll(/:(\w+)/g)].map(([, name]) => [name!, junk]))
    const statuses: Record<string, number> = {
      'in its path': await send(pathWith({ ...gaps, rest: junk }), new URLSearchParams(form)),
      'in its query': await send(
        `${there}?${new URLSearchParams(Object.fromEntries(QUERY.map((name) => [name, junk])))}`,
      ),
    }
    for (const name of Object.keys(gaps)) {
      const path = pathWith({ ...THERE, slug, [name]: junk })
      statuses[`as ${name}`] = await send(path, new URLSearchParams(form))
    }
    for (const name of Object.keys(form)) {
      const typed = async () => Object.entries({ ...(await asItIs()), [name]: nonsense })
      statuses[`in ${name}`] = await send(there, new URLSearchParams(await typed()))
      if (!nonsense.includes('\0')) continue
      const parts = new FormData()
      for (const [field, value] of await typed()) parts.append(field, value)
      statuses[`in ${name}, in parts`] = await send(there, parts)
    }
    expect(failures(statuses)).toEqual([])
  })

  test('fields that are there twice, files in their place, and bodies that are no forms', async () => {
    const twice = new URLSearchParams([...Object.entries(form), ...Object.entries(form)])
    const files = new FormData()
    for (const name of [...Object.keys(form), 'file']) files.append(name, new File(['\0'], 'a.txt'))
    const type = (content: string) => ({ 'content-type': content })
    const statuses = {
      twice: await send(there, twice),
      files: await send(there, files),
      'no body': await send(there),
      'half of a number': await send(there, 'a=%&%zz=%00&=', type('application/x-www-form-urlencoded')),
      JSON: await send(there, '{"name": ["a"]}', type('application/json')),
      'parts without a boundary': await send(there, 'a=b', type('multipart/form-data')),
      'parts that end early': await send(there, '--b\r\nConte', type('multipart/form-data; boundary=b')),
      bytes: await send(there, new Uint8Array([0xff, 0, 0xfe]), type('application/octet-stream')),
      prototypes: await send(there, new URLSearchParams({ ...form, __proto__: 'a', constructor: 'b' })),
    }
    expect(failures(statuses)).toEqual([])
  })
})

test('what was typed and saved is text on every page, the readers’ too', async () => {
  const markup = NONSENSE.markup
  const { version } = await site.context.db
    .selectFrom('issue')
    .select('version')
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
  const fields = { ...FORMS['POST /desk/issues/:number'], version: String(version) }
  const saved = await owner.post('/desk/issues/1', {
    ...fields,
    subject: markup,
    preheader: markup,
    intro: markup,
  })
  expect(saved.status).toBe(303)
  expect((await owner.post('/desk/account/name', { name: markup })).status).toBe(303)
  const pages = Object.keys(ACCESS).flatMap((route) => (route.startsWith('GET ') ? [route.slice(4)] : []))
  const filled = pages.map((page) =>
    page.replaceAll(/:(\w+)/g, (_, name: string) => THERE[name] ?? 'pellwright').replace('*', ''),
  )
  const comparison = '/compare/pellwright-vs-mergantle'
  for (const path of [...filled, '/desk/comparisons/pellwright-vs-mergantle', comparison, '/', '/feed.xml']) {
    const answer = await owner.get(path)
    if (/^text\/html/.test(answer.headers.get('content-type') ?? ''))
      expect(await answer.text(), path).not.toContain(SCRIPT)
    else await answer.body?.cancel()
  }
})

test('no address that stood in a form is in the log', () => {
  expect(site.logged()).not.toMatch(/@lovelace\.org/)
})

function failures(statuses: Readonly<Record<string, number>>): string[] {
  return Object.entries(statuses).flatMap(([where, status]) =>
    status >= 500 || status === 401 ? [`${status} for that ${where}`] : [],
  )
}
