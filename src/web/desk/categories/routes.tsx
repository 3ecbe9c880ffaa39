import { Hono } from 'hono'
import { listCategoriesForDesk } from '../../../actions/category/list-for-desk.ts'
import { openCategory } from '../../../actions/category/open.ts'
import { saveEntry } from '../../../actions/content/save-entry.ts'
import { proposeSlug } from '../../../domain/slug.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { addEntryRoutes } from '../writing/entry-routes.ts'
import type { Values } from '../writing/filled-form.tsx'
import { readSearch } from '../writing/read-search.ts'
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

  addEntryRoutes(desk, {
    site,
    list: 'categories',
    noun: 'category',
    open: openCategory,
    save: (context, typed, base, slug) => saveEntry(context, 'categories', readCategory(typed, slug), base),
    valuesOf: ({ name }) => ({ name }),
    page: (category, props) => <CategoryPage {...props} category={category} />,
    newPage: (props) => <NewCategoryPage {...props} />,
  })

  return desk
}

function readCategory(typed: Values, slug = typed.slug?.trim() || proposeSlug(typed.name ?? '')) {
  const { name = '' } = typed
  return { slug, name }
}
