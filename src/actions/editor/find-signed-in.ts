import { findEditorOfSession } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import type { Editor } from '../../domain/editor.ts'
import type { SignIn } from '../../signing-in/create-sign-in.ts'

/** The editor of a request. */
export interface SignedInEditor extends Editor {
  readonly sessionId: number
  /** In which the desk tells them the time: that of the weekly rhythm, or UTC. */
  readonly timeZone: string
}

/** Whose session the cookies of a request belong to, as long as it has not ended and they are an editor. */
export async function findSignedIn(
  { db }: Pick<Context, 'db'>,
  signIn: SignIn,
  headers: Headers,
): Promise<SignedInEditor | undefined> {
  const token = await signIn.sessionOf(headers)
  return token === undefined ? undefined : findEditorOfSession(db, token)
}
