import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findIssue } from '../../../db/queries/issue.ts'
import { ageLinkChecks, findLinkChecks } from '../../../db/queries/link-check.ts'
import { handle } from '../../../jobs/handlers.ts'
import { composeWholeIssue } from '../../../src/actions/issue/compose-whole-issue.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { issueLinks } from '../../../src/actions/issue/issue-links.ts'
import { recheckLinks } from '../../../src/actions/issue/recheck-links.ts'
import { checkLinks } from '../../../src/actions/link/check.ts'
import type { Fragment } from '../../../src/domain/fragment.ts'
import { createTestContext } from '../../support/context.ts'
import { importSmallContent } from '../../support/sending.ts'

const asked: string[] = []
let status = 200
const server = createServer((request, response) => {
  asked.push(request.url!)
  response.writeHead(status).end()
})
let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
})

const { context, database } = await createTestContext()
const { db } = context
await importSmallContent(context)
const network = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  permits: (_: string, to: number) => to === port,
}
const at = (path: string) => `http://tool.test:${port}${path}`
const outcomes = async (...urls: string[]) =>
  [...(await findLinkChecks(db, urls)).values()].map(({ outcome }) => outcome)

beforeEach(async () => {
  asked.length = 0
  status = 200
  await db.deleteFrom('linkCheck').execute()
})

test('a link is asked for once in a day', async () => {
  await checkLinks(context, [at('/a')], network)
  await checkLinks(context, [at('/a'), at('/b')], network)
  expect(asked).toEqual(['/a', '/b'])
  expect(await outcomes(at('/a'), at('/b'))).toEqual(['fine', 'fine'])
  await database.pass('25 hours')
  status = 404
  await checkLinks(context, [at('/a')], network)
  expect(await outcomes(at('/a'))).toEqual(['gone'])
})

test('or as soon as somebody asks for it', async () => {
  await checkLinks(context, [at('/a')], network)
  await ageLinkChecks(db, [at('/a')], '24 hours')
  await checkLinks(context, [at('/a')], network)
  expect(asked).toEqual(['/a', '/a'])
})

test('many links are asked for a few at a time, and all of them', async () => {
  const urls = Array.from({ length: 11 }, (_, index) => at(`/${index}`))
  await checkLinks(context, urls, network)
  expect(asked.toSorted()).toEqual(urls.map((_, index) => `/${index}`).toSorted())
})

test('what was looked at a month ago is forgotten', async () => {
  await checkLinks(context, [at('/a')], network)
  await database.pass('31 days')
  await handle(context, { kind: 'check-links' })
  expect(await outcomes(at('/a'))).toEqual([])
})

test('the links that leave the site are found once each, and neither its own nor the reader’s', async () => {
  await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  const { fragments } = await composeWholeIssue(context, (await findIssue(db, 1))!)
  expect(issueLinks(fragments, context.config.site.url).outward).toEqual([])
  const more = (html: string, comparison: string | null): Fragment => ({
    ...fragments[0]!,
    kind: 'comparison',
    html,
    comparison,
  })
  const links = [
    more(
      '<a href="https://quill.example/?a=1&amp;b=2">Quill</a> <a href="mailto:a@lovelace.org">A</a>',
      'quill-vs-reed',
    ),
    more('<a href="https://quill.example/?a=1&amp;b=2">again</a><a href="https:// no">x</a>', null),
  ]
  expect(issueLinks([...fragments, ...links], context.config.site.url).outward).toEqual([
    { url: 'https://quill.example/?a=1&b=2', comparison: 'quill-vs-reed' },
  ])
})

test('links are looked at again for an issue that there is, and the log says who had it done', async () => {
  expect(await recheckLinks(context, 1)).toEqual([{ kind: 'check-links' }])
  expect(await recheckLinks(context, 99)).toBeUndefined()
  const acts = db.selectFrom('auditEntry').select('subject').where('kind', '=', 'links-rechecked')
  expect(await acts.execute()).toEqual([{ subject: '1' }])
})

test('the links of every draft are asked for without anybody asking', async () => {
  // An address within, which is refused before it is connected to.
  const links = ['https://10.0.0.7/a', 'https://10.0.0.7/b']
  for (const url of links) await createIssue(context, { subject: 'S', intro: `[x](${url})`, comparisons: [] })
  await handle(context, { kind: 'check-links' })
  expect(await outcomes(...links)).toEqual(['refused', 'refused'])
})
