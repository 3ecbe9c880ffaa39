import { readJson } from '../../../actions/content/read-json.ts'
import type { DeskRequest } from '../desk-parts.ts'

/** A document as it was pasted or uploaded: its text, what it is as JSON or why it is none, and what was shown of it. */
export type SentDocument =
  | { readonly text: string; readonly value: unknown; readonly stamp: string }
  | { readonly text: string; readonly problem: string }

/** The file, where one was chosen, else what was pasted. */
export async function readDocumentForm({ req }: DeskRequest): Promise<SentDocument> {
  const form = await req.formData().catch(() => new FormData())
  const [file, pasted, stamp] = [form.get('file'), form.get('document'), form.get('stamp')]
  const sent =
    file instanceof File && file.size > 0
      ? await readFile(file)
      : readText(typeof pasted === 'string' ? pasted.replaceAll(/\r\n?/g, '\n') : '')
  return { ...sent, stamp: typeof stamp === 'string' ? stamp : '' }
}

type ReadText = { readonly text: string } & ({ readonly value: unknown } | { readonly problem: string })

async function readFile(file: File): Promise<ReadText> {
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
  } catch {
    return { text: '', problem: 'That file is not UTF-8 text. Save it as UTF-8, and choose it again.' }
  }
}

function readText(text: string): ReadText {
  if (text.trim() === '') return { text, problem: 'Choose a file, or paste a document.' }
  const read = readJson(text)
  if ('value' in read) return { text, value: read.value }
  const { line, column, expected } = read.problem
  return { text, problem: `It is not JSON: line ${line}, column ${column} should have ${expected}.` }
}
