import { exportSuppressions } from '../actions/suppression/export.ts'
import type { Command } from './command.ts'
import { writeCsv } from './csv-output.ts'

export const suppressionsExport: Command = {
  usage: 'suppressions export',
  summary: 'Print the addresses that are never mailed as CSV, as suppressions import takes it',
  options: {
    output: { type: 'string', help: 'Write to this new file instead, which only you may read' },
  },
  async run({ values: { output }, open, print, note }) {
    const context = await open()
    const { written, erased } = await writeCsv(output, print, (write) =>
      exportSuppressions(context, { write }),
    )
    if (output) note(`Wrote ${written.toLocaleString('en')} suppressions to ${output}`)
    if (erased > 0) {
      note(`Left out ${erased.toLocaleString('en')} of erased addresses, which nobody knows any more.`)
    }
  },
}
