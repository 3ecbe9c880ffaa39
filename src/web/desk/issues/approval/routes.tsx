import { Hono } from 'hono'
import { z } from 'zod'
import { type ApproveOutcome, approveIssue } from '../../../../actions/issue/approve.ts'
import { showApproval } from '../../../../actions/issue/show-approval.ts'
import { withdrawApproval } from '../../../../actions/issue/withdraw-approval.ts'
import { readForm } from '../../../read-form.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { deskNotFound } from '../../not-found.tsx'
import { issueNumberOf } from '../issue-number.ts'
import { ApprovalPage } from './approval-page.tsx'

const approval = z.object({ looked: z.string().catch('') })

/** Whether an issue may go out as it is, and who says so. */
export function approvalRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/approval', (c) => show(c))

  desk.post('/issues/:number/approval', async (c) => {
    const number = issueNumberOf(c)
    const { looked } = approval.parse(await readForm(c))
    const approved = await approveIssue(c.var.context, number, looked)
    if (approved.outcome === 'approved') return c.redirect(pageOf(number), 303)
    return show(c, refusalOf(approved))
  })

  desk.post('/issues/:number/approval/withdrawal', async (c) => {
    const number = issueNumberOf(c)
    const withdrawn = await withdrawApproval(c.var.context, number)
    if (withdrawn.outcome === 'withdrawn') return c.redirect(pageOf(number), 303)
    return show(c, refusalOf(withdrawn))
  })

  return desk

  async function show(c: DeskRequest, refused?: Refusal) {
    const { context, editor } = c.var
    const view = await showApproval(context, issueNumberOf(c))
    if (!view) return deskNotFound(c, site, 'issue')
    const page = <ApprovalPage {...{ site, editor, view }} trouble={refused?.trouble} />
    return c.html(toHtml(page), refused?.status ?? 200)
  }
}

interface Refusal {
  readonly status: 409 | 422
  readonly trouble: string | undefined
}

function refusalOf(refused: Exclude<ApproveOutcome, { outcome: 'approved' }>): Refusal {
  switch (refused.outcome) {
    case 'changed':
      return {
        status: 409,
        trouble:
          'The issue was changed after you opened this page, so nothing was approved. Look at it as it is now, and approve it then.',
      }
    case 'on-its-way':
      return {
        status: 409,
        trouble: `The issue is ${refused.status}: it is too late for that. Take it back to draft first, as long as nothing of it was sent.`,
      }
    case 'own-edit':
      return {
        status: 422,
        trouble: 'You changed the issue last, or a verdict in it: somebody else has to approve it.',
      }
    case 'empty':
      return { status: 422, trouble: 'The issue has no comparisons: give it some first.' }
    case 'not-found':
      return { status: 409, trouble: undefined }
  }
}

function pageOf(number: number): string {
  return `/desk/issues/${number}/approval`
}
