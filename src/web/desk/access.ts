import type { Role } from '../../domain/editor.ts'

/** The least role for each route of the desk, or nobody's in particular. A route that is not here is refused. */
export const ACCESS: Readonly<Record<string, Role | 'anybody'>> = {
  'GET /desk/sign-in': 'anybody',
  'POST /desk/codes': 'anybody',
  'GET /desk/codes': 'anybody',
  'POST /desk/sessions': 'anybody',

  'GET /desk': 'reviewer',
  'GET /desk/account': 'reviewer',
  'POST /desk/account/name': 'reviewer',
  'POST /desk/account/sign-out': 'reviewer',
  'POST /desk/account/sessions/others/end': 'reviewer',
  'POST /desk/account/sessions/:id/end': 'reviewer',

  'GET /desk/issues': 'editor',
  'GET /desk/issues/:number': 'editor',

  'GET /desk/comparisons': 'reviewer',
  'GET /desk/new/comparison': 'editor',
  'POST /desk/comparisons': 'editor',
  'GET /desk/comparisons/:slug': 'reviewer',
  'POST /desk/comparisons/:slug': 'editor',
  'POST /desk/comparisons/:slug/publication': 'editor',
  'POST /desk/comparisons/:slug/withdrawal': 'editor',
  'GET /desk/tools': 'reviewer',
  'GET /desk/new/tool': 'editor',
  'POST /desk/tools': 'editor',
  'GET /desk/tools/:slug': 'reviewer',
  'POST /desk/tools/:slug': 'editor',
  'GET /desk/tools/:slug/reviews/:reviewer': 'reviewer',
  // Of their own seat; the route looks.
  'POST /desk/tools/:slug/reviews/:reviewer': 'reviewer',
  'GET /desk/reviewers': 'reviewer',
  'GET /desk/new/reviewer': 'editor',
  'POST /desk/reviewers': 'editor',
  'GET /desk/reviewers/:slug': 'reviewer',
  'POST /desk/reviewers/:slug': 'editor',
  'GET /desk/categories': 'reviewer',
  'GET /desk/new/category': 'editor',
  'POST /desk/categories': 'editor',
  'GET /desk/categories/:slug': 'reviewer',
  'POST /desk/categories/:slug': 'editor',
  'POST /desk/previews/markdown': 'reviewer',

  'GET /desk/editors': 'owner',
  'POST /desk/editors': 'owner',
  'POST /desk/editors/:id/role': 'owner',
  'POST /desk/editors/:id/removal': 'owner',
  'GET /desk/log': 'owner',
}
