import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { QUICK } from '../../support/quick.ts'
import type { House } from './house.ts'
import { choose, tabTo } from './keyboard.ts'
import { newestMail } from './newest-mail.ts'
import { type Look, pageFindings } from './page-findings.ts'
import type { Screen } from './screens.ts'

/** Someone with a browser and a keyboard; JavaScript is off, and there is no mouse. */
export interface Reader {
  readonly address: string
  /** What the browser shows. */
  page(): Page
  visits(path: string): Promise<void>
  /** Reads the page's one heading; nothing is wrong with the page. */
  reads(heading: string): Promise<void>
  sees(words: string): Promise<void>
  seesNothingOf(words: string): Promise<void>
  /** Writes into the field of that label, in place of what stands there. */
  writes(label: string, text: string): Promise<void>
  /** Ticks the box, or takes the choice, whose label begins so; of that group, where there are several. */
  chooses(label: string, group?: string): Promise<void>
  unfolds(summary: string): Promise<void>
  /** Follows the link of that name, the first one. */
  follows(link: string): Promise<void>
  presses(button: string): Promise<void>
  /** Presses a button that gives a file, and reads it. */
  downloads(button: string): Promise<string>
  /** Waits for a mail whose subject begins so, and opens it as a web mailer does; nothing is wrong with it. */
  opensMail(subject: string, to?: string): Promise<void>
  leaves(): Promise<void>
}

const TOKEN = /[\w-]{50}/g
const WEB_MAILER = 'http://webmail.test/'

/** What axe asks of pages and not of mails: the landmarks are those of the mail program's own page around it. */
const NOT_FOR_MAILS = ['landmark-one-main', 'region']

/** A reader in front of that screen, whose mails go to that address. */
export async function openReader(house: House, screen: Screen, address: string): Promise<Reader> {
  let page = await house.windows.get(screen)!.newPage()

  return {
    address,
    page: () => page,
    async visits(path) {
      await page.goto(house.url + path)
    },
    async reads(heading) {
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading)
      const { pathname } = new URL(page.url())
      house.read.add(pathname)
      // It may have been looked at before, in another state.
      const seen = `${screen.name} ${pathname}`
      await expectNothingWrong({ brief: QUICK && house.wellSeen.has(seen) })
      house.wellSeen.add(seen)
    },
    async sees(words) {
      expect(await page.locator('body').innerText()).toContain(words)
    },
    async seesNothingOf(words) {
      expect(await page.locator('body').innerText()).not.toContain(words)
    },
    async writes(label, text) {
      await tabTo(page, page.getByLabel(label, { exact: true }).filter({ visible: true }))
      await page.keyboard.type(text)
    },
    async chooses(label, group) {
      const choices = group === undefined ? page : page.getByRole('group', { name: group })
      await choose(page, choices.getByLabel(new RegExp(`^${label}`)))
    },
    unfolds: unfold,
    async follows(name) {
      const link = page.getByRole('link', { name, exact: true }).first()
      // On a phone, the desk's sections are in a menu.
      if ((await link.count()) === 0) await unfold('Menu')
      await tabTo(page, link)
      const inNewTab = (await link.getAttribute('target')) === '_blank'
      const leads = inNewTab ? page.waitForEvent('popup') : page.waitForEvent('load')
      await page.keyboard.press('Enter')
      const before = page
      page = await leads
      await page.waitForLoadState()
      if (inNewTab) await before.close()
    },
    async presses(button) {
      await tabTo(page, page.getByRole('button', { name: button, exact: true }))
      const leads = page.waitForEvent('load')
      await page.keyboard.press('Space')
      await leads
    },
    async downloads(button) {
      await tabTo(page, page.getByRole('button', { name: button, exact: true }))
      const downloading = page.waitForEvent('download')
      await page.keyboard.press('Space')
      return readFile(await (await downloading).path(), 'utf8')
    },
    async opensMail(subject, to = address) {
      const { html } = await newestMail(house, to, subject)
      await page.route(WEB_MAILER, (route) => route.fulfill({ contentType: 'text/html', body: html }))
      await page.goto(WEB_MAILER)
      await expectNothingWrong({ switchedOff: NOT_FOR_MAILS })
    },
    leaves: () => page.close(),
  }

  async function unfold(summary: string): Promise<void> {
    await tabTo(page, page.locator('summary', { hasText: summary }))
    await page.keyboard.press('Space')
  }

  async function expectNothingWrong(look?: Look): Promise<void> {
    const seen = `${screen.name} ${(await page.content()).replaceAll(TOKEN, '')}`
    if (house.wellSeen.has(seen)) return
    expect(await pageFindings(page, look), `on ${screen.name}`).toEqual([])
    house.wellSeen.add(seen)
  }
}
