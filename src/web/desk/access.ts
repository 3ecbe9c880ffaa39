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

  'GET /desk/editors': 'owner',
  'POST /desk/editors': 'owner',
  'POST /desk/editors/:id/role': 'owner',
  'POST /desk/editors/:id/removal': 'owner',
  'GET /desk/log': 'owner',
}
