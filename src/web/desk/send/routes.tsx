import { Hono } from 'hono'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { resolveBatches } from '../../../actions/batch/resolve.ts'
import { showBatch } from '../../../actions/batch/show.ts'
import { beginCancellation } from '../../../actions/issue/cancel.ts'
import { pauseIssue } from '../../../actions/issue/pause.ts'
import { resumeIssue } from '../../../actions/issue/resume.ts'
import { scheduleIssue } from '../../../actions/issue/schedule.ts'
import { showSending } from '../../../actions/issue/show-sending.ts'
import { unscheduleIssue } from '../../../actions/issue/unschedule.ts'
import type { Work } from '../../../domain/work.ts'
import { parseIssueNumber } from '../../params.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { untickedProblem } from '../issues/amber-tick.tsx'
import { issueNumberOf } from '../issues/issue-number.ts'
import { deskNotFound } from '../not-found.tsx'
import { BatchPage } from './batch-page.tsx'
import { refusalOfBatch, refusalOfStep } from './refusals.tsx'
import { SendingPage } from './sending-page.tsx'

const step = z.object({ despite: z.string().catch('') })
const as = z.enum(['sent', 'unsent'])
const resolution = z.object({ key: z.string().max(100).catch(''), as })
const resolutionOfAll = z.object({ stamp: z.string().max(100).catch(''), as })

/** The send of an issue: begun, undone, paused, resumed, cancelled, and decided on where nobody knows. */
export function sendingRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/sending', (c) => show(c))

  desk.post('/issues/:number/sending', async (c) => {
    const number = issueNumberOf(c)
    const { despite } = step.parse(await readForm(c))
    const scheduled = await scheduleIssue(c.var.context, number, 'soon', { amber: { seen: despite } })
    if (scheduled.outcome === 'scheduled') return answer(c, [lookSoon(number)])
    if (scheduled.outcome === 'in-doubt') return show(c, undefined, untickedProblem(despite))
    if (scheduled.outcome === 'preflight') enqueue([{ kind: 'check-links' }])
    // Pressed twice, or in two tabs: it is on its way as was asked.
    const isDone = scheduled.outcome === 'on-its-way' && scheduled.status === 'preparing'
    return answer(c, isDone ? [] : refusalOfStep(scheduled, number))
  })

  desk.post('/issues/:number/sending/undo', async (c) => {
    const undone = await unscheduleIssue(c.var.context, issueNumberOf(c))
    const isDone =
      undone.outcome === 'unscheduled' || (undone.outcome === 'not-scheduled' && undone.status === 'draft')
    return answer(c, isDone ? [] : refusalOfStep(undone, issueNumberOf(c)), '?done=undone')
  })

  desk.post('/issues/:number/sending/pause', async (c) => {
    const paused = await pauseIssue(c.var.context, issueNumberOf(c))
    const isDone =
      paused.outcome === 'paused' || (paused.outcome === 'not-being-sent' && paused.status === 'paused')
    return answer(c, isDone ? [] : refusalOfStep(paused, issueNumberOf(c)))
  })

  desk.post('/issues/:number/sending/resume', async (c) => {
    const number = issueNumberOf(c)
    const resumed = await resumeIssue(c.var.context, number)
    const isDone =
      resumed.outcome === 'resumed' || (resumed.outcome === 'not-stopped' && resumed.status === 'sending')
    return answer(c, isDone ? [lookSoon(number)] : refusalOfStep(resumed, number))
  })

  desk.post('/issues/:number/sending/cancellation', async (c) => {
    const cancelled = await beginCancellation(c.var.context, issueNumberOf(c))
    if (cancelled.outcome === 'cancelled') return answer(c, cancelled.work)
    const isDone = cancelled.outcome === 'over' && cancelled.status === 'cancelled'
    return answer(c, isDone ? [] : refusalOfStep(cancelled, issueNumberOf(c)))
  })

  desk.get('/issues/:number/sending/batches/:batch', (c) => showOne(c))

  desk.post('/issues/:number/sending/batches/:batch/resolution', async (c) => {
    const batchNumber = parseIssueNumber(c.req.param('batch'))
    const typed = resolution.safeParse(await readForm(c)).data
    if (batchNumber === undefined || !typed) return showOne(c, 'Say whether the mails were sent.')
    const number = issueNumberOf(c)
    const resolved = await resolveBatches(c.var.context, number, { batchNumber, ...typed })
    if (resolved.outcome === 'not-found') return deskNotFound(c, site, 'issue')
    if (resolved.outcome !== 'resolved') return showOne(c, refusalOfBatch(resolved, c.var.editor.timeZone))
    enqueue([lookSoon(number)])
    return c.redirect(`/desk/issues/${number}/sending`, 303)
  })

  desk.post('/issues/:number/sending/parked/resolution', async (c) => {
    const typed = resolutionOfAll.safeParse(await readForm(c)).data
    if (!typed) return show(c, 'Say whether the mails were sent.')
    const number = issueNumberOf(c)
    const resolved = await resolveBatches(c.var.context, number, typed)
    if (resolved.outcome === 'not-found') return deskNotFound(c, site, 'issue')
    return answer(
      c,
      resolved.outcome === 'resolved'
        ? [lookSoon(number)]
        : { trouble: refusalOfBatch(resolved, c.var.editor.timeZone) },
    )
  })

  return desk

  /** Leads back to the page, which says what is going on now; or says there why nothing was done. */
  async function answer(
    c: DeskRequest,
    done: readonly Work[] | { readonly trouble: ReactNode } | undefined,
    then = '',
  ) {
    if (done === undefined) return deskNotFound(c, site, 'issue')
    if ('trouble' in done) return show(c, done.trouble)
    enqueue(done)
    return c.redirect(`/desk/issues/${issueNumberOf(c)}/sending${then}`, 303)
  }

  async function show(c: DeskRequest, trouble?: ReactNode, unticked?: string) {
    const { context, editor } = c.var
    const sending = await showSending(context, issueNumberOf(c))
    if (!sending) return deskNotFound(c, site, 'issue')
    const isUndone = c.req.query('done') === 'undone' && sending.issue.status === 'draft'
    const page = <SendingPage {...{ site, editor, trouble, unticked, isUndone, ...sending }} />
    return c.html(toHtml(page), trouble ? 409 : unticked ? 422 : 200)
  }

  async function showOne(c: DeskRequest, trouble?: string) {
    const { context, editor } = c.var
    const batchNumber = parseIssueNumber(c.req.param('batch')!)
    const batch =
      batchNumber === undefined ? undefined : await showBatch(context, issueNumberOf(c), batchNumber)
    if (!batch) return deskNotFound(c, site, 'batch')
    return c.html(toHtml(<BatchPage {...{ site, editor, batch, trouble }} />), trouble ? 409 : 200)
  }
}

/** So that it begins at once, and not with the next pulse. */
function lookSoon(number: number): Work {
  return { kind: 'find-work', reason: `issue-${number}-moved`, delayMs: 0 }
}
