import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { ACTS, type ActKind } from '../../src/domain/audit.ts'
import { ACCESS } from '../../src/web/desk/access.ts'

/** What the log keeps of a deed, or why it keeps nothing. */
type Kept = readonly ActKind[] | `not logged: ${string}`

/** By the rest of the path, for all that is under /desk. */
const POSTS: Readonly<Record<string, Kept>> = {
  codes: 'not logged: who asks for a code is nobody yet',
  sessions: ['editor-signed-in'],
  'account/name': ['editor-renamed'],
  'account/sign-out': ['session-ended'],
  'account/sessions/others/end': ['session-ended'],
  'account/sessions/:id/end': ['session-ended'],

  issues: ['issue-created'],
  'issues/:number': ['issue-edited', 'issue-unscheduled'],
  'issues/:number/offers': 'not logged: it shows what can be added, and keeps nothing',
  'issues/:number/discard': ['issue-discarded'],
  'issues/:number/discard/removal': ['issue-undiscarded'],
  'issues/:number/schedule': ['issue-scheduled', 'preflight-overridden'],
  'issues/:number/schedule/removal': ['issue-unscheduled'],
  'issues/:number/preview/subscribers': ['subscriber-previewed'],
  'issues/:number/test-mails': ['test-mail-sent'],
  'issues/:number/preflight/links': ['links-rechecked'],
  'issues/:number/preflight/overrides': ['preflight-overridden'],
  'issues/:number/preflight/overrides/removal': ['preflight-override-withdrawn'],
  'issues/:number/approval': ['issue-approved'],
  'issues/:number/approval/withdrawal': ['approval-withdrawn'],
  'approval-rule': ['approval-rule-set'],

  'calendar/skips': ['week-skipped'],
  'calendar/skips/removal': ['week-unskipped'],
  rhythm: ['rhythm-set'],

  comparisons: ['comparison-saved'],
  'comparisons/:slug': ['comparison-saved'],
  'comparisons/:slug/publication': ['comparison-published'],
  'comparisons/:slug/withdrawal': ['comparison-withdrawn'],
  tools: ['tool-saved'],
  'tools/:slug': ['tool-saved'],
  'tools/:slug/publication': ['tool-published'],
  'tools/:slug/withdrawal': ['tool-withdrawn'],
  'tools/:slug/reviews/:reviewer': ['review-saved'],
  'tools/:slug/reviews/:reviewer/publication': ['review-published'],
  'tools/:slug/reviews/:reviewer/withdrawal': ['review-withdrawn'],
  reviewers: ['reviewer-saved'],
  'reviewers/:slug': ['reviewer-saved'],
  'reviewers/:slug/publication': ['reviewer-published'],
  'reviewers/:slug/withdrawal': ['reviewer-withdrawn'],
  categories: ['category-saved'],
  'categories/:slug': ['category-saved'],
  'categories/:slug/publication': ['category-published'],
  'categories/:slug/withdrawal': ['category-withdrawn'],
  'previews/markdown': 'not logged: it shows what was typed, and keeps nothing',
  'previews/subject': 'not logged: it shows what was typed, and keeps nothing',
  'previews/preheader': 'not logged: it shows what was typed, and keeps nothing',
  'content/dry-runs': 'not logged: it says what would change, and changes nothing',
  'content/imports': ['content-imported'],
  'content/exports': ['content-exported'],

  'issues/:number/sending': ['issue-sent-now'],
  'issues/:number/sending/undo': ['issue-unscheduled'],
  'issues/:number/sending/pause': ['issue-paused'],
  'issues/:number/sending/resume': ['issue-resumed'],
  'issues/:number/sending/cancellation': ['issue-cancelled'],
  'issues/:number/sending/batches/:batch/resolution': ['batch-resolved'],
  'issues/:number/sending/parked/resolution': ['batch-resolved'],
  'issues/:number/account/downloads': ['deliveries-downloaded'],

  editors: ['editor-invited'],
  'editors/:id/role': ['editor-role-changed'],
  'editors/:id/removal': ['editor-removed'],
}

const LOOKS = 'not logged: it shows what the pages of the desk show' as const
const MASKED = 'not logged: the addresses that it shows are masked' as const

const COMMANDS: Readonly<Record<string, Kept>> = {
  import: ['content-imported'],
  export: ['content-exported'],
  'issue new': ['issue-created'],
  'issue edit': ['issue-edited', 'issue-unscheduled'],
  'issue preview': LOOKS,
  'issue test': ['test-mail-sent'],
  'issue approve': ['issue-approved'],
  'issue schedule': ['issue-scheduled', 'preflight-overridden'],
  'issue unschedule': ['issue-unscheduled'],
  'issue show': LOOKS,
  'issue list': LOOKS,
  'issue pause': ['issue-paused'],
  'issue resume': ['issue-resumed'],
  'issue cancel': ['issue-cancelled'],
  'issue resolve': ['batch-resolved'],
  'issue copy': ['copy-sent'],
  'subscribers import': ['subscribers-imported'],
  'subscribers export': ['subscribers-exported'],
  'subscribers bounced': MASKED,
  'subscribers erase': ['subscriber-erased'],
  'suppressions list': MASKED,
  'suppressions import': ['suppressions-imported'],
  'suppressions export': ['suppressions-exported'],
  'suppressions lift': ['suppression-lifted'],
  'editors invite': ['editor-invited'],
  'editors list': LOOKS,
  'editors remove': ['editor-removed'],
  rehearse: 'not logged: its database is a throwaway one',
  backup: ['database-backed-up'],
  restore: ['database-restored'],
  restored: ['database-restored'],
}

/** What nobody has done; a trigger notes it. */
const BY_ITSELF: ActKind = 'issue-held'

test('of every form of the desk it is said what the log keeps of it, or why nothing', () => {
  const posts = Object.keys(ACCESS).filter((route) => route.startsWith('POST '))
  expect(
    Object.keys(POSTS)
      .map((path) => `POST /desk/${path}`)
      .sort(),
  ).toEqual(posts.sort())
})

test('so it is of every command', () => {
  const names = commands.map(({ usage }) => usage.replaceAll(/ [A-Z].*/g, ''))
  expect(Object.keys(COMMANDS).sort()).toEqual(names.sort())
})

test('nothing that the log can keep is left over', () => {
  const kept = [...Object.values(POSTS), ...Object.values(COMMANDS)].filter((one) => typeof one !== 'string')
  const known = new Set([...kept.flat(), BY_ITSELF])
  expect(Object.keys(ACTS).filter((kind) => !known.has(kind as ActKind))).toEqual([])
})
