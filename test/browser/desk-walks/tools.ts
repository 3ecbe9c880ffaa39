import type { Reader } from '../support/reader.ts'

/** Wider than a phone, and no line can be broken in it. */
export const TAGLINE = 'x'.repeat(60)

/** Writes a pen, from the desk's bar on, and ends on its page. */
export async function writeTool(editor: Reader, name: string): Promise<void> {
  await editor.follows('Tools')
  await editor.reads('Tools')
  await editor.follows('New tool')
  await editor.reads('New tool')
  await editor.writes('Name', name)
  await editor.writes('Category', 'Pens')
  await editor.writes('Tagline', TAGLINE)
  await editor.writes('Description', 'It **holds**.')
  await editor.page().locator('.preview strong', { hasText: 'holds' }).waitFor()
  await editor.writes('Entry price', 'Free')
  await editor.presses('Save the tool')
  await editor.reads(name)
}

/** Writes what a seat says of a tool, from the tool's page on. */
export async function writeReview(
  editor: Reader,
  tool: string,
  seat: string,
  verdict: string,
): Promise<void> {
  await editor.follows(seat)
  await editor.reads(`${seat} on ${tool}`)
  await editor.writes('Verdict', verdict)
  await editor.writes('Quote', 'It holds, all day.')
  await editor.presses('Save')
  await editor.reads(`${seat} on ${tool}`)
  await editor.sees('Saved.')
}
