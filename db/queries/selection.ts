import { sql } from 'kysely'
import type { Selection } from '../../src/domain/selection.ts'
import type { Db } from '../connect.ts'

/** The slugs of a selection's categories; a category that is gone is left out. */
export const categorySlugs = sql`
  case when selection.categories is not null then array(
    select category.slug::text from category where category.id = any (selection.categories) order by category.id
  ) end`

/** Every selection that somebody has made. */
export async function listSelections(db: Db): Promise<(Selection & { readonly id: number })[]> {
  const { rows } = await sql<Selection & { id: number }>`
    select id, ${categorySlugs} as categories, frequency, format from selection order by id`.execute(db)
  return rows
}

/** Keeps a selection for its subscribers to refer to; one that is kept already is not kept twice. @returns its id. */
export async function keepSelection(db: Db, { categories, frequency, format }: Selection): Promise<number> {
  const ids = sql`
    case when ${categories}::text[] is not null then array(
      select category.id from category where category.slug = any (${categories}::text[]) order by category.id
    ) end`
  await sql`
    insert into selection (categories, frequency, format) values (${ids}, ${frequency}, ${format})
    on conflict do nothing`.execute(db)
  const { rows } = await sql<{ id: number }>`
    select id from selection
    where categories is not distinct from ${ids} and frequency = ${frequency} and format = ${format}`.execute(
    db,
  )
  return rows[0]!.id
}

/**
 * Notes what people chose while they asked for the newsletter, in their order: a later request replaces an
 * earlier one. Of who is confirmed already nothing changes, as anybody can enter their address.
 */
export async function chooseSelections(
  db: Db,
  choices: readonly { readonly subscriberId: number; readonly selectionId: number }[],
): Promise<void> {
  await sql`
    update subscriber set selection_id = chosen.selection_id
    from (
      select distinct on (subscriber_id) subscriber_id, selection_id
      from unnest(
        ${choices.map(({ subscriberId }) => subscriberId)}::bigint[],
        ${choices.map(({ selectionId }) => selectionId)}::int[]
      ) with ordinality as given (subscriber_id, selection_id, place)
      order by subscriber_id, place desc
    ) as chosen
    where subscriber.id = chosen.subscriber_id and subscriber.status = 'pending'`.execute(db)
}
