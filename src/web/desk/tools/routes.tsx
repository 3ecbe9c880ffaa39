import { Hono } from 'hono'
import { listCategories } from '../../../actions/category/list.ts'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { suggestTools } from '../../../actions/tool/find-typed.ts'
import { listTools } from '../../../actions/tool/list.ts'
import { openTool } from '../../../actions/tool/open.ts'
import { parseSlug } from '../../params.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from '../writing/answer-save.ts'
import { addStatusRoutes, readDone } from '../writing/answer-status.ts'
import type { FilledForm } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { readBase, readTyped } from '../writing/read-typed.ts'
import { NewToolPage } from './new-tool-page.tsx'
import { ToolPage } from './tool-page.tsx'
import { readTool, tidyClaims, toolValues } from './tool-values.ts'
import { ToolsPage } from './tools-page.tsx'

/** All tools, and each by itself. */
export function toolsRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/tools', async (c) => {
    const { context, editor } = c.var
    const { unreviewed, withdrawn } = c.req.query()
    const category = parseSlug(c.req.query('category') ?? '') ?? ''
    const search = {
      ...readSearch(c),
      category,
      unreviewed: unreviewed === 'yes',
      withdrawn: withdrawn === 'yes',
    }
    const [page, categories] = await Promise.all([
      listTools(context, search, editor.reviewerId),
      listCategories(context),
    ])
    return c.html(toHtml(<ToolsPage {...{ site, editor, page, search, categories }} />))
  })

  // Beside a field that names a tool, for what was typed into it so far.
  desk.get('/tool-names', async (c) => c.json(await suggestTools(c.var.context, readSearch(c).words)))

  desk.get('/new/tool', (c) => showNew(c, { values: {}, base: null }))

  desk.post('/tools', async (c) => {
    const typed = tidyClaims(await readTyped(c))
    return answerSave(c, {
      ...TOOL,
      typed,
      base: null,
      save: () => saveEntry(c.var.context, 'tools', readTool(typed), null),
      show: (form, status) => showNew(c, form, status),
    })
  })

  desk.get('/tools/:slug', (c) => show(c, {}))

  desk.post('/tools/:slug', async (c) => {
    const slug = slugIn(c)
    const typed = tidyClaims(await readTyped(c))
    const base = readBase(typed)
    return answerSave(c, {
      ...TOOL,
      typed,
      base,
      save: () => saveEntry(c.var.context, 'tools', readTool(typed, slug), base),
      show: (again, status) => show(c, { again, status }),
    })
  })

  addStatusRoutes(desk, { site, list: 'tools', noun: 'tool', show })

  const TOOL = {
    site,
    noun: 'tool',
    valuesOf: toolValues,
    pageOf: ({ slug }: { readonly slug: string }) => `/desk/tools/${slug}`,
  }

  return desk

  async function showNew(c: DeskRequest, form: FilledForm, status: 200 | 409 | 422 = 200) {
    const { context, editor } = c.var
    const categories = await listCategories(context)
    return c.html(toHtml(<NewToolPage {...{ site, editor, categories, form }} />), status)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const tool = await openTool(context, slugIn(c))
    if (!tool) return deskNotFound(c, site, 'tool')
    const categories = await listCategories(context, tool.entry.category)
    const form = again ?? { values: toolValues(tool.entry), base: tool.version }
    const saved = c.req.query('saved')
    return c.html(
      toHtml(<ToolPage {...{ site, editor, tool, categories, form, saved, done: readDone(c), trouble }} />),
      status,
    )
  }
}
