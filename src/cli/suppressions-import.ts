import { importSuppressions } from '../actions/suppression/import.ts'
import { type Command, CommandError } from './command.ts'
import { importList } from './import-list.ts'
import { findListFile } from './list-file.ts'
import { reportBeside } from './refused-report.ts'

export const suppressionsImport: Command = {
  usage: 'suppressions import FILE',
  summary:
    'Never mail the addresses of a CSV file, with a column reason or for "manual"; - reads standard input',
  options: {
    report: {
      type: 'string',
      help: 'Write refused lines to this file, not to one beside FILE (list.refused.csv for list.csv)',
    },
  },
  async run(invocation) {
    const { positionals, values, print } = invocation
    const [file] = positionals
    if (file === undefined) {
      throw new CommandError(
        'suppressions import takes one FILE: npx verdicts suppressions import list.csv (or - for standard input)',
      )
    }
    const list = await findListFile(file)
    const report = typeof values.report === 'string' ? values.report : reportBeside(file)
    const { imported, report: refusedIn } = await importList(invocation, { list, report }, importSuppressions)
    const { added, alreadyThere, refused } = imported
    print(`suppressions: ${added} added, ${alreadyThere} already there, ${refused} refused`)
    if (refusedIn) print(`refused lines: see ${refusedIn}`)
  },
}
