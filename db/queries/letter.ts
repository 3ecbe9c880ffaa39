import { sql } from 'kysely'
import { type Letter, TOKEN_GAP } from '../../src/domain/letter.ts'
import type { Mail } from '../../src/domain/mail.ts'
import type { Db } from '../connect.ts'

/** Keeps a letter for the outbox to refer to; one that is kept already is not kept twice. @returns its id. */
export async function keepLetter(db: Db, letter: Letter): Promise<number> {
  const mail = JSON.stringify(letter)
  await sql`insert into letter (mail) values (${mail}) on conflict do nothing`.execute(db)
  const { id } = await db.selectFrom('letter').select('id').where('mail', '=', mail).executeTakeFirstOrThrow()
  return id
}

/** The mail of a row of the outbox, its token and its address spliced into its letter where it has one. */
export const wholeMail = sql<Mail>`
  case when outbox.letter_id is null then outbox.mail else (
    select replace(letter.mail, ${sql.lit(TOKEN_GAP)}, outbox.mail ->> 'token')::jsonb || (outbox.mail - 'token')
    from letter where letter.id = outbox.letter_id
  ) end`
