import { createInterface } from 'node:readline/promises'
import { type ImportCounts, importSubscribers } from '../actions/subscriber/import.ts'
import { type Command, CommandError } from './command.ts'
import { importList } from './import-list.ts'
import { findListFile } from './list-file.ts'
import { reportBeside } from './refused-report.ts'

const SHORTEST_CONSENT = 10
const WHY_CONSENT =
  'Everyone on the list is recorded with where their consent came from; without it, nobody could later say ' +
  'why they are mailed. Say it in a sentence: --consent "Subscribed at verdicts.org, kept in Mailchimp since 2019"'

/** The summary, in this order; refused comes last, with its report. */
const SUMMARY: Readonly<Record<Exclude<keyof ImportCounts, 'refused'>, string>> = {
  added: 'added',
  confirmed: 'confirmed, pending until now',
  alreadyThere: 'already there',
  keptAsEnded: 'kept as ended: left here before, or suppressed',
  ended: 'ended: unsubscribed on the list',
  suppressed: 'suppressed: bounced, invalid or complained on the list',
  repeated: 'repeated on the list',
}

export const subscribersImport: Command = {
  usage: 'subscribers import FILE',
  summary: 'Bring a list along, as Mailchimp, Substack, beehiiv or any CSV has it; - reads standard input',
  options: {
    consent: { type: 'string', help: 'Where the consent of those on the list came from, in a sentence' },
    report: {
      type: 'string',
      help: 'Write refused lines to this file, not to one beside FILE (list.refused.csv for list.csv)',
    },
  },
  async run(invocation) {
    const { positionals, values, print } = invocation
    const [file] = positionals
    if (file === undefined) {
      throw new CommandError(
        'subscribers import takes one FILE: npx verdicts subscribers import list.csv --consent "…"',
      )
    }
    const list = await findListFile(file)
    const consent = await askConsent(values.consent, file)
    const report = typeof values.report === 'string' ? values.report : reportBeside(file)
    let started = 0
    const { imported, report: refusedIn } = await importList(
      invocation,
      { list, report },
      (context, source) => {
        started = performance.now()
        return importSubscribers(context, { ...source, consent })
      },
    )
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    print(`${imported.format} file ${list.name}: ${number(imported.rows)} rows in ${seconds} s`)
    for (const [count, words] of Object.entries(SUMMARY)) {
      print(`${number(imported.counts[count as keyof typeof SUMMARY]).padStart(9)} ${words}`)
    }
    print(`${number(imported.counts.refused).padStart(9)} refused${refusedIn ? `: see ${refusedIn}` : ''}`)
  },
}

async function askConsent(given: unknown, file: string): Promise<string> {
  const consent = (typeof given === 'string' ? given : await prompt(file)).trim()
  if (consent.length >= SHORTEST_CONSENT) return consent
  throw new CommandError(
    consent === ''
      ? `--consent is missing. ${WHY_CONSENT}`
      : `--consent is shorter than ${SHORTEST_CONSENT} characters. ${WHY_CONSENT}`,
  )
}

async function prompt(file: string): Promise<string> {
  if (file === '-' || !process.stdin.isTTY) return ''
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question('Where did the consent of those on this list come from?\n> ')
  } finally {
    terminal.close()
  }
}

function number(count: number): string {
  return count.toLocaleString('en')
}
