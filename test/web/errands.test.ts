import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ForgetError } from '../../src/mailer/forget.ts'
import { errandLink, openedErrand } from '../support/errands.ts'
import {
  addSubscriber,
  createTestWeb,
  newestMail,
  post,
  readerToken,
  statusOf,
  type TestWeb,
} from './support.ts'

let site: TestWeb
let id: number
let token: string
let readers = 0
beforeAll(async () => {
  site = await createTestWeb()
})
beforeEach(async () => {
  readers += 1
  id = await addSubscriber(site.context, `reader${readers}@lovelace.org`)
  token = readerToken(site.context, id, 7)
})

const mails = () =>
  site.context.db
    .selectFrom('outbox')
    .select(['kind', 'addressKey'])
    .where('subscriberId', '=', id)
    .orderBy('id')
    .execute()

const ASKS = [
  ['download', 'errand-download', {}],
  ['erasure', 'errand-erase', {}],
  ['address', 'errand-move', { address: 'new@hopper.org' }],
] as const

describe.each(ASKS)('asking by the form %s', (form, kind, fields) => {
  const ask = (text = token) => post(site.web, `/preferences/${text}/${form}`, fields)

  test('mails a link to the subscriber, says so with the address masked, and does no more', async () => {
    const before = await site.context.db.selectFrom('subscriber').selectAll().execute()
    const response = await ask()
    expect(response.status).toBe(303)
    const asked = await site.web.request(response.headers.get('location')!)
    const html = await asked.text()
    expect(html).toContain('r…@lovelace.org')
    expect(html).not.toContain(`reader${readers}@`)
    expect(asked.headers.get('cache-control')).toBe('no-store')
    const { mail } = await newestMail(site.context)
    expect(mail.to).toBe(`reader${readers}@lovelace.org`)
    expect(mail.text.replaceAll('\n', ' ')).toContain('The link works once, for 24 hours.')
    expect(await mails()).toEqual([{ kind, addressKey: `reader${readers}@lovelace.org` }])
    expect(site.queued.at(-1)).toMatchObject({ kind: 'send-mails' })
    expect(await site.context.db.selectFrom('subscriber').selectAll().execute()).toEqual(before)
  })

  test('works from an older browser, whose form names no origin, and not from another site', async () => {
    const asks = (headers: Record<string, string>) =>
      post(site.web, `/preferences/${token}/${form}`, fields, headers)
    expect((await asks({ origin: 'https://evil.org' })).status).toBe(403)
    expect((await asks({ origin: 'null' })).status).toBe(303)
  })

  test('again and again fills no mailbox: one mail in ten minutes, three a day, and the answer is the same', async () => {
    const first = await ask()
    const link = await errandLink(site.context)
    for (const [wait, count] of [
      ['9 minutes', 1],
      ['1 minute', 2],
      ['10 minutes', 3],
      ['10 minutes', 3],
      ['23 hours', 3],
      ['1 hour', 4],
    ] as const) {
      await site.database.pass(wait)
      const again = await ask()
      expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
      expect(await mails()).toHaveLength(count)
      // While no new mail leaves, the link in the last one stays good.
      if (count === 1) expect((await site.web.request(`/errands/${kind.slice(7)}/${link}`)).status).toBe(200)
    }
  })

  test('twice at once sends one mail', async () => {
    await Promise.all([ask(), ask(), ask()])
    expect(await mails()).toHaveLength(1)
  })

  test('a link from before the subscriber’s links were revoked can’t, and still unsubscribes', async () => {
    await site.context.db.updateTable('subscriber').set({ tokenVersion: 2 }).where('id', '=', id).execute()
    const response = await ask()
    expect(response.status).toBe(410)
    expect(await response.text()).toContain(`href="/unsubscribe/${token}"`)
    expect(await mails()).toEqual([])
    const oneClick = await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'One-Click' })
    expect(oneClick.status).toBe(200)
  })

  test('garbage is not found, and looking changes nothing', async () => {
    expect((await ask('nonsense')).status).toBe(404)
    expect((await ask(token.slice(1))).status).toBe(404)
    expect((await site.web.request(`/preferences/${token}/asked`)).status).toBe(200)
    expect((await site.web.request('/preferences/nonsense/asked')).status).toBe(404)
    expect(await mails()).toEqual([])
  })
})

test('the download is a file that is kept nowhere on its way', async () => {
  await post(site.web, `/preferences/${token}/download`, {})
  const link = await errandLink(site.context)
  const page = await (await site.web.request(`/errands/download/${link}`)).text()
  expect(page).toContain('r…@lovelace.org')
  expect(page).toContain(`action="/errands/download/${link}"`)
  const response = await post(site.web, `/errands/download/${link}`, {})
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toMatchObject({
    version: 1,
    site: 'Weekly Verdicts',
    subscriber: { number: id, address: `reader${readers}@lovelace.org`, status: 'confirmed' },
  })
})

test.each(['pending', 'ended'] as const)('who is %s can ask for their data, too', async (status) => {
  id = await addSubscriber(site.context, `${status}@lovelace.org`, status)
  await post(site.web, `/preferences/${readerToken(site.context, id)}/download`, {})
  const link = await errandLink(site.context)
  const response = await post(site.web, `/errands/download/${link}`, {})
  expect(await response.json()).toMatchObject({ subscriber: { status } })
})

test.each([
  ['nobody', 'An address has a name, an @ and a domain'],
  ['', 'The address is empty.'],
  [`${'a'.repeat(300)}@hopper.org`, 'longer than mail servers accept'],
  ['юлия@hopper.org', 'something that mail servers do not take'],
  ['grace@例子', 'not a complete domain'],
  ['grace@example.com', 'set aside for examples'],
  ['postmaster@hopper.org', 'the mailbox of an office'],
  ['grace@mailinator.com', 'thrown away after a while'],
  ['"<script>"@hopper.org', 'something that mail servers do not take'],
])('a new address such as %j is refused with a sentence, and kept in the field', async (address, problem) => {
  const response = await post(site.web, `/preferences/${token}/address`, { address })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain(problem)
  expect(html).toContain('aria-invalid')
  expect(html).toContain(
    `value="${address.replace(/["<>]/g, (sign) => `&${{ '"': 'quot', '<': 'lt', '>': 'gt' }[sign]};`)}"`,
  )
  expect(html).not.toContain('<script>')
  expect(await mails()).toEqual([])
})

test('a form without the field is refused like an empty one', async () => {
  expect((await post(site.web, `/preferences/${token}/address`, {})).status).toBe(422)
})

test('an address in another script is taken for the ASCII domain that it stands for', async () => {
  await post(site.web, `/preferences/${token}/address`, { address: 'grace@bücher.de' })
  expect((await newestMail(site.context)).mail.subject).toContain('g…@xn--bcher-kva.de')
})

test('who is not subscribed has nothing to move', async () => {
  await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
  const response = await post(site.web, `/preferences/${token}/address`, { address: 'new@hopper.org' })
  expect(response.headers.get('location')).toBe(`/preferences/${token}`)
  expect(await mails()).toEqual([])
})

test('whoever has the reader’s link finds out no address with it: the present one is answered like any other', async () => {
  const own = await addSubscriber(site.context, `known${readers}@lovelace.org`)
  const answers = []
  for (const address of [
    `READER${readers}@lovelace.org`,
    `known${readers}@lovelace.org`,
    `unknown${readers}@lovelace.org`,
  ]) {
    await site.database.pass('11 minutes')
    const response = await post(site.web, `/preferences/${token}/address`, { address })
    answers.push([response.status, response.headers.get('location'), await response.text()])
  }
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
  expect(await mails()).toHaveLength(3)
  const sent = await site.context.db
    .selectFrom('outbox')
    .select('mail')
    .where('subscriberId', '=', id)
    .execute()
  const subjects = sent.map(({ mail }) => (mail as { subject: string }).subject)
  expect(subjects).toEqual([
    'Weekly Verdicts comes to this address already',
    'Move your subscription to k…@lovelace.org?',
    'Move your subscription to u…@lovelace.org?',
  ])
  expect(own).not.toBe(id)
})

test('a subscription moves once both mailboxes have said so, and the old one is told', async () => {
  const addressOf = async () => {
    const row = await site.context.db
      .selectFrom('subscriber')
      .select('address')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.address
  }
  const address = `moved${readers}@hopper.org`
  await post(site.web, `/preferences/${token}/address`, { address })
  const { mail: asking } = await newestMail(site.context)
  expect(asking.to).toBe(`reader${readers}@lovelace.org`)
  expect(asking.text).toContain('m…@hopper.org')
  const move = await errandLink(site.context)
  const movePage = await (await site.web.request(`/errands/move/${move}`)).text()
  expect(movePage).toContain('r…@lovelace.org')
  expect(movePage).toContain('m…@hopper.org')

  const confirmed = await post(site.web, `/errands/move/${move}`, {})
  expect(confirmed.headers.get('location')).toBe('/errands/moving')
  expect(await addressOf()).toBe(`reader${readers}@lovelace.org`)
  const { mail: offering } = await newestMail(site.context)
  expect(offering.to).toBe(address)
  expect(offering.subject + offering.text).not.toContain('lovelace')
  const adopt = await errandLink(site.context)
  expect(await (await site.web.request(`/errands/adopt/${adopt}`)).text()).not.toContain('lovelace')

  const adopted = await post(site.web, `/errands/adopt/${adopt}`, {})
  expect(adopted.headers.get('location')).toBe('/errands/moved')
  expect(await addressOf()).toBe(address)
  const { mail: telling } = await newestMail(site.context)
  expect(telling.to).toBe(`reader${readers}@lovelace.org`)
  expect(telling.text).toContain('m…@hopper.org')
  for (const path of ['/errands/moving', '/errands/moved']) {
    expect((await site.web.request(path)).status).toBe(200)
  }
  // The link in it unsubscribes, whatever the version.
  const oneClick = /\/unsubscribe\/([\w-]+)/.exec(telling.text)![0]
  expect((await post(site.web, oneClick, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200)
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('a new address that is suppressed by then is refused with a page that says so', async () => {
  const link = await openedErrand(site.context, 'adopt', id, `sup${readers}@hopper.org`)
  await site.context.db
    .insertInto('suppression')
    .values({
      address: `sup${readers}@hopper.org`,
      addressKey: `sup${readers}@hopper.org`,
      reason: 'complaint',
      note: null,
    })
    .execute()
  const response = await post(site.web, `/errands/adopt/${link}`, {})
  expect(response.status).toBe(409)
  expect(await response.text()).toContain('Your subscription stays where it was')
})

test('the page before an erasure says what goes and what stays, and after it no link has a token', async () => {
  const link = await openedErrand(site.context, 'erase', id)
  const page = await (await site.web.request(`/errands/erase/${link}`)).text()
  for (const words of ['What is erased', 'What stays', 'Nobody can undo it', 'r…@lovelace.org']) {
    expect(page).toContain(words)
  }
  const erased = await post(site.web, `/errands/erase/${link}`, {})
  expect([erased.status, erased.headers.get('location')]).toEqual([303, '/errands/erased'])
  expect(await (await site.web.request('/errands/erased')).text()).toContain('You get no further mail')
  expect(site.queued.at(-1)).toEqual({ kind: 'finish-erasures' })
  expect(await mails()).toEqual([])
})

test('links of somebody erased unsubscribe as ever, open nothing else, and ask for nothing', async () => {
  await post(site.web, `/errands/erase/${await openedErrand(site.context, 'erase', id)}`, {})
  const oneClick = await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'One-Click' })
  expect([oneClick.status, await oneClick.text()]).toEqual([200, ''])
  const looked = await site.web.request(`/unsubscribe/${token}`)
  expect([looked.status, await looked.text()]).toEqual([200, expect.stringContaining('You are unsubscribed')])
  const pressed = await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
  expect(pressed.status).toBe(303)
  expect((await site.web.request(pressed.headers.get('location')!)).status).toBe(200)
  for (const response of [
    await site.web.request(`/preferences/${token}`),
    await site.web.request(`/preferences/${token}/asked`),
    await post(site.web, `/preferences/${token}/download`, {}),
    await post(site.web, `/preferences/${token}/address`, { address: 'new@hopper.org' }),
  ]) {
    expect([response.status, await response.text()]).toEqual([
      410,
      expect.stringContaining('action="/subscriptions"'),
    ])
  }
  expect(
    await site.context.db.selectFrom('outbox').select('id').where('subscriberId', '=', id).execute(),
  ).toEqual([])
})

test('when the mailbox keeps its copies, the page says that nothing was erased, and has the button again', async () => {
  const link = await openedErrand(site.context, 'erase', id)
  const forget = async () => {
    throw new ForgetError('The mailbox does not answer; try again.')
  }
  const context = { ...site.context, mailer: { ...site.context.mailer, forget } }
  const response = await post(site.webWith({ context }), `/errands/erase/${link}`, {})
  expect(response.status).toBe(503)
  expect(await response.text()).toContain(`action="/errands/erase/${link}"`)
  expect(await statusOf(site.context, id)).toBe('confirmed')
  expect((await post(site.web, `/errands/erase/${link}`, {})).status).toBe(303)
})
