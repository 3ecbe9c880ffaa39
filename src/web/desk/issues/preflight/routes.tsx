import { Hono } from 'hono'
import { z } from 'zod'
import { overridePreflight } from '../../../../actions/issue/override-preflight.ts'
import { type PreflightReport, stoppers } from '../../../../actions/issue/preflight.ts'
import { recheckLinks } from '../../../../actions/issue/recheck-links.ts'
import { showPreflight } from '../../../../actions/issue/show-preflight.ts'
import { withdrawOverride } from '../../../../actions/issue/withdraw-override.ts'
import { isOverridable } from '../../../../domain/preflight.ts'
import { readForm } from '../../../read-form.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { deskNotFound } from '../../not-found.tsx'
import { issueNumberOf } from '../issue-number.ts'
import { aboutOf, DONE, PreflightPage, type PreflightPageProps } from './preflight-page.tsx'

const text = z.string().catch('')
const override = z.object({ line: text, about: text, reason: text })
const removal = z.object({ line: text })

/** The list of what is wrong with an issue, and what an owner says to it. */
export function preflightRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/preflight', (c) => show(c))

  desk.post('/issues/:number/preflight/links', async (c) => {
    const number = issueNumberOf(c)
    const work = await recheckLinks(c.var.context, number)
    if (!work) return deskNotFound(c, site, 'issue')
    enqueue(work)
    return c.redirect(`/desk/issues/${number}/preflight?done=links`, 303)
  })

  desk.post('/issues/:number/preflight/overrides', async (c) => {
    const number = issueNumberOf(c)
    const typed = override.parse(await readForm(c))
    const overridden = await overridePreflight(c.var.context, number, typed)
    switch (overridden.outcome) {
      case 'overridden':
        return c.redirect(`/desk/issues/${number}/preflight?done=overridden`, 303)
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'refused':
        return show(c, { status: 422, refused: { ...typed, problem: overridden.problem } })
      case 'changed':
        return show(c, { status: 409, changed: typed })
    }
  })

  desk.post('/issues/:number/preflight/overrides/removal', async (c) => {
    const number = issueNumberOf(c)
    const { line } = removal.parse(await readForm(c))
    const withdrawn = await withdrawOverride(c.var.context, number, line)
    switch (withdrawn.outcome) {
      case 'withdrawn':
        return c.redirect(`/desk/issues/${number}/preflight?done=withdrawn`, 303)
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'on-its-way':
        return show(c, { status: 409, trouble: `The issue is ${withdrawn.status}: it is too late for that.` })
    }
  })

  return desk

  async function show(
    c: DeskRequest,
    {
      status = 200,
      changed,
      ...said
    }: Pick<PreflightPageProps, 'trouble' | 'refused'> & {
      readonly status?: 200 | 409 | 422
      readonly changed?: z.infer<typeof override>
    } = {},
  ) {
    const { context, editor } = c.var
    const shown = await showPreflight(context, issueNumberOf(c))
    if (!shown) return deskNotFound(c, site, 'issue')
    if (shown.report?.waitsForLinks) enqueue([{ kind: 'check-links' }])
    const told = changed ? tellOfChange(changed, shown.report) : said
    const done = DONE.find((done) => done === c.req.query('done'))
    return c.html(toHtml(<PreflightPage {...{ site, editor, done, ...shown, ...told }} />), status)
  }
}

/** At the field of the line as it is now, where there is one. */
function tellOfChange(
  { about, reason }: z.infer<typeof override>,
  report: PreflightReport | undefined,
): Pick<PreflightPageProps, 'trouble' | 'refused'> {
  const now = report && stoppers(report).find((line) => isOverridable(line) && aboutOf(line) === about)
  if (now) return { refused: { line: now.key, reason, problem: SAYS_ANOTHER } }
  return {
    trouble: `That line is not red any more: somebody mended or overrode it. Nothing was overridden. Your reason was: ${reason}`,
  }
}

const SAYS_ANOTHER =
  'This line says something else since you opened the page, so nothing was overridden. Read it again, and press once more if your reason still holds.'
