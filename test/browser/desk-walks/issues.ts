import type { Reader } from '../support/reader.ts'

export async function lookAtIssues(editor: Reader): Promise<void> {
  await editor.follows('Issues')
  await editor.reads('Issues')
  await editor.follows('1. Four tools, two clear answers and one honest maybe')
  await editor.reads('Four tools, two clear answers and one honest maybe')
  await editor.sees('Still to send')
}
