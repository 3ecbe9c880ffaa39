import { Hono } from 'hono'
import { listComparisonsForDesk } from '../../../actions/comparison/list-for-desk.ts'
import { openComparison } from '../../../actions/comparison/open.ts'
import { saveComparison } from '../../../actions/comparison/save.ts'
import { typedTools } from '../../../actions/tool/find-typed.ts'
import type { Context } from '../../../context.ts'
import { COMPARISON_STATUSES } from '../../../domain/comparison.ts'
import type { ComparisonEntry } from '../../../domain/content-document.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from '../writing/answer-save.ts'
import { addStatusRoutes, readDone } from '../writing/answer-status.ts'
import type { FilledForm, Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { readBase, readTyped } from '../writing/read-typed.ts'
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

  desk.get('/new/comparison', (c) => showNew(c, { values: {}, base: null }))

  desk.post('/comparisons', async (c) => {
    const typed = await readTyped(c)
    return answerSave(c, {
      ...comparisonsFor(c),
      typed,
      base: null,
      save: () => saveComparison(c.var.context, readComparison(typed), null),
      show: (form, status) => showNew(c, form, status),
    })
  })

  desk.get('/comparisons/:slug', (c) => show(c, {}))

  desk.post('/comparisons/:slug', async (c) => {
    const typed = await readTyped(c)
    const base = readBase(typed)
    return answerSave(c, {
      ...comparisonsFor(c),
      typed,
      base,
      save: () => saveComparison(c.var.context, readComparison(typed, slugIn(c)), base),
      show: (again, status) => show(c, { again, status }),
    })
  })

  addStatusRoutes(desk, { site, list: 'comparisons', noun: 'comparison', show })

  return desk

  function comparisonsFor({ var: { context } }: DeskRequest) {
    return {
      site,
      noun: 'comparison',
      valuesOf: (entry: ComparisonEntry) => comparisonValues(context, entry),
      pageOf: ({ slug }: ComparisonEntry) => `/desk/comparisons/${slug}`,
    }
  }

  function showNew(c: DeskRequest, form: FilledForm, status: 200 | 409 | 422 = 200) {
    return c.html(toHtml(<NewComparisonPage {...{ site, editor: c.var.editor, form }} />), status)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const comparison = await openComparison(context, slugIn(c))
    if (!comparison) return deskNotFound(c, site, 'comparison')
    const { entry, version } = comparison
    const form = again ?? { values: await comparisonValues(context, entry), base: version }
    const saved = c.req.query('saved')
    const done = readDone(c)
    const page = <ComparisonPage {...{ site, editor, comparison, form, saved, done, trouble }} />
    return c.html(toHtml(page), status)
  }
}

async function comparisonValues(
  context: Pick<Context, 'db'>,
  { tools, bottomLine }: ComparisonEntry,
): Promise<Values> {
  const [left = '', right = ''] = await typedTools(context, tools)
  return { 'tools[0]': left, 'tools[1]': right, bottomLine }
}

function readComparison(typed: Values, slug = typed.slug?.trim() ?? '') {
  const { 'tools[0]': left = '', 'tools[1]': right = '', bottomLine = '' } = typed
  return { slug, tools: [left, right] as const, bottomLine }
}
