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
      const accepted =
        account.audience > 0
          ? `  ${account.accepted.toLocaleString('en')} of ${account.audience.toLocaleString('en')} accepted`
          : ''
      print(`${number}  ${status}  ${when}${accepted}  ${subject}`)
    }
  },
}
