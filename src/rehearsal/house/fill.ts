import type { Dice } from '../random.ts'
import { type ReaderKind, readerAddress } from '../readers.ts'
import type { Ledger } from './ledger.ts'

/** So many readers share a batch. */
const BATCH = 100
/** One in so many batches with a refused reader has another one. */
const PAIR_ONE_IN = 3
/** One in so many readers is of a kind. */
const ONE_IN = { bounced: 500, complained: 1_000, refused: 2_000 } as const

export interface FillOptions {
  readonly readers: number
  /** Whether some of them are refused by the receiver. */
  readonly refusals: boolean
  readonly dice: Dice
}

/** Confirms so many readers, a few of them of kinds that bounce, complain or are refused. @returns addresses by id. */
export async function fillWithReaders(
  ledger: Ledger,
  { readers, refusals, dice }: FillOptions,
): Promise<Map<number, string>> {
  const kinds = kindsOf(readers, refusals, dice)
  const addresses = Array.from({ length: readers }, (_, index) =>
    readerAddress(kinds.get(index) ?? 'delivered', index + 1),
  )
  const rows = await ledger.query<{ id: number; address: string }>(
    `insert into subscriber (address, address_key, status, confirmed_at)
     select address, address, 'confirmed', clock_now()
     from unnest($1::text[]) with ordinality as reader (address, position) order by position
     returning id::float8 as id, address`,
    [addresses],
  )
  return new Map(rows.map(({ id, address }) => [id, address]))
}

function kindsOf(readers: number, refusals: boolean, dice: Dice): Map<number, ReaderKind> {
  const kinds = new Map<number, ReaderKind>()
  for (const kind of ['bounced', 'complained'] as const) {
    for (let count = Math.ceil(readers / ONE_IN[kind]); count > 0; count--) {
      kinds.set(dice.between(0, readers - 1), kind)
    }
  }
  if (!refusals) return kinds
  const batches = Array.from({ length: Math.floor(readers / BATCH) }, (_, batch) => batch)
  const wanted = Math.max(2, Math.ceil(readers / ONE_IN.refused))
  for (const [index, batch] of dice.shuffled(batches).slice(0, wanted).entries()) {
    const kind = index % 2 === 0 ? 'refused' : 'refused-kept'
    const place = () => kinds.set(batch * BATCH + dice.between(0, BATCH - 1), kind)
    place()
    if (dice.oneIn(PAIR_ONE_IN)) place()
  }
  return kinds
}
