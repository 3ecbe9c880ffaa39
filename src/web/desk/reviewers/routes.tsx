import { Hono } from 'hono'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { listReviewersForDesk } from '../../../actions/reviewer/list-for-desk.ts'
import { openReviewer } from '../../../actions/reviewer/open.ts'
import { proposeSlug } from '../../../domain/slug.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { addEntryRoutes } from '../writing/entry-routes.ts'
import type { Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
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

  addEntryRoutes(desk, {
    site,
    list: 'reviewers',
    noun: 'seat',
    open: openReviewer,
    save: (context, typed, base, slug) => saveEntry(context, 'reviewers', readReviewer(typed, slug), base),
    valuesOf: ({ name, perspective }) => ({ name, perspective }),
    page: (reviewer, props) => <ReviewerPage {...props} reviewer={reviewer} />,
    newPage: (props) => <NewReviewerPage {...props} />,
  })

  return desk
}

function readReviewer(typed: Values, slug = typed.slug?.trim() || proposeSlug(typed.name ?? '')) {
  const { name = '', perspective = '' } = typed
  return { slug, name, perspective }
}
