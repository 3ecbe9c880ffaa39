import { constants, createReadStream, type ReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CommandError } from './command.ts'

/** A file with a list; `-` is standard input. */
export interface ListFile {
  readonly input: AsyncIterable<Uint8Array>
  /** Its name without the folder. */
  readonly name: string
  /** The part of it that is read, from 0 to 1; nothing when its size is not known. */
  share(): number | undefined
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
}

/** Finds the file, and reads it when it is asked for. */
export async function findListFile(file: string): Promise<ListFile> {
  if (file === '-') return { input: process.stdin, name: 'standard input', share: () => undefined }
  const { size, isDirectory } = await look(file)
  if (isDirectory) throw new CommandError(`Can't read ${file}: it is a directory. Name a file in it.`)
  let stream: ReadStream | undefined
  return {
    input: (async function* read() {
      stream = createReadStream(file)
      yield* stream
    })(),
    name: basename(file),
    share: () => (size > 0 ? Math.min((stream?.bytesRead ?? 0) / size, 1) : undefined),
  }
}

async function look(file: string): Promise<{ size: number; isDirectory: boolean }> {
  try {
    await access(file, constants.R_OK)
    const found = await stat(file)
    return { size: found.size, isDirectory: found.isDirectory() }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandError(`Can't read ${file}: ${WHY[code ?? ''] ?? message}.`, { cause: error })
  }
}
