import type { Work } from '../src/domain/work.ts'

/** The queues. Work of one lane does not wait for work of another. */
export const LANES = {
  pulse: { concurrency: 1 },
  /** A large audience takes its time to freeze: nothing else waits for it. */
  issues: { concurrency: 1 },
  batches: { concurrency: 4 },
  /** A request that hangs holds the others up as little as it can. */
  mails: { concurrency: 4 },
  /** What webhooks said: a flood of them keeps no mail waiting. */
  events: { concurrency: 1 },
  /** Other sites answer when they like. */
  links: { concurrency: 1 },
} as const
export type Lane = keyof typeof LANES

/** In which lane a kind of work is done, and the name under which it is queued only once. */
export const ROUTES: { [Kind in Work['kind']]: Route<Extract<Work, { kind: Kind }>> } = {
  'find-work': { lane: 'pulse', jobId: ({ reason }) => `find-work-${reason}` },
  'keep-rhythm': { lane: 'issues', jobId: () => 'keep-rhythm' },
  'prepare-issue': { lane: 'issues', jobId: ({ issueNumber }) => `prepare-${issueNumber}` },
  'check-links': { lane: 'links', jobId: () => 'check-links' },
  'cancel-rest': { lane: 'issues', jobId: ({ issueNumber }) => `cancel-${issueNumber}` },
  'send-batches': { lane: 'batches', jobId: ({ issueNumber, run }) => `batches-${issueNumber}-${run}` },
  'send-mails': { lane: 'mails', jobId: ({ reason }) => `mails-${reason}` },
  'retry-parcel': { lane: 'mails', jobId: ({ parcelId }) => `parcel-${parcelId}` },
  'apply-events': { lane: 'events', jobId: () => 'apply-events' },
  'finish-erasures': { lane: 'issues', jobId: () => 'finish-erasures' },
  retire: { lane: 'issues', jobId: () => 'retire' },
}

interface Route<W extends Work> {
  readonly lane: Lane
  readonly jobId: (work: W) => string
}
