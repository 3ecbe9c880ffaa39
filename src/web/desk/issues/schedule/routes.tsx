import { Hono } from 'hono'
import { z } from 'zod'
import { findReadiness } from '../../../../actions/issue/find-readiness.ts'
import { type ScheduleOutcome, scheduleIssue } from '../../../../actions/issue/schedule.ts'
import { showSchedule } from '../../../../actions/issue/show-schedule.ts'
import { unscheduleIssue } from '../../../../actions/issue/unschedule.ts'
import { notATime, parseTime } from '../../../../domain/rhythm.ts'
import { parseSendTime } from '../../../../domain/send-time.ts'
import { readForm } from '../../../read-form.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { deskNotFound } from '../../not-found.tsx'
import { untickedProblem } from '../amber-tick.tsx'
import { issueNumberOf } from '../issue-number.ts'
import { SchedulePage, type SchedulePageProps } from './schedule-page.tsx'

const text = z.string().catch('')
const form = z.object({ day: text, time: text, timeZone: text, despite: text })
type Typed = z.infer<typeof form>

type Answer = Pick<SchedulePageProps, 'problems' | 'trouble' | 'red' | 'amber'> & {
  readonly typed?: Typed
  readonly status?: 200 | 409 | 422
}

/** The tab that says when an issue goes out. */
export function scheduleRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/schedule', (c) => show(c))

  desk.post('/issues/:number/schedule', async (c) => {
    const number = issueNumberOf(c)
    const typed = form.parse(await readForm(c))
    const time = parseTime(typed.time)
    const problems = {
      ...(isDay(typed.day.trim()) ? {} : { day: NOT_A_DAY }),
      ...(time === undefined ? { time: notATime(typed.time) } : {}),
    }
    if (Object.keys(problems).length > 0) return show(c, { typed, problems, status: 422 })
    const when = { at: `${typed.day.trim()}T${time}`, timeZone: typed.timeZone.trim() }
    const scheduled = await scheduleIssue(c.var.context, number, when, { amber: { seen: typed.despite } })
    switch (scheduled.outcome) {
      case 'scheduled':
        enqueue([{ kind: 'find-work', reason: `issue-${number}-is-scheduled`, delayMs: 0 }])
        return c.redirect(`/desk/issues/${number}/schedule?done=scheduled`, 303)
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'on-its-way':
        return show(c, { typed, trouble: `It is ${scheduled.status} by now.`, status: 409 })
      case 'refused':
        return show(c, { typed, ...told(scheduled), status: 422 })
      case 'preflight':
        enqueue([{ kind: 'check-links' }])
        return show(c, { typed, red: scheduled.lines, status: 422 })
      case 'in-doubt': {
        const problems = { despite: untickedProblem(typed.despite) }
        return show(c, { typed, amber: scheduled.lines, problems, status: 422 })
      }
    }
  })

  desk.post('/issues/:number/schedule/removal', async (c) => {
    const number = issueNumberOf(c)
    const taken = await unscheduleIssue(c.var.context, number)
    if (taken.outcome === 'not-found') return deskNotFound(c, site, 'issue')
    // Pressed twice, it is a draft already.
    if (taken.outcome === 'unscheduled' || taken.status === 'draft') {
      return c.redirect(`/desk/issues/${number}/schedule?done=draft`, 303)
    }
    return show(c, { trouble: `It is ${taken.status} by now: it is too late for that.`, status: 409 })
  })

  return desk

  async function show(c: DeskRequest, { typed, problems, trouble, red, amber, status = 200 }: Answer = {}) {
    const { context, editor } = c.var
    const proposed = await showSchedule(context, issueNumberOf(c))
    if (!proposed) return deskNotFound(c, site, 'issue')
    const readiness = (await findReadiness(context, [proposed.issue])).get(proposed.issue.number)
    const done = DONE.find((done) => done === c.req.query('done'))
    const plan = typed ? { ...proposed, ...typed, note: undefined } : proposed
    return c.html(
      toHtml(
        <SchedulePage
          {...{ site, editor, plan, readiness, trouble, red, amber, done }}
          problems={problems ?? {}}
        />,
      ),
      status,
    )
  }
}

/** What a press can have made of an issue. */
const DONE = ['scheduled', 'draft'] as const

function isDay(text: string): boolean {
  return !('problem' in parseSendTime(`${text}T12:00`, 'UTC'))
}

const NOT_A_DAY = 'This is not a day. Write it like 2026-12-01.'

/** At the field that it is about, or for the whole issue. */
function told({ field, because, problem }: Extract<ScheduleOutcome, { outcome: 'refused' }>): Answer {
  if (field === undefined) return { trouble: problem }
  if (field === 'timeZone') return { problems: { timeZone: problem } }
  if (because === 'past')
    return { problems: { day: 'That time has passed. Choose one that is still to come.' } }
  if (because === 'far')
    return { problems: { day: 'That is more than a year ahead. Choose a day within a year.' } }
  return { problems: { time: problem } }
}
