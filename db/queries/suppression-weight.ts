import { sql } from 'kysely'

/**
 * A complaint outweighs everything, as only an editor lifts it; an address that does not exist, a mere guess;
 * anything, that its owner had it erased.
 */
export function weightOf(table: 'told' | 'excluded' | 'suppression') {
  return sql`case ${sql.ref(`${table}.reason`)}
    when 'complaint' then 3 when 'manual' then 2 when 'hard-bounce' then 2 when 'erased' then 0 else 1 end`
}

/** Of two reasons to suppress an address, the one that weighs more stays. */
export const unlessOutweighed = sql`
  on conflict (address_key) where lifted_at is null do update
  set reason = excluded.reason, note = excluded.note
  where ${weightOf('excluded')} > ${weightOf('suppression')}`
