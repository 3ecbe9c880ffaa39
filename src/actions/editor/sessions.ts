import { recordAct } from '../../../db/queries/audit-entry.ts'
import { endSession as end, endSessions, listSessions as list } from '../../../db/queries/editor-session.ts'
import type { Context } from '../../context.ts'

/** An editor's sessions, newest first. */
export function listSessions({ db }: Pick<Context, 'db'>, editorId: number) {
  return list(db, editorId)
}

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

/** Ends all of an editor's sessions but the one they are in. */
export async function endOtherSessions(
  { db, by }: Pick<Context, 'db' | 'by'>,
  editorId: number,
  sessionId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ended = await endSessions(tx, editorId, sessionId)
    if (ended > 0)
      await recordAct(tx, by, { kind: 'session-ended', subject: editorId, detail: `${ended} others` })
  })
}
