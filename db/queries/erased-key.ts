import { type RawBuilder, sql } from 'kysely'

/** What an address key is once it was erased. The same in SQL's own hands, so that it can be looked up by index. */
export function erasedKey(key: RawBuilder<unknown>) {
  return sql<string>`erased_key(${key}, (select salt from installation))`
}

/** Of the keys under which the suppression of an address may stand, any: its own, or its hash. */
export function anyKeyOf(key: RawBuilder<unknown>) {
  return sql`any (array[${key}, ${erasedKey(key)}])`
}

/** Whether what stands in an address's place is a hash. An address may begin with # as well, and has an @. */
export function isErased(column: RawBuilder<unknown>) {
  return sql<boolean>`(strpos(${column}, '@') = 0)`
}
