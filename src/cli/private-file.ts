import { type FileHandle, open } from 'node:fs/promises'
import { CommandError } from './command.ts'

/** Creates a file that only its owner may read, for it will hold addresses. One that exists is refused. */
export async function createPrivateFile(file: string): Promise<FileHandle> {
  return open(file, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EEXIST' ? 'it exists' : cause.message
    throw new CommandError(`Can't write ${file}: ${why}. Name a new file.`, { cause })
  })
}

/** Creates the file, or where it exists the first of `name-2.csv`, `name-3.csv` … that does not. */
export async function createNumberedFile(file: string): Promise<{ handle: FileHandle; path: string }> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? file : file.replace(/(\.[^./\\]*)?$/, `-${number}$1`)
    try {
      return { handle: await createPrivateFile(path), path }
    } catch (error) {
      if (((error as CommandError).cause as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
