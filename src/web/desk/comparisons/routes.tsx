import { Hono } from 'hono'
import { listComparisonsForDesk } from '../../../actions/comparison/list-for-desk.ts'
import { openComparison } from '../../../actions/comparison/open.ts'
import { saveComparison } from '../../../actions/comparison/save.ts'
import { typedTools } from '../../../actions/tool/find-typed.ts'
import type { Context } from '../../../context.ts'
import { COMPARISON_STATUSES } from '../../../domain/comparison.ts'
import type { ComparisonEntry } from '../../../domain/content-document.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { addEntryRoutes } from '../writing/entry-routes.ts'
import type { Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { ComparisonPage, NewComparisonPage } from './comparison-page.tsx'
import { ComparisonsPage } from './comparisons-page.tsx'

/** All comparisons, and each by itself. */
export function comparisonsRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/comparisons', async (c) => {
    const { context, editor } = c.var
    const status = COMPARISON_STATUSES.find((status) => status === c.req.query('status'))
    const search = { ...readSearch(c), status }
    const page = await listComparisonsForDesk(context, search)
    return c.html(toHtml(<ComparisonsPage {...{ site, editor, page, search }} />))
  })

  addEntryRoutes(desk, {
    site,
    list: 'comparisons',
    noun: 'comparison',
    open: openComparison,
    save: (context, typed, base, slug) => saveComparison(context, readComparison(typed, slug), base),
    valuesOf: comparisonValues,
    page: (comparison, props) => <ComparisonPage {...props} comparison={comparison} />,
    newPage: (props) => <NewComparisonPage {...props} />,
  })

  return desk
}

async function comparisonValues(
  { tools, bottomLine }: ComparisonEntry,
  context: Pick<Context, 'db'>,
): Promise<Values> {
  const [left = '', right = ''] = await typedTools(context, tools)
  return { 'tools[0]': left, 'tools[1]': right, bottomLine }
}

function readComparison(typed: Values, slug = typed.slug?.trim() ?? '') {
  const { 'tools[0]': left = '', 'tools[1]': right = '', bottomLine = '' } = typed
  return { slug, tools: [left, right] as const, bottomLine }
}
