import { Hono } from 'hono'
import { listCategoriesForDesk } from '../../../actions/category/list-for-desk.ts'
import { openCategory } from '../../../actions/category/open.ts'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { proposeSlug } from '../../../domain/slug.ts'
import type { Category } from '../../../domain/tool.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from '../writing/answer-save.ts'
import { addStatusRoutes, readDone } from '../writing/answer-status.ts'
import type { FilledForm, Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
import { readBase, readTyped } from '../writing/read-typed.ts'
import { CategoriesPage } from './categories-page.tsx'
import { CategoryPage, NewCategoryPage } from './category-page.tsx'

/** All categories, and each by itself. */
export function categoriesRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/categories', async (c) => {
    const { context, editor } = c.var
    const page = await listCategoriesForDesk(context, readSearch(c))
    return c.html(toHtml(<CategoriesPage {...{ site, editor, page }} />))
  })

  desk.get('/new/category', (c) => showNew(c, { values: {}, base: null }))

  desk.post('/categories', async (c) => {
    const typed = await readTyped(c)
    const slug = typed.slug?.trim() || proposeSlug(typed.name ?? '')
    return answerSave(c, {
      ...CATEGORY,
      typed,
      base: null,
      save: () => saveEntry(c.var.context, 'categories', readCategory(typed, slug), null),
      show: (form, status) => showNew(c, form, status),
    })
  })

  desk.get('/categories/:slug', (c) => show(c, {}))

  desk.post('/categories/:slug', async (c) => {
    const slug = slugIn(c)
    const typed = await readTyped(c)
    const base = readBase(typed)
    return answerSave(c, {
      ...CATEGORY,
      typed,
      base,
      save: () => saveEntry(c.var.context, 'categories', readCategory(typed, slug), base),
      show: (again, status) => show(c, { again, status }),
    })
  })

  addStatusRoutes(desk, { site, list: 'categories', noun: 'category', show })

  const CATEGORY = {
    site,
    noun: 'category',
    valuesOf: ({ name }: Category): Values => ({ name }),
    pageOf: ({ slug }: { readonly slug: string }) => `/desk/categories/${slug}`,
  }

  return desk

  function showNew(c: DeskRequest, form: FilledForm, status: 200 | 409 | 422 = 200) {
    return c.html(toHtml(<NewCategoryPage {...{ site, editor: c.var.editor, form }} />), status)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const category = await openCategory(context, slugIn(c))
    if (!category) return deskNotFound(c, site, 'category')
    const form = again ?? { values: CATEGORY.valuesOf(category.entry), base: category.version }
    const saved = c.req.query('saved')
    return c.html(
      toHtml(<CategoryPage {...{ site, editor, category, form, saved, done: readDone(c), trouble }} />),
      status,
    )
  }
}

function readCategory({ name = '' }: Values, slug = '') {
  return { slug, name }
}
