import { listSessions as list } from '../../../db/queries/editor-session.ts'
import type { Context } from '../../context.ts'

/** An editor's sessions, newest first. */
export function listSessions({ db }: Pick<Context, 'db'>, editorId: number) {
  return list(db, editorId)
}
