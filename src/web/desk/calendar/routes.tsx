import { Hono } from 'hono'
import { z } from 'zod'
import { findReadiness } from '../../../actions/issue/find-readiness.ts'
import { findRhythm } from '../../../actions/rhythm/find.ts'
import { setRhythm } from '../../../actions/rhythm/set.ts'
import { showCalendar } from '../../../actions/rhythm/show-calendar.ts'
import { type SkipOutcome, skipWeek, unskipWeek } from '../../../actions/rhythm/skip.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { CAN_GO_BACK, CalendarPage } from './calendar-page.tsx'
import { RhythmPage, type RhythmPageProps } from './rhythm-page.tsx'

const text = z.string().catch('')
const rhythmForm = z.object({
  weekday: text,
  time: text,
  timeZone: text,
  paused: text.transform((ticked) => ticked === 'yes'),
})
const skipForm = z.object({ slot: z.iso.datetime() })

/** What is planned, and by which rhythm. */
export function calendarRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/calendar', (c) => showWeeks(c))

  desk.post('/calendar/skips', async (c) => {
    const slot = await readSlot(c)
    return answer(c, slot, slot ? await skipWeek(c.var.context, slot) : { outcome: 'no-slot' })
  })

  desk.post('/calendar/skips/removal', async (c) => {
    const slot = await readSlot(c)
    return answer(c, slot, slot ? await unskipWeek(c.var.context, slot) : { outcome: 'no-slot' })
  })

  desk.get('/rhythm', (c) => showRhythm(c))

  desk.post('/rhythm', async (c) => {
    const typed = rhythmForm.parse(await readForm(c))
    const set = await setRhythm(c.var.context, typed)
    return set.outcome === 'set'
      ? c.redirect('/desk/rhythm?saved', 303)
      : showRhythm(c, { typed, problems: set.problems })
  })

  return desk

  function answer(c: DeskRequest, slot: Date | undefined, skipped: SkipOutcome) {
    switch (skipped.outcome) {
      case 'done':
        return c.redirect(`/desk/calendar?pressed=${slot?.toISOString()}`, 303)
      case 'passed':
        return showWeeks(c, 'That time has passed: the week can’t be skipped, nor unskipped, any more.')
      case 'no-slot':
        return showWeeks(c, 'That is no time of the weekly rhythm as it is now. Choose one of these weeks.')
      case 'scheduled':
        return showWeeks(
          c,
          CAN_GO_BACK.includes(skipped.status)
            ? `Issue ${skipped.issueNumber} goes out that week. Take it back to draft first, under Schedule; then skip the week.`
            : `Issue ${skipped.issueNumber} is that week’s, and is ${skipped.status}: there is nothing left to skip.`,
        )
    }
  }

  async function showWeeks(c: DeskRequest, trouble?: string) {
    const { context, editor } = c.var
    const calendar = await showCalendar(context)
    const scheduled = calendar.weeks
      .flatMap(({ issues }) => issues)
      .filter(({ status }) => status === 'scheduled')
    const readiness = await findReadiness(context, scheduled)
    const pressed = c.req.query('pressed')
    return c.html(
      toHtml(<CalendarPage {...{ site, editor, calendar, readiness, trouble, pressed }} />),
      trouble ? 422 : 200,
    )
  }

  async function showRhythm(c: DeskRequest, refused?: RhythmPageProps['refused']) {
    const { context, editor } = c.var
    const rhythm = await findRhythm(context)
    const isSaved = c.req.query('saved') !== undefined
    return c.html(toHtml(<RhythmPage {...{ site, editor, rhythm, refused, isSaved }} />), refused ? 422 : 200)
  }
}

async function readSlot(c: DeskRequest): Promise<Date | undefined> {
  const read = skipForm.safeParse(await readForm(c))
  return read.success ? new Date(read.data.slot) : undefined
}
