import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe-core finds wrong with a page as it stands in the browser, or can't tell: by its default rules and WCAG
 * 2.2's, less those that are switched off; in dark, by those about colours. axe is a script; readers have
 * none, so scripts are on for as long as it looks.
 */
export async function axeFindings(
  page: Page,
  switchedOff: readonly string[],
  schemes: readonly ('light' | 'dark')[],
): Promise<string[]> {
  const findings: string[] = []
  await inFull(page, async () => {
    await page.evaluate(SOURCE)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      const found = await runAxe(page, colorScheme === 'light' ? allBut(switchedOff) : ABOUT_COLOURS)
      findings.push(...found.map((finding) => `In ${colorScheme}: ${finding}`))
    }
  })
  return findings
}

function allBut(switchedOff: readonly string[]): RunOptions {
  return {
    rules: {
      // WCAG 2.2's only rule, which axe leaves off by default.
      'target-size': { enabled: true },
      // A frame shows a mail, which is looked at by itself.
      'frame-tested': { enabled: false },
      ...Object.fromEntries(switchedOff.map((rule) => [rule, { enabled: false }])),
    },
  }
}

/** Nothing but colours is another in dark. */
const ABOUT_COLOURS: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

async function runAxe(page: Page, rules: RunOptions): Promise<string[]> {
  // Style sheets need not be loaded again: no rule that is on reads them.
  const options: RunOptions = { ...rules, preload: false, resultTypes: ['violations', 'incomplete'] }
  const run = `axe.run(document, ${JSON.stringify(options)})`
  const found = await page.evaluate<Findings>(
    `${run}.then(({ violations, incomplete }) => ({ violations, incomplete }))`,
  )
  return [...found.violations, ...found.incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${help} (${id})\n${html}\n${failureSummary}`),
  )
}

/** In a window as high as the page, where what sticks to the window's foot covers nothing that axe has to see. */
async function inFull(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize()!
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await withScripts(page, look)
  await page.setViewportSize(size)
}

type Findings = Pick<AxeResults, 'violations' | 'incomplete'>

async function withScripts(page: Page, look: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  // To a session of its own they are on: it has to switch them off before it can switch them on.
  for (const value of [true, false]) await session.send('Emulation.setScriptExecutionDisabled', { value })
  await look()
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  await session.detach()
}
