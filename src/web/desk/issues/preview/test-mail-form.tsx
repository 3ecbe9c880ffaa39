import type { EditionLine } from '../../../../actions/issue/list-editions.ts'
import type { Editor } from '../../../../domain/editor.ts'
import { SelectField, TextArea } from '../../fields.tsx'
import { editionName } from './edition-name.ts'

/** A form as it was sent, and what is wrong with it. */
export interface RefusedTest {
  readonly to: string
  readonly edition: string
  readonly field: 'to' | 'edition'
  readonly problems: readonly string[]
}

interface TestMailFormProps {
  readonly issueNumber: number
  readonly editor: Editor
  readonly lines: readonly EditionLine[]
  readonly current: number
  readonly refused: RefusedTest | undefined
}

/** Mails an edition to whoever is to see it before its readers do. */
export function TestMailForm({ issueNumber, editor, lines, current, refused }: TestMailFormProps) {
  const problemAt = (field: RefusedTest['field']) =>
    refused?.field === field ? refused.problems.join('\n') : undefined
  return (
    <section aria-labelledby="test-mail">
      <h2 id="test-mail">Test mail</h2>
      <form className="panel-form" method="post" action={`/desk/issues/${issueNumber}/test-mails`} noValidate>
        <SelectField
          name="edition"
          label="What to send"
          value={refused?.edition ?? String(current)}
          problem={problemAt('edition')}
          options={lines.map((line) => ({ value: String(line.number), label: editionName(line) }))}
        />
        <button type="submit" name="whom" value="me">
          Send it to me
        </button>
        <p className="hint">
          To <span className="address">{editor.address}</span>, marked as a test. The reader’s own links in it
          do nothing.
        </p>
        <TextArea
          name="to"
          label="Or to others"
          hint="One address on a line, 20 at most."
          rows={3}
          value={refused?.to}
          problem={problemAt('to')}
        />
        <button className="quiet" type="submit" name="whom" value="others">
          Send it to them
        </button>
      </form>
    </section>
  )
}
