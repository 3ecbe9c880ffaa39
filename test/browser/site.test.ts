import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { sendTestMail } from '../../src/actions/issue/send-test.ts'
import { signToken } from '../../src/domain/link-token.ts'
import { openLimits } from '../../src/limits/open-limits.ts'
import { createWeb } from '../../src/web/create-web.tsx'
import { QUICK } from '../support/quick.ts'
import { pagePatterns, withoutPath } from '../web/scanner/pages.ts'
import { addSubscriber, readerToken } from '../web/support.ts'
import { type House, openHouse } from './support/house.ts'
import { pageFindings } from './support/page-findings.ts'
import { openReader, type Reader } from './support/reader.ts'
import { SCREENS as ALL_SCREENS } from './support/screens.ts'
import { download, erase, moveToAnotherAddress } from './walks/errands.ts'
import { leaveAndComeBack, replaceLinks } from './walks/leaving.ts'
import { choosePreferences } from './walks/preferences.ts'
import { signUp, signUpAgain } from './walks/sign-up.ts'
import { vote } from './walks/voting.ts'

const WALKS: readonly [does: string, walk: (reader: Reader, house: House) => Promise<void>][] = [
  ['signs up, voting, and confirms', signUp],
  ['asks once more', signUpAgain],
  ['chooses, and pauses', choosePreferences],
  ['votes, and takes it back', vote],
  ['leaves, and comes back', leaveAndComeBack],
  ['replaces their links', replaceLinks],
  ['downloads what is known of them', download],
  ['moves to another address', moveToAnotherAddress],
  ['is erased', erase],
]

const SCREENS = QUICK ? ALL_SCREENS.slice(0, 1) : ALL_SCREENS

/** The pages that no walk comes by, by their headings; what stands for a token is in `makeTokens`. */
const PAGES = [
  ['Past issues', '/issues'],
  ['Pellwright vs Mergantle: Four tools, two clear answers and one honest maybe', '/issues/1'],
  ['Your own links are in your mail', '/issues/1/personal-links'],
  ['A link from a test mail', '/test-mail'],
  ['A link from a test mail', '/test-mail/pellwright-vs-mergantle'],
  ['Send it again', '/subscriptions/again'],
  ['You are subscribed', '/welcome'],
  ['There is nothing here', '/nowhere'],
  ['This link does not work', '/confirm/nonsense'],
  ['This link has expired', '/confirm/:expired'],
  ['There is a newer link', '/confirm/:replaced'],
  ['You are subscribed already', '/confirm/:used'],
  ['This link does not work', '/preferences/nonsense'],
  ['One step is missing', '/preferences/:pending'],
  ['You are not subscribed', '/preferences/:ended'],
  ['Nothing is known here', '/preferences/:erased'],
  ['You are unsubscribed', '/unsubscribe/:erased'],
  ['You are not subscribed', '/votes/:ended/pellwright-vs-mergantle'],
  ['There is nothing to vote on here', '/votes/:confirmed/nonsense'],
  ['This link does not work', '/errands/download/nonsense'],
] as const

/** What a GET answers that nobody reads, and the desk, which has a test of its own. */
const NOT_PAGES = /^\/(assets\/|healthz$|readyz$|desk(\/|$))/

describe.skipIf(!inject('chromium'))('in a browser, in light and dark,', { timeout: 120_000 }, () => {
  let house: House
  let tokens: Readonly<Record<string, string>>
  beforeAll(async () => {
    house = await openHouse()
    tokens = await makeTokens(house)
    return house.close
  }, 60_000)

  test.each(WALKS)('without script or mouse, a reader %s', async (_, walk) => {
    await together(SCREENS, async (screen) => {
      const address = `${walk.name}.${screen.width}@lovelace.org`.toLowerCase()
      const reader = await openReader(house, screen, address)
      await walk(reader, house).finally(reader.leaves)
    })
  })

  describe('off the walks', () => {
    let readers: readonly Reader[]
    beforeAll(async () => {
      readers = await Promise.all(SCREENS.map((screen) => openReader(house, screen, 'editor@lovelace.org')))
    })
    const onEachScreen = (does: (reader: Reader) => Promise<void>) => together(readers, does)

    test.each(PAGES)('the page “%s” (%s) has nothing wrong', async (heading, path) => {
      await onEachScreen(async (reader) => {
        await reader.visits(path.replace(/:(\w+)/, (_, name: string) => tokens[name]!))
        await reader.reads(heading)
      })
    })

    test('the page for who is too late to undo has nothing wrong', async () => {
      await onEachScreen(async (reader) => {
        await reader.visits(`/unsubscribe/${tokens.endedLongAgo}`)
        await reader.presses('Undo')
        await reader.reads('Please subscribe again')
      })
    })

    test('a test mail has nothing wrong', async () => {
      await sendTestMail(house.context, 1, 'editor@lovelace.org')
      await onEachScreen((reader) => reader.opensMail('[Test] Pellwright vs Mergantle'))
    })

    test('the page that refuses a form from elsewhere has nothing wrong', async () => {
      const form = `<form action="${house.url}/subscriptions" method="post"><button>Go</button></form>`
      await onEachScreen(async (reader) => {
        await reader.page().goto(`data:text/html,${form}`)
        await reader.presses('Go')
        await reader.reads('That came from another site')
      })
    })

    test('the page that refuses what is too large has nothing wrong', async () => {
      await onEachScreen(async (reader) => {
        await reader.visits('/subscriptions')
        await reader.page().getByLabel('Your email address').fill('a'.repeat(70_000))
        await reader.presses('Subscribe')
        await reader.reads('That is too much')
      })
    })

    test('the page of a failure has nothing wrong', async () => {
      const { db } = house.context
      await sql`alter table issue rename to mislaid`.execute(db)
      await onEachScreen((reader) => reader.visits('/issues'))
      await sql`alter table mislaid rename to issue`.execute(db)
      await onEachScreen((reader) => reader.reads('Sorry, that went wrong'))
    })

    test('the page that was changed in another window has nothing wrong', async () => {
      await onEachScreen((reader) => reader.visits(`/preferences/${tokens.confirmed}`))
      await house.context.db
        .updateTable('subscriber')
        .set({ pausedUntil: '2099-01-01', preferencesVersion: 7 })
        .where('address', '=', 'confirmed@lovelace.org')
        .execute()
      await onEachScreen(async (reader) => {
        await reader.chooses('Once a month')
        await reader.presses('Save preferences')
        await reader.reads('Your preferences')
        await reader.sees('Not saved yet')
      })
    })

    test('a page with faults is found out', async () => {
      const page = readers[0]!.page()
      await page.route(FAULTY, (route) => route.fulfill({ contentType: 'text/html', body: FAULTS }))
      await page.goto(FAULTY)
      const findings = (await pageFindings(page)).join('\n')
      for (const fault of [
        'In light: Images must have alternative text',
        'In dark: Elements must meet minimum color contrast',
        'In light: All touch targets must be 24px large',
        'It scrolls sideways at 390 pixels',
        'Tab does not come here in its turn: <a href="/" tabindex="-1">',
        'The focus is not to be seen: <button style="outline: none">',
      ]) {
        expect(findings).toContain(fault)
      }
      expect(findings).not.toContain('In light: Elements must meet minimum color contrast')
    })
  })

  test('every page of the site was read', async () => {
    const { context, read } = house
    const limits = await openLimits(context, 'test')
    const enqueue = async () => undefined
    const web = createWeb({ context, limits, enqueue, ready: async () => ({}), desk: true })
    await limits.close()
    const pages = pagePatterns(web).filter((pattern) => !NOT_PAGES.test(pattern))
    expect(withoutPath(pages, [...read])).toEqual([])
  })
})

/** One for each window, and of all that fail the first: whoever is not waited for would be in the next one's way. */
async function together<T>(each: readonly T[], does: (one: T) => Promise<void>): Promise<void> {
  for (const outcome of await Promise.allSettled(each.map(does))) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

const FAULTY = 'http://faulty.test/'
const FAULTS = `<!doctype html><html lang="en"><title>Faults</title>
  <style>p { color: #222 } @media (prefers-color-scheme: dark) { p { background: #333 } }</style>
  <main><h1>Faults</h1>
    <img src="data:,">
    <p>Dark on dark, in the dark.</p>
    <div style="width: 500px">Too wide.</div>
    <button style="outline: none">Unseen</button>
    <a href="/">Too</a><br><a href="/">close</a>
    <a href="/" tabindex="-1">Left out</a>
  </main></html>`

/** Tokens that no walk comes by. */
async function makeTokens({ context }: House): Promise<Record<string, string>> {
  const [pending, confirmed, ended, endedLongAgo] = await Promise.all([
    addSubscriber(context, 'pending@lovelace.org', 'pending'),
    addSubscriber(context, 'confirmed@lovelace.org'),
    addSubscriber(context, 'ended@lovelace.org', 'ended'),
    addSubscriber(context, 'long.ended@lovelace.org', 'ended'),
  ])
  await context.db
    .updateTable('subscriber')
    .set({ endedAt: new Date(0) })
    .where('id', '=', endedLongAgo)
    .execute()
  const key = context.config.linkKeys[0]!
  const inAnHour = new Date(Date.now() + 3_600_000)
  const confirm = { purpose: 'confirm', subscriberId: pending, request: 0, expiresAt: inAnHour } as const
  return {
    pending: readerToken(context, pending),
    confirmed: readerToken(context, confirmed),
    ended: readerToken(context, ended),
    endedLongAgo: readerToken(context, endedLongAgo),
    erased: readerToken(context, 1_000_000),
    expired: signToken(key, { ...confirm, expiresAt: new Date(0) }),
    replaced: signToken(key, { ...confirm, request: 1 }),
    used: signToken(key, { ...confirm, subscriberId: confirmed }),
  }
}
