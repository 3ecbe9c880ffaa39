import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import type { SuppressionReason } from '../../../src/domain/suppression.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { addSubscriber } from '../support.ts'
import { CODE, type PreviewScene, setPreviewScene, WORDS } from './preview-scene.ts'

const ADDRESS = 'reader1@lovelace.org'

let scene: PreviewScene
let number: number
beforeAll(async () => {
  scene = await setPreviewScene()
  number = await scene.draft([CODE, WORDS])
}, 60_000)

beforeEach(async () => {
  const { db } = scene.context
  const readers = db.updateTable('subscriber').where('address', 'like', 'reader%')
  await readers.set({ ...SUBSCRIBED, selectionId: 1 }).execute()
  await db.deleteFrom('suppression').execute()
})

const SUBSCRIBED = { status: 'confirmed', pausedUntil: null, endedAt: null } as const

const change = (changes: Record<string, unknown>) => async () => {
  const { db } = scene.context
  await db.updateTable('subscriber').set(changes).where('address', '=', ADDRESS).execute()
}
const choose = (selection: Parameters<PreviewScene['choose']>[1]) => () => scene.choose(0, selection)
const suppress =
  (reason: SuppressionReason, liftedAt: Date | null = null) =>
  async () => {
    const row = { address: ADDRESS, addressKey: ADDRESS, reason, note: null, liftedAt }
    await scene.context.db.insertInto('suppression').values(row).execute()
  }

const lookUp = (address = ADDRESS, issue = number) =>
  scene.editor.post(`/desk/issues/${issue}/preview/subscribers`, { address })

/** The page that looking somebody up leads to. */
async function pageOf(address = ADDRESS, issue = number): Promise<string> {
  const found = await lookUp(address, issue)
  expect(found.status).toBe(303)
  return scene.editor.read(found.headers.get('location')!)
}

describe('a subscriber of an issue that is not frozen', () => {
  test.each<[who: string, setUp: () => Promise<void>, gets: string]>([
    ['has chosen nothing', async () => undefined, 'The whole issue, if nothing changes'],
    ['chose some categories', choose({ categories: ['writing'] }), ', if nothing changes'],
    ['chose plain text', choose({ format: 'text' }), 'plain text, if nothing changes'],
    [
      'chose no category of these',
      choose({ categories: ['design'] }),
      'Nothing: nothing in their categories.',
    ],
    [
      'gets one mail a month, and there was none',
      choose({ frequency: 'monthly' }),
      'Nothing: nothing in their',
    ],
    ['paused', change({ pausedUntil: '2026-11-20' }), 'Nothing: they paused their mails.'],
    ['paused until today', change({ pausedUntil: '2026-11-03' }), 'The whole issue'],
    ['is suppressed', suppress('complaint'), 'Nothing: their address is suppressed.'],
    ['was suppressed once', suppress('manual', new Date()), 'The whole issue'],
    [
      'has left',
      change({ status: 'ended', endedAt: new Date() }),
      'Nothing: they are not subscribed any more.',
    ],
  ])('who %s', async (_, setUp, gets) => {
    await setUp()
    expect(await pageOf()).toContain(gets)
  })

  test('who has not confirmed', async () => {
    await addSubscriber(scene.context, 'pending@lovelace.org', 'pending')
    expect(await pageOf('pending@lovelace.org')).toContain('have not confirmed it yet')
  })

  test('sees the mail that they get', async () => {
    await scene.choose(0, { categories: ['writing'] })
    const page = await pageOf()
    expect(page).toContain('They chose writing; weekly; HTML.')
    const src = /<iframe[^>]* src="([^"?]+)/.exec(page)![1]!
    const mail = await scene.editor.read(src)
    expect(mail).toContain('Redraughter')
    expect(mail).not.toContain('Pellwright')
  })
})

test('the page decides as the freeze does, for every reader', async () => {
  const { context, choose, draft, readers } = scene
  await choose(1, { categories: ['writing'] })
  await choose(2, { format: 'text' })
  await choose(3, { categories: ['design'] })
  await choose(4, { frequency: 'monthly' })
  await context.db
    .updateTable('subscriber')
    .set({ pausedUntil: '2026-12-24' })
    .where('id', '=', readers[5]!)
    .execute()
  const frozen = await draft([CODE, WORDS])
  await scheduleIssue(context, frozen, { at: '2026-11-03T08:04', timeZone: 'UTC' })
  const pages = () =>
    Promise.all(
      readers.map(async (id) => {
        const page = await scene.editor.read(`/desk/issues/${frozen}/preview/subscribers/${id}`)
        return /<p class="lede">([^<]*?)(?:, if nothing changes until it is frozen|: still to send)?\.<\/p>/.exec(
          page,
        )![1]
      }),
    )
  const before = await pages()
  expect(new Set(before).size).toBe(5)
  await prepareIssue(context, frozen)
  expect(await pages()).toEqual(before)

  // Since then, one of them has left.
  await context.db
    .updateTable('subscriber')
    .set({ status: 'ended', endedAt: new Date() })
    .where('id', '=', readers[0]!)
    .execute()
  expect(await pageOf(ADDRESS, frozen)).toContain('they left before their mail was sent')
  const late = await addSubscriber(context, 'late@lovelace.org')
  const path = `/desk/issues/${frozen}/preview/subscribers/${late}`
  expect(await scene.editor.read(path)).toContain('not subscribed when the issue was frozen')
  await scene.database.pass('1 hour')
  await workUntilDone(context)
  expect(await pageOf('reader2@lovelace.org', frozen)).toContain('accepted by the mail service')
})

test('the address is in no URL, no log line and on no page, and that one looked is on record', async () => {
  const found = await lookUp(' Reader1@Lovelace.org ')
  const location = found.headers.get('location')!
  expect(location).toBe(`/desk/issues/${number}/preview/subscribers/${scene.readers[0]}`)
  expect(await scene.editor.read(location)).not.toContain(ADDRESS)
  expect(scene.logged()).not.toContain('reader1')
  const acts = await scene.context.db
    .selectFrom('auditEntry')
    .select(['editorId', 'subject', 'detail'])
    .where('kind', '=', 'subscriber-previewed')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  expect(acts).toEqual([
    { editorId: scene.editor.id, subject: String(scene.readers[0]), detail: `issue ${number}` },
  ])
})

test('whoever is not found stays typed, with the reason beside it', async () => {
  for (const [typed, reason] of [
    ['"><b>ada', 'An address has a name, an @'],
    ['', 'The address is empty'],
    ['nobody@lovelace.org', 'Nobody ever subscribed'],
  ] as const) {
    const refused = await lookUp(typed)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(reason)
    expect(page).toContain(
      `value="${typed.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`,
    )
  }
  expect((await scene.editor.get(`/desk/issues/${number}/preview/subscribers/999999`)).status).toBe(404)
  expect((await lookUp(ADDRESS, 99_999)).status).toBe(404)
})
