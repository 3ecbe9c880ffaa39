import { listSuppressions } from '../actions/suppression/list.ts'
import type { Command } from './command.ts'

export const suppressionsList: Command = {
  usage: 'suppressions list',
  summary: 'Show how many addresses are never mailed, why, and the newest of them',
  async run({ open, print, note }) {
    const { counts, newest } = await listSuppressions(await open())
    if (counts.length === 0) return print('No address is suppressed.')
    for (const { reason, count } of counts) print(`${count.toLocaleString('en').padStart(9)} ${reason}`)
    print('')
    for (const { createdAt, reason, address, note: why } of newest) {
      print(
        `${createdAt.toISOString().slice(0, 10)}  ${reason.padEnd(11)}  ${address}  ${why ?? ''}`.trimEnd(),
      )
    }
    note('Addresses are masked here; suppressions export writes all of them in full.')
  },
}
