import { setTimeout as sleep } from 'node:timers/promises'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEditorByAddress } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import type { SignInLimits } from '../../limits/sign-in-limits.ts'
import type { BeginOutcome, SignIn } from '../../signing-in/create-sign-in.ts'

export interface SessionRequest {
  readonly address: string
  readonly code: string
  readonly network: string
  readonly headers: Headers
}

/** Several times what it takes to look at a code. */
const LEAST_MS = 100

/**
 * Begins a session with a code from the mail. Whoever is no editor has a wrong code, whatever it is, and is told so
 * after the same time.
 */
export async function beginSession(
  { db }: Pick<Context, 'db'>,
  { signIn, limits }: { readonly signIn: SignIn; readonly limits: SignInLimits },
  { address, code, network, headers }: SessionRequest,
): Promise<BeginOutcome | { readonly outcome: 'too-many'; readonly waitMs: number }> {
  const waitMs = await limits.admitNetwork(network)
  if (waitMs > 0) return { outcome: 'too-many', waitMs }
  const least = sleep(LEAST_MS)
  const email = parseEmailAddress(address)
  const editor = 'problem' in email ? undefined : await findEditorByAddress(db, email.key)
  const begun: BeginOutcome = editor
    ? await signIn.begin({ address: editor.address, code: code.replaceAll(/\s/g, ''), headers })
    : { outcome: 'wrong-code' }
  if (begun.outcome !== 'begun') await least
  else {
    await recordAct(db, begun, { kind: 'editor-signed-in', subject: begun.editorId })
  }
  return begun
}
