import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { previewEdition } from '../actions/issue/preview.ts'
import type { Command } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issuePreview: Command = {
  usage: 'issue preview N',
  summary: 'Write an issue as it is mailed, or would be now, to a file',
  options: {
    open: { type: 'boolean', help: 'Open it in the browser' },
    text: { type: 'boolean', help: 'Print the plain text instead' },
  },
  async run(invocation) {
    const number = issueNumber(invocation)
    const context = await invocation.open()
    const preview = await previewEdition(context, number)
    if (!preview) throw noSuchIssue(number)
    if (invocation.values.text) return invocation.print(preview.text)
    const folder = join(context.config.dataDir, 'previews')
    await mkdir(folder, { recursive: true })
    const file = resolve(folder, `issue-${number}.html`)
    await writeFile(file, preview.html)
    invocation.print(file)
    if (invocation.values.open) await openInBrowser(file, invocation.note)
  },
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

function openInBrowser(file: string, note: (line: string) => void): Promise<void> {
  const [program = 'xdg-open', ...rest] = OPENERS[process.platform] ?? []
  return new Promise((done) => {
    const browser = spawn(program, [...rest, file], { stdio: 'ignore', detached: true })
    browser.on('error', () => {
      note('No browser could be opened here: open the file above yourself.')
      done()
    })
    browser.on('spawn', () => {
      browser.unref()
      done()
    })
  })
}
