import { Hono } from 'hono'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { listReviews } from '../../../actions/review/list.ts'
import { type OpenReview, openReview } from '../../../actions/review/open.ts'
import type { ReviewEntry } from '../../../domain/content-document.ts'
import { mayReview } from '../../../domain/editor.ts'
import type { Publication } from '../../../domain/publication.ts'
import { isVerdict } from '../../../domain/verdict.ts'
import { parseSlug } from '../../params.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { ForbiddenPage } from '../sign-in/refused-pages.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from '../writing/answer-save.ts'
import { answerStatus, readDone } from '../writing/answer-status.ts'
import type { FilledForm, Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { readBase, readTyped } from '../writing/read-typed.ts'
import { ReviewPage } from './review-page.tsx'
import { ReviewsPage } from './reviews-page.tsx'

/** All reviews, and what each seat says of a tool: reviewers write for their own seat, editors for all. */
export function reviewRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/reviews', async (c) => {
    const { context, editor } = c.var
    const { seat = '', verdict, withdrawn } = c.req.query()
    const search = {
      ...readSearch(c),
      seat: parseSlug(seat),
      verdict: isVerdict(verdict) ? verdict : undefined,
      withdrawn: withdrawn === 'yes',
    }
    const { page, seats } = await listReviews(context, search)
    return c.html(toHtml(<ReviewsPage {...{ site, editor, page, seats, search }} />))
  })

  desk.get('/tools/:slug/reviews/:reviewer', (c) => show(c, {}))

  desk.post('/tools/:slug/reviews/:reviewer', (c) =>
    ofOwnSeat(c, async ({ tool: { slug: tool }, seat: { slug: reviewer } }) => {
      const typed = await readTyped(c)
      const base = typed.version === '' ? null : readBase(typed)
      const { verdict = '', quote = '' } = typed
      return answerSave(c, {
        site,
        typed,
        base,
        noun: 'review',
        save: () => saveEntry(c.var.context, 'reviews', { tool, reviewer, verdict, quote }, base),
        valuesOf: reviewValues,
        pageOf: pathOf,
        show: (again, status) => show(c, { again, status }),
      })
    }),
  )

  desk.post('/tools/:slug/reviews/:reviewer/publication', (c) => change(c, 'published'))

  desk.post('/tools/:slug/reviews/:reviewer/withdrawal', (c) => change(c, 'withdrawn'))

  return desk

  async function change(c: DeskRequest, status: Publication) {
    return ofOwnSeat(c, async ({ tool: { slug }, seat: { slug: reviewer } }) => {
      return answerStatus(c, {
        site,
        list: 'reviews',
        which: { slug, reviewer },
        noun: 'review',
        path: pathOf({ tool: slug, reviewer }),
        status,
        show: (trouble, status) => show(c, { trouble, status }),
      })
    })
  }

  /** Answers who may write the review; others are told whose it is. */
  async function ofOwnSeat(c: DeskRequest, answer: (open: OpenReview) => Promise<Response>) {
    const { context, editor } = c.var
    const open = await openReview(context, slugIn(c), slugIn(c, 'reviewer'))
    if (!open) return deskNotFound(c, site, 'review')
    if (mayReview(editor, open.seat.id)) return answer(open)
    return c.html(toHtml(<ForbiddenPage {...{ site, editor }} needed="editor" />), 403)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const open = await openReview(context, slugIn(c), slugIn(c, 'reviewer'))
    if (!open) return deskNotFound(c, site, 'review')
    const { review } = open
    const values = review ? reviewValues(review.entry) : {}
    const form = again ?? { values, base: review?.version ?? null }
    const saved = c.req.query('saved')
    const done = readDone(c)
    return c.html(toHtml(<ReviewPage {...{ site, editor, open, form, saved, done, trouble }} />), status)
  }
}

function pathOf({ tool, reviewer }: Pick<ReviewEntry, 'tool' | 'reviewer'>): string {
  return `/desk/tools/${tool}/reviews/${reviewer}`
}

function reviewValues({ verdict, quote }: ReviewEntry): Values {
  return { verdict, quote }
}
