import { expect } from 'vitest'
import type { Reader } from '../support/reader.ts'

const TWO_ROWS = 100

export async function lookAtIssues(editor: Reader): Promise<void> {
  await editor.follows('Issues')
  await editor.reads('Issues')
  const page = editor.page()
  // On a phone the bar above each page has two rows, and the sections fold.
  expect((await page.locator('.desk-bar').boundingBox())!.height).toBeLessThan(TWO_ROWS)
  await editor.unfolds('Menu')
  await editor.reads('Issues')
  await editor.unfolds('Menu')
  await editor.follows('1. Four tools, two clear answers and one honest maybe')
  await editor.reads('Four tools, two clear answers and one honest maybe')
  await editor.sees('Still to send')
  await editor.visits('/desk/issues')
  await editor.presses('Begin another issue')
  await editor.unfolds('Discard this draft …')
  await editor.reads('This week’s verdicts')
  await editor.presses('Discard this draft')
  await editor.sees('discarded')
  await editor.reads('This week’s verdicts')
}
