import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { inject, vi } from 'vitest'
import { freePort } from '../../../db/embedded/free-port.ts'
import { loadSample } from '../../../src/actions/installation/load-sample.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import type { Context } from '../../../src/context.ts'
import { start } from '../../../src/start.ts'
import { createTestContext } from '../../support/context.ts'
import { SCREENS, type Screen } from './screens.ts'

/** A whole installation as `npm start` makes one, and a browser to visit it with. */
export interface House {
  readonly url: string
  /** On the same database, for what no visitor can do. */
  readonly context: Context
  /**
   * A browser window for each screen, with JavaScript off unless it is asked for. Readers use it one after the
   * other, as they have no cookies; two at once would not do, as only the tab in front gets its keys and its layout in time.
   */
  readonly windows: ReadonlyMap<Screen, BrowserContext>
  /** Opens one more window, whose cookies are its own: for somebody else at the same time. */
  openWindow(screen: Screen): Promise<BrowserContext>
  /** The paths of the pages that were read so far. */
  readonly read: Set<string>
  /** What was looked at already and had nothing wrong: it need not be looked at for every reader. */
  readonly wellSeen: Set<string>
  close(): Promise<void>
}

/** A process for each site would take longer to start than it is used. */
const FEW_PROCESSES = ['--renderer-process-limit=2', '--disable-site-isolation-trials']

/** Opens site, worker and mailbox on a database and a port of the test file's own; the sample issue is sent. */
export async function openHouse({ javaScript = false } = {}): Promise<House> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { context } = await createTestContext({
    PORT: String(port),
    SITE_URL: url,
    RESEND_REQUESTS_PER_SECOND: '1000',
    LOG_LEVEL: 'silent',
  })
  await loadSample(context)
  const running = await start(context.config, 'all')
  const browser = await chromium.launch({ executablePath: inject('chromium'), args: FEW_PROCESSES })
  const windows = await Promise.all(
    SCREENS.map(async (screen) => [screen, await openWindow(browser, screen, javaScript)] as const),
  )
  await vi.waitUntil(async () => (await showIssue(context, 1))?.status === 'sent', { timeout: 20_000 })
  return {
    url,
    context,
    windows: new Map(windows),
    openWindow: (screen) => openWindow(browser, screen, javaScript),
    read: new Set(),
    wellSeen: new Set(),
    async close() {
      await browser.close()
      await running.close()
    },
  }
}

async function openWindow(
  browser: Browser,
  { width, height }: Screen,
  javaScriptEnabled: boolean,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width, height },
    // So that nothing is looked at while it still moves.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  return context
}
