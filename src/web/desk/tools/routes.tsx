import { Hono } from 'hono'
import { listCategories } from '../../../actions/category/list.ts'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { suggestTools } from '../../../actions/tool/find-typed.ts'
import { listTools } from '../../../actions/tool/list.ts'
import { openTool } from '../../../actions/tool/open.ts'
import { parseSlug } from '../../params.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { addEntryRoutes } from '../writing/entry-routes.ts'
import { readSearch } from '../writing/read-search.ts'
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

  addEntryRoutes(desk, {
    site,
    list: 'tools',
    noun: 'tool',
    open: openTool,
    tidy: tidyClaims,
    save: (context, typed, base, slug) => saveEntry(context, 'tools', readTool(typed, slug), base),
    valuesOf: toolValues,
    page: async (tool, props, context) => {
      const categories = await listCategories(context, tool.entry.category)
      return <ToolPage {...props} {...{ tool, categories }} />
    },
    newPage: async (props, context) => <NewToolPage {...props} categories={await listCategories(context)} />,
  })

  return desk
}
