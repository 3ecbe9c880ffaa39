import { writeFile } from 'node:fs/promises'
import { exportContent } from '../actions/content/export.ts'
import { type Command, CommandError } from './command.ts'

export const exportCommand: Command = {
  usage: 'export',
  summary: 'Print all tools, reviews and comparisons as JSON, as import takes it',
  options: {
    output: { type: 'string', help: 'Write to this file instead' },
  },
  async run({ values: { output }, open, print, note }) {
    const content = JSON.stringify(await exportContent(await open()), null, 2)
    if (typeof output !== 'string') return print(content)
    await writeFile(output, `${content}\n`).catch((cause: Error) => {
      throw new CommandError(`Can't write ${output}: ${cause.message}. Name a file that may be written.`, {
        cause,
      })
    })
    note(`Wrote ${output}`)
  },
}
