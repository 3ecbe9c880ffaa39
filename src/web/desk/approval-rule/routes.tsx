import { Hono } from 'hono'
import { z } from 'zod'
import { approvalRule, lacksApprover } from '../../../actions/issue/approval-state.ts'
import { setApprovalRule } from '../../../actions/issue/set-approval-rule.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { ApprovalRulePage } from './approval-rule-page.tsx'

const ruling = z.object({ who: z.string().catch('') })

/** Whose approval issues need. */
export function approvalRuleRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/approval-rule', (c) => show(c))

  desk.post('/approval-rule', async (c) => {
    const { who } = ruling.parse(await readForm(c))
    const set = await setApprovalRule(c.var.context, who)
    return set.outcome === 'set' ? c.redirect('/desk/approval-rule?saved', 303) : show(c, { who, ...set })
  })

  return desk

  async function show(c: DeskRequest, { who, problem }: { who?: string; problem?: string } = {}) {
    const { context, editor } = c.var
    const rule = await approvalRule(context)
    const isSaved = c.req.query('saved') !== undefined
    const mayGoWithout = !context.config.approvals
    const page = (
      <ApprovalRulePage
        {...{ site, editor, rule, mayGoWithout, isSaved, problem }}
        lacksApprover={await lacksApprover(context.db, who ?? rule)}
      />
    )
    return c.html(toHtml(page), problem ? 422 : 200)
  }
}
