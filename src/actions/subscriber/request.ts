import { insertLetters, type OutgoingLetter } from '../../../db/queries/outbox.ts'
import { chooseSelections, keepSelection } from '../../../db/queries/selection.ts'
import {
  type Request,
  type RequestedRow,
  readyForRequests,
  requestSubscriptions,
} from '../../../db/queries/subscriber.ts'
import { insertRequestedVotes, type RequestedVote } from '../../../db/queries/vote.ts'
import type { Context } from '../../context.ts'
import { consentWords } from '../../domain/consent-words.ts'
import { type LinkToken, tokenSigner } from '../../domain/link-token.ts'
import type { Selection } from '../../domain/selection.ts'
import type { Work } from '../../domain/work.ts'
import { gather } from '../../gather.ts'
import { hintAt } from '../outbox/hint-at.ts'
import type { SignUpBallot } from '../vote/read-sign-up-ballot.ts'
import { keepLetters, type Letters } from './letters.ts'
import { parseSignUpAddress } from './sign-up-address.ts'

export interface SubscriptionRequest {
  readonly address: string
  /** The path of the page with the form. */
  readonly page: string
  /** What they vote on the way. */
  readonly ballot?: SignUpBallot | undefined
  /** What they choose to get; absent, it stays as it was. */
  readonly selection?: Selection | undefined
  /** Whether the address has had the mails that it may have. */
  readonly unanswered?: boolean
}

type Asked = Request & Pick<SubscriptionRequest, 'ballot'> & { readonly selectionId: number | undefined }

export type RequestOutcome =
  | { readonly outcome: 'mailed'; readonly work: readonly Work[] }
  | { readonly outcome: 'refused'; readonly problem: string }

const CONFIRM_WITHIN_MS = 72 * 3_600_000
/** Gathering costs each reader some milliseconds, and saves most of what a commit of its own would cost. */
const GATHER = { waitMs: 1, most: 200, rounds: 2 } as const
/** A mail that nobody hinted at is found by the worker that sends the one before, or by the pulse. */
const HINT_EVERY_MS = 100

/**
 * Readies the taking of readers' requests to subscribe. The outcome is the same whether or not the address
 * was known; what differs is the mail: a confirmation link, or for a confirmed reader their preferences link.
 * Votes are kept for who confirms; for a confirmed reader they are only chosen on the page that their mail
 * links to; and so it is with what they choose to get. A suppressed address gets none. The
 * statements are the same for all, and all of them write.
 *
 * @example
 * const request = createRequestTaker(context)
 * const outcome = await request({ address: 'ada@lovelace.org', page: '/' })
 */
export function createRequestTaker(
  context: Context,
): (request: SubscriptionRequest) => Promise<RequestOutcome> {
  const sign = tokenSigner(context.config.linkKeys[0]!)
  const hint = createHint()
  let letters: Promise<Letters> | undefined
  const together = gather(take, GATHER)

  return async ({ address, page, ballot, selection, unanswered = false }) => {
    const email = parseSignUpAddress(address)
    if ('problem' in email) return { outcome: 'refused', problem: email.problem }
    const selectionId = selection && (await keepSelection(context.db, selection))
    const request = { ...email, page, ballot, selectionId, unanswered }
    // One that can't be stored, or has to wait for its subscriber's row, is taken by itself: so are those it met.
    await together(request).catch(() => take([request]))
    return { outcome: 'mailed', work: hint.work() }
  }

  async function take(requests: readonly Asked[]): Promise<void> {
    try {
      letters ??= keepLetters(context)
      const ids = await letters
      const ballots = requests.flatMap(({ ballot }) => ballot ?? [])
      const unsaved = new Map<SignUpBallot | undefined, number>()
      for (const ballot of ballots) unsaved.set(ballot, await ids.unsavedVote(ballot))
      const last = await context.db.transaction().execute(async (tx) => {
        await readyForRequests(tx, requests.length)
        const rows = await requestSubscriptions(tx, requests, consentWords(context.config.site.name))
        const answered = rows.filter((row) => row.id !== null)
        const choices = answered.flatMap(({ id, index }) => choiceOf(id, requests[index]!))
        if (requests.some(({ selectionId }) => selectionId)) await chooseSelections(tx, choices)
        if (ballots.length > 0) {
          await insertRequestedVotes(
            tx,
            answered.flatMap((row) => votesOf(row, requests[row.index]!)),
          )
        }
        return insertLetters(
          tx,
          rows.map((row) =>
            row.id === null
              ? goingNowhere(ids.confirmation)
              : answer(row, requests[row.index]!, ids, unsaved),
          ),
        )
      })
      if (last !== undefined) hint.note(last)
    } catch (error) {
      // Perhaps the database is another by now, and has none of them.
      letters = undefined
      throw error
    }
  }

  function answer(
    { id, status, ...row }: RequestedRow,
    request: Asked,
    ids: Letters,
    unsaved: ReadonlyMap<SignUpBallot | undefined, number>,
  ): OutgoingLetter {
    const confirmed = status === 'confirmed'
    const kind = confirmed ? 'already-subscribed' : 'confirmation'
    const expiresAt = new Date(Math.floor((row.now.getTime() + CONFIRM_WITHIN_MS) / 1000) * 1000)
    const token: LinkToken = confirmed
      ? { purpose: 'reader', subscriberId: id, tokenVersion: row.tokenVersion, issueNumber: 0 }
      : { purpose: 'confirm', subscriberId: id, request: row.request, expiresAt }
    return {
      kind,
      letterId: (confirmed ? unsaved.get(request.ballot) : undefined) ?? ids[kind],
      subscriberId: id,
      addressKey: request.key,
      expiresAt: confirmed ? null : expiresAt,
      own: { to: request.address, token: sign(token) },
    }
  }
}

function choiceOf(subscriberId: number, { selectionId }: Asked) {
  return selectionId ? [{ subscriberId, selectionId }] : []
}

function votesOf({ id }: RequestedRow, { ballot }: Asked): RequestedVote[] {
  return [...(ballot?.votes ?? [])].map(([tool, verdict]) => ({ subscriberId: id, tool, verdict }))
}

/** What is written for nobody, in nobody's name, so that leaving a request unanswered takes as long. */
function goingNowhere(letterId: number): OutgoingLetter {
  return { kind: 'unanswered', letterId, subscriberId: null, addressKey: '', expiresAt: null, own: null }
}

/** Hints at the newest mail, unless that was done or another hint was given a moment ago. */
function createHint() {
  let newest = 0
  let hinted = 0
  let hintedAt = Number.NEGATIVE_INFINITY
  return {
    note(mailId: number): void {
      newest = Math.max(newest, mailId)
    },
    work(): Work[] {
      const now = performance.now()
      if (newest === hinted || now - hintedAt < HINT_EVERY_MS) return []
      hinted = newest
      hintedAt = now
      return hintAt(newest)
    },
  }
}
