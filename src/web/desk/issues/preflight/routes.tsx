import { Hono } from 'hono'
import { z } from 'zod'
import { overridePreflight } from '../../../../actions/issue/override-preflight.ts'
import { recheckLinks } from '../../../../actions/issue/recheck-links.ts'
import { showPreflight } from '../../../../actions/issue/show-preflight.ts'
import { parseIssueNumber } from '../../../params.ts'
import { readForm } from '../../../read-form.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { deskNotFound } from '../../not-found.tsx'
import { PreflightPage, type PreflightPageProps } from './preflight-page.tsx'

const override = z.object({ line: z.string().catch(''), reason: z.string().catch('') })

/** The list of what is wrong with an issue, and what an owner says to it. */
export function preflightRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/preflight', (c) => show(c))

  desk.post('/issues/:number/preflight/links', async (c) => {
    const number = parseIssueNumber(c.req.param('number'))
    const work = number === undefined ? undefined : await recheckLinks(c.var.context, number)
    if (!work) return deskNotFound(c, site, 'issue')
    enqueue(work)
    return c.redirect(`/desk/issues/${number}/preflight?links=again`, 303)
  })

  desk.post('/issues/:number/preflight/overrides', async (c) => {
    const number = parseIssueNumber(c.req.param('number'))
    if (number === undefined) return deskNotFound(c, site, 'issue')
    const typed = override.parse(await readForm(c))
    const overridden = await overridePreflight(c.var.context, number, typed)
    switch (overridden.outcome) {
      case 'overridden':
        return c.redirect(`/desk/issues/${number}/preflight`, 303)
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'refused':
        return show(c, { status: 422, refused: { ...typed, problem: overridden.problem } })
      case 'changed':
        return show(c, {
          status: 409,
          trouble: `That line is not as it was: somebody mended or overrode it, or it says something else. Nothing was overridden. Your reason was: ${typed.reason}`,
        })
    }
  })

  return desk

  async function show(
    c: DeskRequest,
    {
      status = 200,
      ...said
    }: Pick<PreflightPageProps, 'trouble' | 'refused'> & { status?: 200 | 409 | 422 } = {},
  ) {
    const { context, editor } = c.var
    const number = parseIssueNumber(c.req.param('number') ?? '')
    const shown = number === undefined ? undefined : await showPreflight(context, number)
    if (!shown) return deskNotFound(c, site, 'issue')
    return c.html(
      toHtml(
        <PreflightPage
          {...{ site, editor, ...shown, ...said }}
          looksAgain={c.req.query('links') === 'again'}
        />,
      ),
      status,
    )
  }
}
