import { recordAct } from '../../../db/queries/audit-entry.ts'
import { endSession as end } from '../../../db/queries/editor-session.ts'
import type { Context } from '../../context.ts'

/** Ends one of an editor's sessions. Ended twice, it is ended. */
export async function endSession(
  { db, by }: Pick<Context, 'db' | 'by'>,
  editorId: number,
  sessionId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (await end(tx, editorId, sessionId))
      await recordAct(tx, by, { kind: 'session-ended', subject: editorId })
  })
}
