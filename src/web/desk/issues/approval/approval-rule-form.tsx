import { APPROVAL_RULES, type ApprovalRule } from '../../../../domain/approval.ts'
import { SelectField } from '../../fields.tsx'

const SAYS: Record<ApprovalRule, string> = {
  nobody: 'Nobody: sample content needs no approval',
  anybody: 'Any editor, who edited it last too',
  'somebody-else': 'Somebody else than who edited it last',
}

/** Whose approval issues need: all of them, so for owners to decide. */
export function ApprovalRuleForm({
  issueNumber,
  rule,
  mayGoWithout,
}: {
  readonly issueNumber: number
  readonly rule: ApprovalRule
  readonly mayGoWithout: boolean
}) {
  const options = APPROVAL_RULES.filter((who) => who !== 'nobody' || mayGoWithout)
  return (
    <section aria-labelledby="rule">
      <h2 id="rule">Who approves issues</h2>
      <form className="panel-form narrow" method="post" action="/desk/approval-rule">
        <input type="hidden" name="issue" value={issueNumber} />
        <SelectField
          name="who"
          label="Every issue is approved by"
          value={rule}
          options={options.map((who) => ({ value: who, label: SAYS[who] }))}
        />
        <button className="quiet" type="submit">
          Decide
        </button>
      </form>
    </section>
  )
}
