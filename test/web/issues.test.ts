import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { createIssue } from '../../src/actions/issue/create.ts'
import { prepareIssue } from '../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../src/actions/issue/schedule.ts'
import type { IssueStatus } from '../../src/domain/issue.ts'
import { addSubscriber, createTestWeb, importSample, type TestWeb } from './support.ts'

let site: TestWeb
beforeAll(async () => {
  site = await createTestWeb()
  await importSample(site.context)
  await addSubscriber(site.context, 'ada@lovelace.org')
  for (const subject of ['The <first>', 'The second']) {
    const issue = { subject, intro: 'Hello.', comparisons: ['pellwright-vs-mergantle'] }
    await createIssue(site.context, issue)
  }
})

async function move(number: number, status: IssueStatus): Promise<void> {
  await site.context.db
    .updateTable('issue')
    .set({
      status,
      heldBecause: status === 'held' ? 'Something is wrong.' : null,
      sentAt: status === 'sent' ? sql<Date>`clock_now()` : null,
    })
    .where('number', '=', number)
    .execute()
}

const statusOf = async (path: string) => (await site.web.request(path)).status

test('the list of past issues says when there is none', async () => {
  expect(await (await site.web.request('/issues')).text()).toContain('No issue has gone out yet')
})

test('an issue can be read from its first mail on, and not before', async () => {
  expect(await statusOf('/issues/1')).toBe(404)
  await scheduleIssue(site.context, 1, 'now')
  expect(await statusOf('/issues/1')).toBe(404)
  await prepareIssue(site.context, 1)
  expect(await statusOf('/issues/1')).toBe(404)
  for (const status of ['sending', 'paused', 'sent'] as const) {
    await move(1, status)
    expect(await statusOf('/issues/1'), status).toBe(200)
  }
})

test('a held issue can be read when some of it is out', async () => {
  await move(1, 'held')
  expect(await statusOf('/issues/1')).toBe(404)
  await site.context.db
    .updateTable('delivery')
    .set({ state: 'accepted', providerId: 'x', settledAt: new Date() })
    .where('issueNumber', '=', 1)
    .execute()
  expect(await statusOf('/issues/1')).toBe(200)
  await move(1, 'sent')
})

test('an issue on the web is the mail’s own HTML, as the main part of a page, without anyone’s links', async () => {
  const response = await site.web.request('/issues/1')
  const html = await response.text()
  expect(html.toLowerCase()).toMatch(/^<!doctype html/)
  expect(html).toMatch(/<body[^>]*><main>.*<\/main><\/body><\/html>$/s)
  expect(html).toContain('Setup took eleven minutes')
  expect(html).toContain('http://localhost:3000/issues/1/personal-links')
  expect(html).not.toMatch(/\/(unsubscribe|preferences)\//)
  expect(html).not.toMatch(/[\u{E000}\u{E001}]/u)
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'; img-src https: data:/,
  )
  expect(response.headers.get('cache-control')).toBe('public, max-age=60')
})

test('the page behind its personal links says where to find them', async () => {
  const html = await (await site.web.request('/issues/1/personal-links')).text()
  expect(html).toContain('at the foot of the mail itself')
})

test('sent issues are listed, the newest first, and no others', async () => {
  const listed = async () =>
    [...(await (await site.web.request('/issues')).text()).matchAll(/href="\/issues\/(\d+)">([^<]+)/g)].map(
      ([, number, subject]) => `${number} ${subject}`,
    )
  expect(await listed()).toEqual(['1 The &lt;first&gt;'])
  await scheduleIssue(site.context, 2, 'now')
  await prepareIssue(site.context, 2)
  await move(2, 'sent')
  expect(await listed()).toEqual(['2 The second', '1 The &lt;first&gt;'])
})

test('what is no number of an issue is not found', async () => {
  for (const number of ['3', '0', '01', '-1', '1.0', 'x', '99999999999999999999', '%00']) {
    expect(await statusOf(`/issues/${number}`), number).toBe(404)
  }
})
