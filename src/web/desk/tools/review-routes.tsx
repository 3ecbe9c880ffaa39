import { Hono } from 'hono'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { openReview } from '../../../actions/review/open.ts'
import type { ReviewEntry } from '../../../domain/content-document.ts'
import { mayReview } from '../../../domain/editor.ts'
import { parseSlug } from '../../params.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { ForbiddenPage } from '../sign-in/refused-pages.tsx'
import { answerSave } from '../writing/answer-save.ts'
import type { FilledForm, Values } from '../writing/filled-form.tsx'
import { readBase, readTyped } from '../writing/read-typed.ts'
import { ReviewPage } from './review-page.tsx'

/** What each seat says of a tool: reviewers write for their own seat, editors for all. */
export function reviewRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/tools/:slug/reviews/:reviewer', (c) => show(c))

  desk.post('/tools/:slug/reviews/:reviewer', async (c) => {
    const { context, editor } = c.var
    const { slug, reviewer } = slugsIn(c)
    const open = await openReview(context, slug, reviewer)
    if (!open) return deskNotFound(c, site, 'review')
    if (!mayReview(editor, open.seat.id)) {
      return c.html(toHtml(<ForbiddenPage {...{ site, editor }} needed="editor" />), 403)
    }
    const typed = await readTyped(c)
    const base = typed.version === '' ? null : readBase(typed)
    const { verdict = '', quote = '' } = typed
    return answerSave(c, {
      site,
      typed,
      base,
      noun: 'review',
      save: () => saveEntry(context, 'reviews', { tool: slug, reviewer, verdict, quote }, base),
      valuesOf: reviewValues,
      pageOf: () => `/desk/tools/${slug}/reviews/${reviewer}`,
      show: (form, status) => show(c, form, status),
    })
  })

  return desk

  async function show(c: DeskRequest, again?: FilledForm, status: 200 | 409 | 422 = 200) {
    const { context, editor } = c.var
    const open = await openReview(context, slugsIn(c).slug, slugsIn(c).reviewer)
    if (!open) return deskNotFound(c, site, 'review')
    const { review } = open
    const values = review ? reviewValues(review.entry) : {}
    const form = again ?? { values, base: review?.version ?? null }
    const isSaved = c.req.query('saved') !== undefined
    return c.html(toHtml(<ReviewPage {...{ site, editor, open, form, isSaved }} />), status)
  }
}

function slugsIn({ req }: DeskRequest) {
  const slug = (name: string) => parseSlug(req.param(name) ?? '') ?? ''
  return { slug: slug('slug'), reviewer: slug('reviewer') }
}

function reviewValues({ verdict, quote }: ReviewEntry): Values {
  return { verdict, quote }
}
