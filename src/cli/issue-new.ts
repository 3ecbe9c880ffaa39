import { createIssue } from '../actions/issue/create.ts'
import { type Command, CommandError } from './command.ts'
import { readSlugs } from './issue-number.ts'

export const issueNew: Command = {
  usage: 'issue new',
  summary: 'Begin a new issue, as a draft',
  options: {
    subject: {
      type: 'string',
      help: 'The subject of the mail; {first} in it names the first comparison that a reader gets',
    },
    preheader: {
      type: 'string',
      help: 'The line beside the subject; without it, it is made of the first comparison',
    },
    intro: { type: 'string', help: 'The introduction; a blank line starts a new paragraph' },
    comparisons: { type: 'string', help: 'Slugs, in order: a-vs-b,c-vs-d' },
  },
  async run({ values, open, print }) {
    if (values.subject === undefined) throw new CommandError('An issue needs a subject: --subject "…"')
    const created = await createIssue(await open(), {
      subject: String(values.subject),
      preheader: String(values.preheader ?? ''),
      intro: String(values.intro ?? ''),
      comparisons: readSlugs(values.comparisons ?? ''),
    })
    if (created.outcome === 'refused') throw new CommandError(`--${created.field}: ${created.problem}`)
    print(
      `Issue ${created.number} is a draft. See it with: npx verdicts issue preview ${created.number} --open`,
    )
  },
}
