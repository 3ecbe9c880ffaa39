import type { HeldBack } from '../actions/installation/hold-back.ts'

/** What a restored database does not send by itself, and what an editor is to do about it: line by line. */
export function describeHeldBack({ issues, batches, mails }: HeldBack): string[] {
  const unfinished = [...new Set([...issues, ...batches.map(({ issueNumber }) => issueNumber)])].sort(
    (a, b) => a - b,
  )
  const parked = (issue: number) => batches.filter(({ issueNumber }) => issueNumber === issue).length
  return [
    'This database was restored or copied: it does not know what was sent since, and sends nothing by itself.',
    ...unfinished.map((issue) => `  Issue ${issue}: ${describe(issues.includes(issue), parked(issue))}`),
    ...(mails > 0 ? [`  Small mails given up, such as confirmations: ${mails}`] : []),
    ...(unfinished.length > 0 ? ['Next, for each of these issues:', ...NEXT] : []),
    ...(unfinished.length + mails === 0 ? ['  Nothing more in it could be sent.'] : []),
  ]
}

const NEXT = [
  '  npx verdicts issue show N',
  '  npx verdicts issue resolve N --batch all --as sent|unsent   where batches are parked; look at Resend first',
  '  npx verdicts issue resume N                                 where it is held',
]

function describe(held: boolean, parked: number): string {
  const batches = `${parked.toLocaleString('en')} ${parked === 1 ? 'batch' : 'batches'} parked`
  return [...(held ? ['held'] : []), ...(parked > 0 ? [batches] : [])].join(', ')
}
