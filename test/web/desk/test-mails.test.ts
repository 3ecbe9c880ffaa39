import { beforeAll, beforeEach, expect, test } from 'vitest'
import { issueTest } from '../../../src/cli/issue-test.ts'
import { callCommand } from '../../support/call-command.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { CODE, type PreviewScene, setPreviewScene, WORDS } from './preview-scene.ts'
import { signedIn } from './support.ts'

let scene: PreviewScene
let number: number
beforeAll(async () => {
  scene = await setPreviewScene()
}, 60_000)
// An issue for each: what is sent of one is no second press of what was sent of another.
beforeEach(async () => {
  number = await scene.draft([CODE, WORDS], `Number {first} ${Math.random()}`)
})

const send = (fields: Record<string, string>, who = scene.editor) =>
  who.post(`/desk/issues/${number}/test-mails`, { whom: 'others', edition: '1', to: '', ...fields })

/** The test mails that have been sent of this test's issue. */
async function sent() {
  await workUntilDone(scene.context)
  return (await scene.mails()).filter(({ text }) => text.startsWith(`*** Test of issue ${number}.`))
}

async function acts() {
  return scene.context.db
    .selectFrom('auditEntry')
    .select(['source', 'detail'])
    .where('kind', '=', 'test-mail-sent')
    .where('subject', '=', String(number))
    .execute()
}

test('a test mail to oneself is marked as one, its personal links inert', async () => {
  const answer = await send({ whom: 'me', to: 'somebody@else.org' })
  expect(answer.status).toBe(303)
  expect(scene.queued.at(-1)).toMatchObject({ kind: 'send-mails' })
  const page = answer.headers.get('location')!
  const waiting = await scene.editor.read(page)
  expect(waiting).toContain('The test mail is on the way')
  expect(waiting).toMatch(/<noscript><meta http-equiv="refresh"/)
  expect(waiting).toContain('data-renew="soon"')
  const [mail, ...more] = await sent()
  expect(more).toEqual([])
  expect(mail!.to).toEqual(['editor@lovelace.org'])
  expect(mail!.subject).toMatch(/^\[Test] Number Pellwright vs Mergantle/)
  expect(mail!.html).toContain(`Test of issue ${number}. Its personal links do nothing.`)
  expect(mail!.html).not.toMatch(/\/(preferences|unsubscribe|votes)\//)
  expect(mail!.html).toContain('http://localhost:3000/test-mail')
  expect(mail!.headers).not.toHaveProperty('List-Unsubscribe')
  const after = await scene.editor.read(page)
  expect(after).toContain('The test mail has left: the mail service accepted it.')
  expect(after).not.toContain('http-equiv="refresh"')
  expect(after).not.toContain('data-renew="soon"')
  expect(after).toContain('Accepted by the mail service')
  expect(after).toContain('href="/mailbox"')
  expect(await acts()).toEqual([{ source: 'desk', detail: '1 mail, edition 1' }])
})

test('a list gets one mail each, whatever the spellings, and an edition is sent as its readers get it', async () => {
  await scene.choose(1, { categories: ['writing'], format: 'text' })
  const [, edition] = /<option value="(\d+)"[^>]*>Edition \d+, plain text/.exec(
    await scene.editor.read(`/desk/issues/${number}/preview`),
  )!
  const answer = await send({ to: 'a@hopper.org, B@hopper.org\nb@hopper.org', edition: edition! })
  expect(answer.status).toBe(303)
  const page = await scene.editor.read(answer.headers.get('location')!)
  for (const address of ['a@hopper.org', 'b@hopper.org']) expect(page).toContain(address)
  const mails = await sent()
  expect(mails.map(({ to }) => to[0])).toEqual(['a@hopper.org', 'B@hopper.org'])
  for (const mail of mails) {
    expect(mail.html).toBeNull()
    expect(mail.text).not.toContain('Pellwright')
  }
  expect(await acts()).toEqual([{ source: 'desk', detail: `2 mails, edition ${edition}` }])
})

test('one bad address among good ones, and nobody is mailed; all that was typed stays', async () => {
  await scene.context.db
    .insertInto('suppression')
    .values({ address: 'gone@hopper.org', addressKey: 'gone@hopper.org', reason: 'complaint', note: null })
    .execute()
  for (const [to, problem] of [
    ['a@hopper.org\n<b>grace</b>@', '&lt;b&gt;grace&lt;/b&gt;@: The part'],
    ['a@hopper.org\nGone@hopper.org', 'gone@hopper.org is suppressed'],
    [' ', 'no address yet'],
    [Array.from({ length: 21 }, (_, n) => `r${n}@hopper.org`).join('\n'), '21 addresses: 20 at most'],
    ['x'.repeat(30_000), 'An address has a name'],
  ] as const) {
    const refused = await send({ to })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(problem)
    expect(page).toContain('No test mail was sent.')
    expect(page).toContain(`>${to.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</textarea>`)
  }
  expect(await sent()).toEqual([])
  expect(await acts()).toEqual([])
  expect(scene.logged()).not.toContain('hopper.org')
})

test('an edition that is none is refused, at its field', async () => {
  for (const edition of ['77', '', 'x', '-1', '1e3']) {
    const refused = await send({ to: 'a@hopper.org', edition })
    expect(refused.status, edition).toBe(422)
    expect(await refused.text()).toContain('has no edition')
  }
  expect(await sent()).toEqual([])
})

test('a double click sends once, and both lead to the same page', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => send({ to: 'twice@hopper.org, again@hopper.org' })))
  const pages = answers.map(({ headers }) => headers.get('location'))
  expect(new Set(pages).size).toBe(1)
  expect(await sent()).toHaveLength(2)
  // A minute later it is meant, and so it is at once when the issue says something else.
  await scene.database.pass('61 seconds')
  await send({ to: 'twice@hopper.org, again@hopper.org' })
  expect(await sent()).toHaveLength(4)
  await scene.context.db.updateTable('issue').set({ intro: 'Mended.' }).where('number', '=', number).execute()
  await send({ to: 'twice@hopper.org, again@hopper.org' })
  expect(await sent()).toHaveLength(6)
})

test('an editor sends a hundred in an hour and is told when there are more; others are not held up', async () => {
  const eager = await signedIn(scene.context, scene.web, 'editor', 'eager@lovelace.org')
  const list = (round: number, count = 20) =>
    Array.from({ length: count }, (_, n) => `r${round}-${n}@hopper.org`).join(',')
  for (const round of [1, 2, 3, 4]) expect((await send({ to: list(round) }, eager)).status).toBe(303)
  expect((await send({ to: list(5, 15) }, eager)).status).toBe(303)
  const refused = await send({ to: list(6) }, eager)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain(
    '100 test mails an hour, and 5 are left. There are more in 60 minutes',
  )
  // What was refused did not count, neither as sent nor as a first press.
  expect((await send({ to: list(6) }, eager)).status).toBe(422)
  expect((await send({ to: list(6, 5) }, eager)).status).toBe(303)
  expect(await (await send({ to: 'r@hopper.org' }, eager)).text()).toContain('none is left')
  expect((await send({ to: 'r@hopper.org' })).status).toBe(303)
  await scene.database.pass('61 minutes')
  expect((await send({ to: list(6) }, eager)).status).toBe(303)
})

test('the command sends the same, and says what is wrong with each option', async () => {
  const run = (values: Record<string, string>) =>
    callCommand(issueTest, { positionals: [String(number)], values, open: () => scene.context })
  await run({ to: 'a@hopper.org,b@hopper.org' })
  await run({ to: 'a@hopper.org', edition: '1' })
  expect((await sent()).map(({ to }) => to[0])).toEqual(['a@hopper.org', 'b@hopper.org', 'a@hopper.org'])
  expect(await acts()).toContainEqual({ source: 'command', detail: '2 mails, edition 1' })
  await expect(run({ to: 'a@hopper.org,b@' })).rejects.toThrow('--to: b@: The part after the @')
  await expect(run({ to: 'a@hopper.org', edition: '77' })).rejects.toThrow('--edition: Issue')
  await expect(run({ to: 'a@hopper.org', edition: 'two' })).rejects.toThrow(
    '--edition: "two" is not the number',
  )
})

test('test mails of another kind of mail, or of none, are not shown', async () => {
  const { id } = await scene.context.db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'sign-in-code')
    .limit(1)
    .executeTakeFirstOrThrow()
  for (const mail of [String(id), '999999', 'x', '0']) {
    expect((await scene.editor.get(`/desk/issues/${number}/test-mails/${mail}`)).status, mail).toBe(404)
  }
  expect((await send({ to: 'a@hopper.org' })).status).toBe(303)
  number = 99_999
  expect((await send({ to: 'a@hopper.org' })).status).toBe(404)
})
