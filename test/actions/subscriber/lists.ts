import type { Kysely } from 'kysely'
import type { Database } from '../../../db/schema.ts'
import { importSubscribers, type ListImport } from '../../../src/actions/subscriber/import.ts'
import type { RefusedLine } from '../../../src/lists/read-address.ts'

export const CONSENT = 'Subscribed at verdicts.org, double opt-in, since 2019'

/** A text as a file arrives: in small pieces, which end in the middle of things. */
export async function* inPieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function importText(
  db: Kysely<Database>,
  text: string | Uint8Array,
  options: Partial<ListImport> = {},
) {
  const refused: RefusedLine[] = []
  const imported = await importSubscribers(
    { db, by: 'command' },
    {
      input: inPieces(text),
      file: 'list.csv',
      consent: CONSENT,
      onRefused: async (lines) => void refused.push(...lines),
      ...options,
    },
  )
  return { imported, refused, counts: imported.outcome === 'imported' ? nonZero(imported.counts) : undefined }
}

export async function statuses(db: Kysely<Database>): Promise<Record<string, string>> {
  const rows = await db.selectFrom('subscriber').select(['address', 'status']).orderBy('addressKey').execute()
  return Object.fromEntries(rows.map(({ address, status }) => [address, status]))
}

function nonZero(counts: object): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}
