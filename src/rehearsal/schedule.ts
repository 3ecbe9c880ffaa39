import { fileURLToPath } from 'node:url'
import type { House } from './house/house.ts'

const CONTENT = fileURLToPath(new URL('../../sample/content.json', import.meta.url))
const COMPARISONS = 'pellwright-vs-mergantle,tallowgrid-vs-pagewinnow'

/** Gives the house something to write about. */
export async function stockContent({ editor }: House): Promise<void> {
  await editor.run('import', CONTENT)
}

/** Writes an issue that goes out at once. @returns its number. */
export async function scheduleIssueNow({ editor, ledger }: House): Promise<number> {
  await editor.run('issue', 'new', '--subject', 'A rehearsal', '--comparisons', COMPARISONS)
  const [row] = await ledger.query<{ number: number }>('select max(number)::int as number from issue')
  await editor.run('issue', 'approve', String(row!.number))
  await editor.run('issue', 'schedule', String(row!.number), '--now')
  return row!.number
}
