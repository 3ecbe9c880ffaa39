import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { smallContent } from '../../actions/content/small-content.ts'
import { createTestWeb, newestMail, type TestWeb } from '../support.ts'
import { type AtDesk, browser, loggedOf, signedIn, signInAs } from './support.ts'

let site: TestWeb
let owner: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  owner = await signedIn(site.context, site.web, 'owner')
})

const invite = (fields: Record<string, string>) =>
  owner.post('/desk/editors', { role: 'editor', name: '', reviewer: '', ...fields })

async function idOf(address: string): Promise<number> {
  const row = await site.context.db
    .selectFrom('editor')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return row.id
}

test('an owner invites, and whoever is invited signs in', async () => {
  const invited = await invite({ address: 'Grace@Lovelace.org', name: 'Grace' })
  expect(invited.status).toBe(303)
  expect(site.queued.at(-1)).toMatchObject({ kind: 'send-mails' })
  const { mail } = await newestMail(site.context)
  expect(mail).toMatchObject({
    to: 'grace@lovelace.org',
    subject: 'You are invited to the desk of Weekly Verdicts',
  })
  expect(mail.text).toContain('http://localhost:3000/desk/sign-in')
  const grace = browser(site.web, await signInAs(site.context, site.web, 'grace@lovelace.org'))
  expect(await grace.read('/desk')).toContain('Grace')
  expect((await grace.get('/desk/editors')).status).toBe(403)
})

test('what is wrong with an invitation stands at its field, and what was typed stays', async () => {
  await importContent(site.context, { reviewers: smallContent.reviewers })
  const refused = await invite({ address: 'grace@', name: '<b>Grace</b>', role: 'reviewer' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('not a complete domain')
  expect(page).toContain('Say whose reviews they write: The Skeptic, The Builder.')
  expect(page).toContain('value="&lt;b&gt;Grace&lt;/b&gt;"')
  expect(await (await invite({ address: 'x@lovelace.org', name: 'x'.repeat(81) })).text()).toContain(
    '80 at most',
  )
  expect(await (await invite({ address: 'x@lovelace.org', role: 'king' })).text()).toContain('Choose one of')
  expect(await (await invite({ address: 'owner@lovelace.org' })).text()).toContain('invited already')
})

test('invited twice at once, somebody is invited once', async () => {
  const answers = await Promise.all([
    invite({ address: 'twice@lovelace.org' }),
    invite({ address: 'twice@lovelace.org' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})

test('a role is changed at once', async () => {
  await invite({ address: 'rising@lovelace.org' })
  const rising = browser(site.web, await signInAs(site.context, site.web, 'rising@lovelace.org'))
  await owner.post(`/desk/editors/${await idOf('rising@lovelace.org')}/role`, { role: 'owner' })
  expect((await rising.get('/desk/editors')).status).toBe(200)
  const refused = await owner.post(`/desk/editors/${await idOf('rising@lovelace.org')}/role`, {
    role: 'reviewer',
  })
  expect(await refused.text()).toContain('A reviewer needs a seat')
  expect(await loggedOf(site.context, await idOf('rising@lovelace.org'))).toEqual([
    'editor-invited editor',
    'editor-role-changed owner',
  ])
})

test('who is removed is out, and comes back by invitation with the role of that one', async () => {
  await invite({ address: 'gone@lovelace.org', role: 'owner' })
  const gone = browser(site.web, await signInAs(site.context, site.web, 'gone@lovelace.org'))
  const id = await idOf('gone@lovelace.org')
  expect((await owner.post(`/desk/editors/${id}/removal`)).status).toBe(303)
  expect((await gone.get('/desk')).status).toBe(303)
  expect(await owner.read('/desk/editors')).not.toContain('gone@lovelace.org')
  const again = await owner.post(`/desk/editors/${id}/removal`)
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('no editor any more')

  await invite({ address: 'gone@lovelace.org', role: 'editor' })
  expect(await idOf('gone@lovelace.org')).toBe(id)
  const back = browser(site.web, await signInAs(site.context, site.web, 'gone@lovelace.org'))
  expect((await back.get('/desk/editors')).status).toBe(403)
  expect(await loggedOf(site.context, id)).toEqual([
    'editor-invited owner',
    'editor-removed',
    'editor-invited editor',
  ])
})

test('the last owner can neither leave nor step down, and of two who remove each other one stays', async () => {
  const { context, web } = await createTestWeb()
  const one = await signedIn(context, web, 'owner')
  expect(await (await one.post(`/desk/editors/${one.id}/removal`)).text()).toContain('You are the last owner')
  expect(await (await one.post(`/desk/editors/${one.id}/role`, { role: 'editor' })).text()).toContain(
    'the last owner',
  )
  // What was chosen stands there still, with what is wrong with it.
  const refused = await one.post(`/desk/editors/${one.id}/role`, { role: 'reviewer' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(
    /<details open(?:(?!<\/details>).)*the last owner(?:(?!<\/details>).)*<option value="reviewer" selected/s,
  )
  const other = await signedIn(context, web, 'owner', 'other@lovelace.org')
  await Promise.all([
    one.post(`/desk/editors/${other.id}/removal`),
    other.post(`/desk/editors/${one.id}/removal`),
  ])
  const stayed = await context.db.selectFrom('editor').select('id').where('removedAt', 'is', null).execute()
  expect(stayed).toHaveLength(1)
})

test('the log says who did what, by ids, and can be neither changed nor emptied', async () => {
  const { db } = site.context
  const page = await owner.read('/desk/log')
  expect(page).toContain(`>Grace (${await idOf('grace@lovelace.org')})</a>`)
  expect(page.replace(/<body.*?<main/s, '')).not.toContain('@')
  for (const change of [
    'update audit_entry set kind = kind',
    'delete from audit_entry',
    'truncate audit_entry',
  ]) {
    await expect(sql.raw(change).execute(db)).rejects.toThrow('only grows')
  }
})

test('the log has pages', async () => {
  await sql`
    insert into audit_entry (source, kind, subject)
    select 'command', 'editor-invited', 'number ' || n from generate_series(1, 150) as n`.execute(
    site.context.db,
  )
  const first = await owner.read('/desk/log')
  expect(first).toContain('invited editor number 150<')
  expect(first).not.toContain('number 50<')
  const next = /\/desk\/log\?before=\d+/.exec(first)![0]
  expect(await owner.read(next)).toContain('invited editor number 50<')
})

test('an editor changes their own name, and no more than that', async () => {
  for (const name of ['  Ada  ', 'Ada']) {
    expect((await owner.post('/desk/account/name', { name })).status).toBe(303)
  }
  expect(await owner.read('/desk/account')).toContain('value="Ada"')
  const renamed = site.context.db.selectFrom('auditEntry').select(['editorId', 'subject'])
  expect(await renamed.where('kind', '=', 'editor-renamed').execute()).toEqual([
    { editorId: owner.id, subject: String(owner.id) },
  ])
  for (const [name, problem] of [
    [' ', 'The name is empty'],
    ['x'.repeat(81), 'It has 81 characters: 80 at most'],
  ] as const) {
    const refused = await owner.post('/desk/account/name', { name })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(problem)
  }
})
