import { type RawBuilder, sql } from 'kysely'

/** What stands in an address key's place once it is erased. The salt apart, so that PostgreSQL inlines the function. */
export function erasedKey(key: RawBuilder<unknown>) {
  return sql<string>`erased_key(${key}, (select salt from installation))`
}

/** To compare with: any of the two keys under which an address may be suppressed, its own or its hash. */
export function anyKeyOf(key: RawBuilder<unknown>) {
  return sql`any (array[${key}, ${erasedKey(key)}])`
}

/** Whether what stands in an address's place is a hash. An address may begin with # as well, and has an @. */
export function isErased(column: RawBuilder<unknown>) {
  return sql<boolean>`(strpos(${column}, '@') = 0)`
}
