import { changeStatus, type WhichOne } from '../../../actions/content/change-status.ts'
import type { ContentList } from '../../../domain/content-document.ts'
import { PUBLICATIONS, type Publication } from '../../../domain/publication.ts'
import type { Site } from '../../site.ts'
import type { DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { readBase, readTyped } from './read-typed.ts'

interface Answer {
  readonly site: Site
  readonly list: ContentList
  readonly which: WhichOne
  /** What it is called on a page: "tool". */
  readonly noun: string
  readonly path: string
  readonly status: Publication
  /** The page again, with why nothing was done. */
  readonly show: (trouble: string, status: 409 | 422) => Response | Promise<Response>
}

const MOVED =
  'Another version was saved since you read it, so nothing was done. It stands below: read it, and press the button again.'

/** Publishes or withdraws what a page is about, in the version that was read there. */
export async function answerStatus(
  c: DeskRequest,
  { site, list, which, noun, path, status, show }: Answer,
): Promise<Response> {
  const changed = await changeStatus(c.var.context, list, which, readBase(await readTyped(c)), status)
  switch (changed.outcome) {
    case 'changed':
      return c.redirect(`${path}?done=${status}`, 303)
    case 'collided':
      return show(MOVED, 409)
    case 'refused':
      return show(changed.problem, 422)
    case 'not-found':
      return deskNotFound(c, site, noun)
  }
}

/** What was just done, as answerStatus() notes it in the address. */
export function readDone(c: DeskRequest): Publication | undefined {
  return PUBLICATIONS.find((done) => done === c.req.query('done'))
}
