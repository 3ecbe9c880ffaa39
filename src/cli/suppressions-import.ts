import { importSuppressions, type SuppressionImportOutcome } from '../actions/suppression/import.ts'
import { type Command, CommandError } from './command.ts'
import { importProgress } from './import-progress.ts'
import { findListFile } from './list-file.ts'
import { describeProblem } from './list-problem.ts'
import { refusedReport, reportBeside } from './refused-report.ts'

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
  async run({ positionals, values, open, print, note }) {
    const [file] = positionals
    if (file === undefined) {
      throw new CommandError(
        'suppressions import takes one FILE: npx verdicts suppressions import list.csv (or - for standard input)',
      )
    }
    const list = await findListFile(file)
    const report = refusedReport(typeof values.report === 'string' ? values.report : reportBeside(file))
    const context = await open()
    const progress = importProgress(list, note)
    let imported: SuppressionImportOutcome | undefined
    try {
      imported = await importSuppressions(context, {
        input: list.input,
        file: list.name,
        onRefused: report.add,
        onProgress: progress.rows,
      })
    } finally {
      progress.done()
      if (imported?.outcome !== 'imported') await report.discard()
    }
    if (imported.outcome !== 'imported') throw new CommandError(describeProblem(list.name, imported))
    const path = await report.close()
    const { added, alreadyThere, refused } = imported
    print(`suppressions: ${added} added, ${alreadyThere} already there, ${refused} refused`)
    if (path) print(`refused lines: see ${path}`)
  },
}
