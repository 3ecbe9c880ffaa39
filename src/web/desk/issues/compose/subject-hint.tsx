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

function cut(text: string): string {
  return text.length <= SUBJECT_ON_PHONES ? text : `${text.slice(0, SUBJECT_ON_PHONES).trimEnd()}…`
}
