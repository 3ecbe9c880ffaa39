import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ERRAND_KINDS, type ErrandKind } from '../../src/domain/errand.ts'
import { linkKeys, readToken, signToken } from '../../src/domain/link-token.ts'
import { openedErrand } from '../support/errands.ts'
import { addSubscriber, createTestWeb, post, readerToken, type TestWeb } from './support.ts'

let site: TestWeb
let id: number
let readers = 0
beforeAll(async () => {
  site = await createTestWeb({ SECRET_KEY: `${'the newest key '.repeat(3)},${'an older key '.repeat(3)}` })
})
beforeEach(async () => {
  readers += 1
  id = await addSubscriber(site.context, `reader${readers}@lovelace.org`)
})

describe.each(ERRAND_KINDS)('the link of an errand (%s)', (kind) => {
  let token: string
  beforeEach(async () => {
    token = await openedErrand(site.context, kind, id, `new${readers}@hopper.org`)
  })

  /** What its page and its button answer, which is the same. */
  async function answers(text: string): Promise<{ status: number; html: string }> {
    const page = await site.web.request(`/errands/${kind}/${text}`)
    const pressed = await post(site.web, `/errands/${kind}/${text}`, {})
    expect(pressed.status).toBe(page.status)
    const html = await page.text()
    expect(await pressed.text()).toBe(html)
    expect(html).toContain('link at the foot of any issue')
    return { status: page.status, html }
  }

  test('looked at, as scanners do, it changes nothing and shows no address in full', async () => {
    const before = await site.context.db.selectFrom('errand').selectAll().orderBy('id').execute()
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await site.web.request(`/errands/${kind}/${token}`, { method })
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(await response.text()).not.toMatch(/(reader|new)\d+@/)
    }
    expect(await site.context.db.selectFrom('errand').selectAll().orderBy('id').execute()).toEqual(before)
  })

  test('works from an older browser, whose form names no origin', async () => {
    const response = await post(site.web, `/errands/${kind}/${token}`, {}, { origin: 'null' })
    expect(response.status).toBeLessThan(400)
  })

  test.each(['nonsense', 'A'.repeat(50), 'ä', '%00', 'x'.repeat(2_000)])(
    'garbage such as %s is not found, and the page helps on',
    async (text) => expect((await answers(encodeURIComponent(text))).status).toBe(404),
  )

  test('cut short, or one character longer, it is not found', async () => {
    for (const text of [token.slice(0, -1), token.slice(0, 25), `${token}A`]) {
      expect(await answers(text)).toMatchObject({
        status: 404,
        html: expect.stringContaining('copy the whole link'),
      })
    }
  })

  test('a link of another purpose, or signed with a key that is none of ours, is not found', async () => {
    const { config } = site.context
    const said = readToken(config.linkKeys, token) as Extract<
      ReturnType<typeof readToken>,
      { errandId: number }
    >
    const others = ERRAND_KINDS.filter((other) => other !== kind).map((purpose: ErrandKind) =>
      signToken(config.linkKeys[0]!, { ...said, purpose }),
    )
    const foreign = signToken(linkKeys(['somebody else’s key'])[0]!, said)
    for (const text of [readerToken(site.context, id), ...others, foreign]) {
      expect((await answers(text)).status).toBe(404)
    }
    expect((await site.web.request(`/preferences/${token}`)).status).toBe(404)
    expect((await post(site.web, `/unsubscribe/${token}`, { from: 'page' })).status).toBe(404)
    expect((await post(site.web, `/confirm/${token}`, {})).status).toBe(404)
  })

  test('signed with an older key that is still in the list, it works', async () => {
    const said = readToken(site.context.config.linkKeys, token)!
    const older = signToken(site.context.config.linkKeys[1]!, said)
    expect((await site.web.request(`/errands/${kind}/${older}`)).status).toBe(200)
  })

  test('after 24 hours it has expired, also once nobody remembers it', async () => {
    const { db, config } = site.context
    const said = readToken(config.linkKeys, token)! as { expiresAt: Date }
    const { createdAt } = await db
      .selectFrom('errand')
      .select('createdAt')
      .where('subscriberId', '=', id)
      .executeTakeFirstOrThrow()
    expect(Math.round((said.expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(24 * 60)
    await site.database.pass('24 hours')
    const expired = await answers(token)
    expect(expired).toMatchObject({ status: 410, html: expect.stringContaining('This link has expired') })
    await db.deleteFrom('errand').where('subscriberId', '=', id).execute()
    expect(await answers(token)).toEqual(expired)
  })

  test('when a newer mail was asked for, only the newer link works', async () => {
    const newer = await openedErrand(site.context, kind, id, `newer${readers}@hopper.org`)
    expect(await answers(token)).toMatchObject({ status: 410, html: expect.stringContaining('newer mail') })
    expect((await site.web.request(`/errands/${kind}/${newer}`)).status).toBe(200)
  })

  test('pressed again, or in two tabs at once, it works once', async () => {
    const press = () => post(site.web, `/errands/${kind}/${token}`, {})
    const statuses = (await Promise.all([press(), press(), press()])).map(({ status }) => status)
    expect(statuses.filter((status) => status < 400)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(2)
    expect((await answers(token)).status).toBe(410)
  })

  test('once the subscriber’s links are revoked, it is dead', async () => {
    await site.context.db.updateTable('subscriber').set({ tokenVersion: 2 }).where('id', '=', id).execute()
    expect((await answers(token)).status).toBe(410)
  })
})
