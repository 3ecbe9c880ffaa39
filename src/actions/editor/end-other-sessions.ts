import { recordAct } from '../../../db/queries/audit-entry.ts'
import { endSessions } from '../../../db/queries/editor-session.ts'
import type { Context } from '../../context.ts'

/** Ends all of an editor's sessions but the one they are in. */
export async function endOtherSessions(
  { db, by }: Pick<Context, 'db' | 'by'>,
  editorId: number,
  sessionId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ended = await endSessions(tx, editorId, sessionId)
    if (ended === 0) return
    const detail = `in ${ended} other ${ended === 1 ? 'place' : 'places'}`
    await recordAct(tx, by, { kind: 'session-ended', subject: editorId, detail })
  })
}
