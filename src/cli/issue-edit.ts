import { editIssue } from '../actions/issue/edit.ts'
import type { IssueStatus } from '../domain/issue.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue, readSlugs } from './issue-number.ts'

export const issueEdit: Command = {
  usage: 'issue edit N',
  summary: 'Change an issue; a scheduled one becomes a draft again',
  options: {
    subject: { type: 'string', help: 'A new subject' },
    preheader: {
      type: 'string',
      help: 'A new line beside the subject; empty for one made of the first comparison',
    },
    intro: { type: 'string', help: 'A new introduction' },
    comparisons: { type: 'string', help: 'A new list of slugs, in order: a-vs-b,c-vs-d' },
  },
  async run(invocation) {
    const number = issueNumber(invocation)
    const { subject, preheader, intro, comparisons } = invocation.values
    if ([subject, preheader, intro, comparisons].every((value) => value === undefined)) {
      throw new CommandError('Nothing to change: give --subject, --preheader, --intro or --comparisons.')
    }
    const edited = await editIssue(await invocation.open(), number, {
      ...(subject === undefined ? {} : { subject: String(subject) }),
      ...(preheader === undefined ? {} : { preheader: String(preheader) }),
      ...(intro === undefined ? {} : { intro: String(intro) }),
      ...(comparisons === undefined ? {} : { comparisons: readSlugs(comparisons) }),
    })
    switch (edited.outcome) {
      case 'not-found':
        throw noSuchIssue(number)
      case 'refused':
        throw new CommandError(`--${edited.field}: ${edited.problem}`)
      case 'changed-meanwhile':
      case 'unconfirmed':
        throw new CommandError(`Issue ${number} was changed meanwhile. Try again.`)
      case 'on-its-way':
        throw new CommandError(onItsWay(number, edited.status))
      case 'edited':
        invocation.print(`Issue ${number} is changed.`)
        if (edited.was !== 'draft')
          invocation.print(`It was ${edited.was} and is a draft again: schedule it anew.`)
    }
  },
}

function onItsWay(number: number, status: IssueStatus): string {
  if (status === 'preparing')
    return `Issue ${number} is about to go out. Take it back first: npx verdicts issue unschedule ${number}`
  if (status === 'discarded')
    return `Issue ${number} was discarded. Make it a draft again first, at the desk.`
  return `Issue ${number} is ${status}: what its readers get can't be changed any more.`
}
