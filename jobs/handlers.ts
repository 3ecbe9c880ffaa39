import { z } from 'zod'
import { sendBatches } from '../src/actions/batch/send-several.ts'
import { applyEvents } from '../src/actions/delivery-event/apply.ts'
import { finishErasures } from '../src/actions/errand/finish-erasures.ts'
import { cancelRest } from '../src/actions/issue/cancel.ts'
import { checkLinksToCome } from '../src/actions/issue/check-links-to-come.ts'
import { prepareIssue } from '../src/actions/issue/prepare.ts'
import { retryParcel } from '../src/actions/outbox/retry.ts'
import { sendMails } from '../src/actions/outbox/send.ts'
import { retire } from '../src/actions/retention/retire.ts'
import { keepRhythm } from '../src/actions/rhythm/keep.ts'
import { findWork } from '../src/actions/work/find.ts'
import type { Context } from '../src/context.ts'
import type { Work } from '../src/domain/work.ts'

const id = z.number().int().positive()

/** Job payloads, checked at the door. */
const payload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('find-work'), reason: z.string(), delayMs: z.number() }),
  z.object({ kind: z.literal('keep-rhythm') }),
  z.object({ kind: z.literal('prepare-issue'), issueNumber: id }),
  z.object({ kind: z.literal('check-links') }),
  z.object({ kind: z.literal('cancel-rest'), issueNumber: id }),
  z.object({ kind: z.literal('send-batches'), issueNumber: id, run: z.number(), batchNumbers: z.array(id) }),
  z.object({ kind: z.literal('send-mails'), reason: z.string() }),
  z.object({ kind: z.literal('retry-parcel'), parcelId: id }),
  z.object({ kind: z.literal('apply-events') }),
  z.object({ kind: z.literal('finish-erasures') }),
  z.object({ kind: z.literal('retire') }),
]) satisfies z.ZodType<Work>

/** Does one piece of work. @returns the work that follows from it. */
export async function handle(context: Context, data: unknown): Promise<readonly Work[]> {
  const work = payload.parse(data)
  switch (work.kind) {
    case 'find-work':
      return findWork(context)
    case 'keep-rhythm':
      await keepRhythm(context)
      return []
    case 'prepare-issue':
      return prepareIssue(context, work.issueNumber)
    case 'check-links':
      await checkLinksToCome(context)
      return []
    case 'cancel-rest':
      await cancelRest(context, work.issueNumber)
      return []
    case 'send-batches':
      return sendBatches(context, work)
    case 'send-mails':
      await sendMails(context)
      return []
    case 'retry-parcel':
      await retryParcel(context, work.parcelId)
      return []
    case 'apply-events':
      await applyEvents(context)
      return []
    case 'finish-erasures':
      await finishErasures(context)
      return []
    case 'retire':
      await retire(context)
      return []
  }
}
