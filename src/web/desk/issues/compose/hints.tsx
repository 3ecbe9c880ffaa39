import { SUBJECT_ON_PHONES } from '../../../../domain/issue.ts'

/** What a subject comes to. @param mailed as readers of the whole issue get it. */
export function SubjectHint({ mailed }: { mailed: string | undefined }) {
  return (
    <>
      <code>{'{first}'}</code> stands for the first comparison that a reader gets.
      {mailed === undefined
        ? null
        : ` As mailed, it has ${mailed.length} characters; of that, phones show “${cut(mailed)}”.`}
    </>
  )
}

/** @param derived what an empty one becomes. */
export function preheaderHint(derived: string | undefined): string {
  const own = 'The line that mail programs show beside the subject.'
  return derived === undefined ? own : `${own} Left empty, it is: “${derived}”`
}

function cut(text: string): string {
  return text.length <= SUBJECT_ON_PHONES ? text : `${text.slice(0, SUBJECT_ON_PHONES).trimEnd()}…`
}
