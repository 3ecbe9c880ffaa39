import { setTimeout as sleep } from 'node:timers/promises'
import { findEditorByAddress } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import type { SignInLimits } from '../../limits/sign-in-limits.ts'
import type { SignIn } from '../../signing-in/create-sign-in.ts'

export type RequestCodeOutcome =
  /** Or not: who is no editor gets no mail, and is not told. */
  | { readonly outcome: 'sent'; readonly address: string }
  | { readonly outcome: 'refused'; readonly problem: string }
  | { readonly outcome: 'too-many'; readonly waitMs: number }

export interface CodeRequest {
  readonly address: string
  readonly network: string
}

/** Several times what it takes to make a code and write its mail. */
const LEAST_MS = 100

/** Mails a code to whoever may sign in. The answer, and the time it takes, is the same for every address. */
export async function requestCode(
  { db, log }: Pick<Context, 'db' | 'log'>,
  { signIn, limits }: { readonly signIn: SignIn; readonly limits: SignInLimits },
  request: CodeRequest,
): Promise<RequestCodeOutcome> {
  const email = parseEmailAddress(request.address)
  if ('problem' in email) return { outcome: 'refused', problem: email.problem }
  const least = sleep(LEAST_MS)
  const waitMs = await limits.admitNetwork(request.network)
  if (waitMs > 0) return { outcome: 'too-many', waitMs }
  try {
    const editor = await findEditorByAddress(db, email.key)
    if (editor && (await limits.admitCode(editor.address))) await signIn.requestCode(editor.address)
  } catch (err) {
    // The page would tell that there was something to do.
    log.error({ err }, 'a sign-in code could not be mailed')
  }
  await least
  return { outcome: 'sent', address: email.key }
}
