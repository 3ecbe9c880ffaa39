import { type FileHandle, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { csvLine } from '../lists/csv-cell.ts'
import type { RefusedLine } from '../lists/read-address.ts'
import { createNumberedFile } from './private-file.ts'

/** The lines of a list that were refused, in a CSV file for whoever brought it. Made with the first of them. */
export interface RefusedReport {
  add(lines: readonly RefusedLine[]): Promise<void>
  /** @returns the path of the report; nothing when no line was refused. */
  close(): Promise<string | undefined>
  /** Takes the report back when the import failed. */
  discard(): Promise<void>
}

export function refusedReport(path: string): RefusedReport {
  let report: { handle: FileHandle; path: string } | undefined
  return {
    async add(lines) {
      if (!report) {
        report = await createNumberedFile(path)
        await report.handle.appendFile(csvLine(['line', 'address', 'reason']))
      }
      const text = lines.map(({ line, address, reason }) => csvLine([String(line), address, reason]))
      await report.handle.appendFile(text.join(''))
    },
    async close() {
      await report?.handle.close()
      return report?.path
    },
    async discard() {
      await report?.handle.close()
      if (report) await rm(report.path, { force: true })
    },
  }
}

/** `list.refused.csv` beside `list.csv`. */
export function reportBeside(file: string): string {
  return file === '-'
    ? 'standard-input.refused.csv'
    : join(dirname(file), `${basename(file).replace(/\.[^.]*$/, '')}.refused.csv`)
}
