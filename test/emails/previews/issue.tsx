import { IssueMail } from '../issue-mail.tsx'
import { sampleIssue } from '../sample-issue.ts'

/** For `npm run emails`, which writes the default export of each file here as HTML. */
export default function Issue() {
  return <IssueMail issue={sampleIssue()} />
}
