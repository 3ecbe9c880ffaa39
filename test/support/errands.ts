import { openErrand } from '../../src/actions/errand/open.ts'
import type { Context } from '../../src/context.ts'
import type { ErrandKind } from '../../src/domain/errand.ts'
import { newestMail } from '../web/support.ts'

/** Opens an errand of a subscriber, as asking for it does. @returns the token of its link. */
export async function openedErrand(
  { db, config }: Context,
  kind: ErrandKind,
  subscriberId: number,
  newAddress = 'new@hopper.org',
): Promise<string> {
  const subscriber = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('id', '=', subscriberId)
    .executeTakeFirstOrThrow()
  const moves = kind === 'move' || kind === 'adopt'
  const given = { address: newAddress, key: newAddress.toLowerCase() }
  await openErrand(db, config, {
    kind,
    subscriber,
    to: kind === 'adopt' ? given : { address: subscriber.address, key: subscriber.addressKey },
    ...(moves ? { newAddress: given } : {}),
  })
  return errandLink({ db })
}

/** The token of the link in the newest mail. */
export async function errandLink({ db }: Pick<Context, 'db'>): Promise<string> {
  const { mail } = await newestMail({ db } as Context)
  return /\/errands\/[a-z]+\/([\w-]{50})$/m.exec(mail.text)![1]!
}
