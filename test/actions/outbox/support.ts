import { insertMail, type OutgoingMail } from '../../../db/queries/outbox.ts'
import { handle } from '../../../jobs/handlers.ts'
import { findMailWork } from '../../../src/actions/outbox/find-work.ts'
import type { Context } from '../../../src/context.ts'

/** Puts a small mail to name@lovelace.org into the outbox. @returns its id. */
export function queueMail(
  { db }: Context,
  name = 'ada',
  more: Partial<Pick<OutgoingMail, 'expiresAt'>> = {},
): Promise<number> {
  const address = `${name}@lovelace.org`
  return insertMail(db, {
    kind: 'confirmation',
    addressKey: address,
    ...more,
    mail: {
      from: 'Verdicts <news@verdicts.org>',
      to: address,
      subject: `Confirm, ${name}`,
      html: '<p>Hello</p>',
      text: 'Hello',
      tags: { kind: 'confirmation' },
    },
  })
}

/** Removes every small mail and every parcel. */
export async function forgetMails({ db }: Context): Promise<void> {
  await db.deleteFrom('outbox').execute()
  await db.deleteFrom('parcel').execute()
}

/** Does all work there is for small mails now, as a worker would. */
export async function workOnMails(context: Context): Promise<void> {
  for (const work of await findMailWork(context)) await handle(context, work)
}

export async function mailRow({ db }: Context, id: number) {
  return db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function mailRows({ db }: Context) {
  return db.selectFrom('outbox').selectAll().orderBy('id').execute()
}

export async function parcels({ db }: Context) {
  return db.selectFrom('parcel').selectAll().orderBy('id').execute()
}
