import { rm } from 'node:fs/promises'
import { createPrivateFile } from './private-file.ts'

/**
 * Sends CSV to a new file, or to the command's answer when none is named. A file is taken back when the
 * export fails.
 *
 * @param send does the export with the `write` it is given.
 */
export async function writeCsv<T>(
  output: unknown,
  print: (line: string) => void,
  send: (write: (csv: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (typeof output !== 'string') return send(async (csv) => print(csv.replace(/\r\n$/, '\r')))
  const handle = await createPrivateFile(output)
  try {
    return await send((csv) => handle.appendFile(csv))
  } catch (error) {
    await rm(output, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}
