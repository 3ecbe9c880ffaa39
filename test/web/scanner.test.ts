import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadSample } from '../../src/actions/installation/load-sample.ts'
import { prepareIssue } from '../../src/actions/issue/prepare.ts'
import { createRequestTaker } from '../../src/actions/subscriber/request.ts'
import type { Context } from '../../src/context.ts'
import { addSubscriber, createTestWeb, newestMail, readerToken } from './support.ts'

test('a scanner that follows every link of every page and mail, with GET and HEAD, changes nothing', async () => {
  const { context, webWith } = await createTestWeb()
  const web = webWith({ desk: true })
  await loadSample(context)
  await prepareIssue(context, 1)
  await context.db.updateTable('issue').set({ status: 'sending' }).execute()
  const reader = readerToken(context, await addSubscriber(context, 'ada@lovelace.org'), 1)
  await createRequestTaker(context)({ address: 'new@lovelace.org', page: '/' })
  const { mail } = await newestMail(context)
  const before = await checksums(context)

  const seen = new Set<string>()
  const queue = [
    '/',
    '/desk',
    '/issues/1',
    `/preferences/${reader}`,
    `/unsubscribe/${reader}`,
    `/votes/${reader}/pellwright-vs-mergantle?pellwright=ship`,
    ...linksIn(mail.text),
  ]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue
    seen.add(path)
    await web.request(path, { method: 'HEAD' })
    queue.push(...linksIn(await (await web.request(path)).text()))
  }

  for (const pattern of [/^\/confirm\//, /^\/compare\//, /^\/votes\//, /^\/issues\/1\/personal-links/]) {
    expect(
      [...seen].some((path) => pattern.test(path)),
      String(pattern),
    ).toBe(true)
  }
  expect(await checksums(context)).toEqual(before)
})

/** The paths of our own site that a page or a mail names, as links or as the targets of its forms. */
function linksIn(text: string): string[] {
  const named = text.matchAll(/(?:href|action)="(\/[^"#]*)"|http:\/\/localhost:3000(\/[^\s"<]*)?/g)
  return [...named].map(([, path, absolute]) => path ?? absolute ?? '/').map((path) => path.split('#')[0]!)
}

/** A fingerprint of the rows of every table. */
async function checksums({ db }: Context): Promise<Record<string, unknown>> {
  const tables = (await db.introspection.getTables()).filter(({ isView }) => !isView)
  const sums = tables.map(async ({ name }) => {
    const { rows } = await sql<{ sum: string | null }>`
      select md5(string_agg(t::text, '|' order by t::text)) as sum from ${sql.table(name)} t`.execute(db)
    return [name, rows[0]?.sum]
  })
  return Object.fromEntries(await Promise.all(sums))
}
