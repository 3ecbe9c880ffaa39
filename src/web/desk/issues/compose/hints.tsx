import { SUBJECT_ON_PHONES } from '../../../../domain/issue.ts'

/** What a subject comes to. @param mailed as readers of the whole issue get it. */
export function SubjectHint({ mailed }: { mailed: string | undefined }) {
  return (
    <>
      <code>{'{first}'}</code> stands for the first comparison that a reader gets. A subject that does not
      name it gets its name in front; one that names another is replaced by it.
      {mailed === undefined
        ? null
        : ` It is mailed as “${mailed}”, ${mailed.length} characters${isCut(mailed) ? `; phones show “${cut(mailed)}”` : ''}.`}
    </>
  )
}

/** @param derived what an empty one becomes. */
export function preheaderHint(derived: string | undefined): string {
  const own = 'The line that mail programs show beside the subject.'
  return derived === undefined ? own : `${own} Left empty, it is: “${derived}”`
}

function isCut(text: string): boolean {
  return text.length > SUBJECT_ON_PHONES
}

function cut(text: string): string {
  return `${text.slice(0, SUBJECT_ON_PHONES).trimEnd()}…`
}
