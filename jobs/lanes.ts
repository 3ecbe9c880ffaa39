import type { Work } from '../src/domain/work.ts'

/** The queues. Work of one lane does not wait for work of another. */
export const LANES = {
  /** The pulse, and what it does for whole issues. */
  clockwork: { concurrency: 2 },
  batches: { concurrency: 8 },
  mails: { concurrency: 2 },
} as const
export type Lane = keyof typeof LANES

/** In which lane a kind of work is done, and the name under which it is queued only once. */
export const ROUTES: { [Kind in Work['kind']]: Route<Extract<Work, { kind: Kind }>> } = {
  'find-work': { lane: 'clockwork', jobId: ({ reason }) => `find-work-${reason}` },
  'prepare-issue': { lane: 'clockwork', jobId: ({ issueNumber }) => `prepare-${issueNumber}` },
  'send-batch': { lane: 'batches', jobId: (work) => `batch-${work.issueNumber}-${work.batchNumber}` },
  'send-mail': { lane: 'mails', jobId: ({ mailId }) => `mail-${mailId}` },
}

interface Route<W extends Work> {
  readonly lane: Lane
  readonly jobId: (work: W) => string
}
