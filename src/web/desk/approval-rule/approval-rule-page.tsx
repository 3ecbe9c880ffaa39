import { APPROVAL_RULES, type ApprovalRule } from '../../../domain/approval.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { SelectField } from '../fields.tsx'
import { Done } from '../notices.tsx'
import { OneApprover } from './one-approver.tsx'

export interface ApprovalRulePageProps {
  readonly site: Site
  readonly editor: Editor
  readonly rule: ApprovalRule
  /** Whether this installation may go without approvals. */
  readonly mayGoWithout: boolean
  /** Whether the rule, or the one just refused, leaves nobody to approve what the only approver changed last. */
  readonly lacksApprover: boolean
  readonly isSaved: boolean
  readonly problem?: string | undefined
}

/** Whose approval issues need: all of them, so for owners to decide. */
export function ApprovalRulePage({
  site,
  editor,
  rule,
  mayGoWithout,
  lacksApprover,
  isSaved,
  problem,
}: ApprovalRulePageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/issues"
      title="Who approves issues"
      eyebrow={<a href="/desk/issues">Issues</a>}
    >
      {isSaved ? <Done>That is the rule now.</Done> : null}
      {lacksApprover ? <OneApprover editor={editor} /> : null}
      <p className="lede">{HOLDS[rule]} What is approved already stays approved.</p>
      {includesRole(editor.role, 'owner') ? (
        <form className="panel-form narrow" method="post" action="/desk/approval-rule" noValidate>
          <SelectField
            name="who"
            label="Every issue is approved by"
            value={rule}
            problem={problem}
            options={APPROVAL_RULES.filter((who) => who !== 'nobody' || mayGoWithout).map((who) => ({
              value: who,
              label: SAYS[who],
            }))}
          />
          <button type="submit">Decide</button>
        </form>
      ) : (
        <p className="note">Owners decide it.</p>
      )}
    </DeskLayout>
  )
}

const HOLDS: Record<ApprovalRule, string> = {
  nobody: 'Issues need no approval here, as this installation shows sample content and mails nobody.',
  anybody: 'No issue goes out that nobody approved. Every editor may do it.',
  'somebody-else':
    'No issue goes out that nobody approved. Every editor may do it, but for who changed it last, or a verdict in it.',
}

const SAYS: Record<ApprovalRule, string> = {
  nobody: 'Nobody: sample content needs no approval',
  anybody: 'Any editor, who changed it last too',
  'somebody-else': 'Somebody else than who changed it last',
}
