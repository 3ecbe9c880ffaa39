import type { Context as Request } from 'hono'
import type { SignedInEditor } from '../../actions/editor/find-signed-in.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import type { Site } from '../site.ts'

/** What the guard puts into a request of the desk. */
export interface DeskEnv {
  Variables: {
    editor: SignedInEditor
    /** The context, acting for the editor. */
    context: Context
  }
}

/** A request that the guard let through. */
export type DeskRequest = Request<DeskEnv>

/** What routes of the desk work with; the context is in the request. */
export interface DeskParts {
  readonly site: Site
  readonly enqueue: (work: readonly Work[]) => void
}
