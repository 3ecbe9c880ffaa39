import { readJson } from '../../../actions/content/read-json.ts'
import type { DeskRequest } from '../desk-parts.ts'

/** A document as it was pasted or uploaded: its text, and what it is as JSON or why it is none. */
export type SentDocument =
  | { readonly text: string; readonly value: unknown }
  | { readonly text: string; readonly problem: string }

/** The file, where one was chosen, else what was pasted. */
export async function readDocumentForm({ req }: DeskRequest): Promise<SentDocument> {
  const form = await req.formData().catch(() => new FormData())
  const [file, pasted] = [form.get('file'), form.get('document')]
  if (file instanceof File && file.size > 0) return readFile(file)
  return readText(typeof pasted === 'string' ? pasted.replaceAll(/\r\n?/g, '\n') : '')
}

async function readFile(file: File): Promise<SentDocument> {
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
  } catch {
    return { text: '', problem: 'That file is not UTF-8 text. Save it as UTF-8, and choose it again.' }
  }
}

function readText(text: string): SentDocument {
  if (text.trim() === '') return { text, problem: 'Choose a file, or paste a document.' }
  const read = readJson(text)
  if ('value' in read) return { text, value: read.value }
  const { line, column, expected } = read.problem
  return { text, problem: `It is not JSON: line ${line}, column ${column} should have ${expected}.` }
}
