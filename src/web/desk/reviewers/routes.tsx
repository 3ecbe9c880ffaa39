import { Hono } from 'hono'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { listReviewersForDesk } from '../../../actions/reviewer/list-for-desk.ts'
import { openReviewer } from '../../../actions/reviewer/open.ts'
import type { Reviewer } from '../../../domain/review.ts'
import { proposeSlug } from '../../../domain/slug.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from '../writing/answer-save.ts'
import { addStatusRoutes, readDone } from '../writing/answer-status.ts'
import type { FilledForm, Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { readBase, readTyped } from '../writing/read-typed.ts'
import { NewReviewerPage, ReviewerPage } from './reviewer-page.tsx'
import { ReviewersPage } from './reviewers-page.tsx'

/** The seats of the panel, and each by itself. */
export function reviewersRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/reviewers', async (c) => {
    const { context, editor } = c.var
    const page = await listReviewersForDesk(context, readSearch(c))
    return c.html(toHtml(<ReviewersPage {...{ site, editor, page }} />))
  })

  desk.get('/new/reviewer', (c) => showNew(c, { values: {}, base: null }))

  desk.post('/reviewers', async (c) => {
    const typed = await readTyped(c)
    const slug = typed.slug?.trim() || proposeSlug(typed.name ?? '')
    return answerSave(c, {
      ...REVIEWER,
      typed,
      base: null,
      save: () => saveEntry(c.var.context, 'reviewers', readReviewer(typed, slug), null),
      show: (form, status) => showNew(c, form, status),
    })
  })

  desk.get('/reviewers/:slug', (c) => show(c, {}))

  desk.post('/reviewers/:slug', async (c) => {
    const slug = slugIn(c)
    const typed = await readTyped(c)
    const base = readBase(typed)
    return answerSave(c, {
      ...REVIEWER,
      typed,
      base,
      save: () => saveEntry(c.var.context, 'reviewers', readReviewer(typed, slug), base),
      show: (again, status) => show(c, { again, status }),
    })
  })

  addStatusRoutes(desk, { site, list: 'reviewers', noun: 'seat', show })

  const REVIEWER = {
    site,
    noun: 'reviewer',
    valuesOf: ({ name, perspective }: Reviewer): Values => ({ name, perspective }),
    pageOf: ({ slug }: { readonly slug: string }) => `/desk/reviewers/${slug}`,
  }

  return desk

  function showNew(c: DeskRequest, form: FilledForm, status: 200 | 409 | 422 = 200) {
    return c.html(toHtml(<NewReviewerPage {...{ site, editor: c.var.editor, form }} />), status)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const reviewer = await openReviewer(context, slugIn(c))
    if (!reviewer) return deskNotFound(c, site, 'seat')
    const form = again ?? { values: REVIEWER.valuesOf(reviewer.entry), base: reviewer.version }
    const saved = c.req.query('saved')
    return c.html(
      toHtml(<ReviewerPage {...{ site, editor, reviewer, form, saved, done: readDone(c), trouble }} />),
      status,
    )
  }
}

function readReviewer({ name = '', perspective = '' }: Values, slug = '') {
  return { slug, name, perspective }
}
