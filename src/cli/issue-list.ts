import { listIssueReports } from '../actions/issue/show.ts'
import { formatSendTime } from '../domain/send-time.ts'
import type { Command } from './command.ts'

export const issueList: Command = {
  usage: 'issue list',
  summary: 'List all issues, the newest first',
  async run({ open, print }) {
    const issues = await listIssueReports(await open())
    if (issues.length === 0)
      print('There are no issues yet. Begin one with: npx verdicts issue new --subject "…"')
    for (const { number, status, subject, sendAt, timeZone, account } of issues) {
      const when = sendAt && timeZone ? formatSendTime({ sendAt, timeZone }) : 'not scheduled'
      print(`${number}  ${status}  ${when}  ${account.accepted} of ${account.audience} accepted  ${subject}`)
    }
  },
}
