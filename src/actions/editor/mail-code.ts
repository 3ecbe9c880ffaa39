import { clockNow } from '../../../db/queries/clock.ts'
import { renderSignInCode } from '../../../emails/sign-in-code/render-sign-in-code.ts'
import type { Context } from '../../context.ts'
import { SIGN_IN_CODE } from '../../domain/sign-in-code.ts'
import type { Work } from '../../domain/work.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'

/** Mails an editor the code they sign in with. */
export async function mailCode(
  { db, config }: Pick<Context, 'db' | 'config'>,
  { address, code }: { readonly address: string; readonly code: string },
): Promise<Work[]> {
  const expiresAt = new Date((await clockNow(db)).getTime() + SIGN_IN_CODE.minutes * 60_000)
  const content = renderSignInCode({ site: config.site, code })
  const to = { address, key: address }
  return hintAt(await postMail(db, config, { kind: 'sign-in-code', to, content, expiresAt }))
}
