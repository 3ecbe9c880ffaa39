import type { Hono } from 'hono'
import type { ReactElement } from 'react'
import type { Base, SaveOutcome } from '../../../actions/content/save-entry.ts'
import type { Context } from '../../../context.ts'
import {
  CONTENT_NOUNS,
  type ContentEntry,
  type ContentList,
  type Stored,
} from '../../../domain/content-document.ts'
import type { Publication } from '../../../domain/publication.ts'
import type { Site } from '../../site.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskRequest } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { slugIn } from '../slug-in.ts'
import { answerSave } from './answer-save.ts'
import { answerStatus, readDone } from './answer-status.ts'
import type { EntryPageProps, NewEntryPageProps } from './entry-notices.tsx'
import type { FilledForm, Values } from './filled-form.tsx'
import { readBase, readTyped } from './read-typed.ts'

/** What is a list's own in the routes of its things. */
interface EntryKind<List extends ContentList, Open extends Stored<ContentEntry<List>>> {
  readonly site: Site
  readonly list: List
  /** What one is called on a page: "tool". */
  readonly noun: string
  readonly open: (context: Context, slug: string) => Promise<Open | undefined>
  /** Of what was typed: what is read, and shown again. */
  readonly tidy?: (typed: Values) => Values
  /** @param slug of one that is there; the form of a new one has it, or it is made from the rest. */
  readonly save: (context: Context, typed: Values, base: Base, slug?: string) => Promise<SaveOutcome<List>>
  readonly valuesOf: (entry: ContentEntry<List>, context: Context) => Values | Promise<Values>
  readonly page: (open: Open, props: EntryPageProps, context: Context) => ReactElement | Promise<ReactElement>
  readonly newPage: (props: NewEntryPageProps, context: Context) => ReactElement | Promise<ReactElement>
}

/** The page of each of a list's things, which go by their own slug, and all that it posts. */
export function addEntryRoutes<
  List extends Exclude<ContentList, 'reviews'>,
  Open extends Stored<ContentEntry<List>>,
>(
  desk: Hono<DeskEnv>,
  { site, list, noun, open, tidy = (typed) => typed, save, valuesOf, page, newPage }: EntryKind<List, Open>,
): void {
  desk.get(`/new/${CONTENT_NOUNS[list]}`, (c) => showNew(c, { values: {}, base: null }, 200))

  desk.post(`/${list}`, async (c) => {
    const typed = tidy(await readTyped(c))
    return answerSave(c, {
      ...kindFor(c),
      typed,
      base: null,
      save: () => save(c.var.context, typed, null),
      show: (form, status) => showNew(c, form, status),
    })
  })

  desk.get(`/${list}/:slug`, (c) => show(c, {}))

  desk.post(`/${list}/:slug`, async (c) => {
    const typed = tidy(await readTyped(c))
    const base = readBase(typed)
    return answerSave(c, {
      ...kindFor(c),
      typed,
      base,
      save: () => save(c.var.context, typed, base, slugIn(c)),
      show: (again, status) => show(c, { again, status }),
    })
  })

  desk.post(`/${list}/:slug/publication`, (c) => change(c, 'published'))

  desk.post(`/${list}/:slug/withdrawal`, (c) => change(c, 'withdrawn'))

  function kindFor({ var: { context } }: DeskRequest) {
    return {
      site,
      noun,
      valuesOf: (entry: ContentEntry<List>) => valuesOf(entry, context),
      pageOf: ({ slug }: { readonly slug: string }) => `/desk/${list}/${slug}`,
    }
  }

  function change(c: DeskRequest, status: Publication) {
    const slug = slugIn(c)
    return answerStatus(c, {
      site,
      list,
      which: { slug },
      noun,
      path: `/desk/${list}/${slug}`,
      status,
      show: (trouble, status) => show(c, { trouble, status }),
    })
  }

  async function showNew(c: DeskRequest, form: FilledForm, status: 200 | 409 | 422) {
    const { context, editor } = c.var
    return c.html(toHtml(await newPage({ site, editor, form }, context)), status)
  }

  async function show(
    c: DeskRequest,
    { again, trouble, status = 200 }: { again?: FilledForm; trouble?: string; status?: 200 | 409 | 422 },
  ) {
    const { context, editor } = c.var
    const stored = await open(context, slugIn(c))
    if (!stored) return deskNotFound(c, site, noun)
    const form = again ?? { values: await valuesOf(stored.entry, context), base: stored.version }
    const saved = c.req.query('saved')
    const props = { site, editor, form, saved, done: readDone(c), trouble }
    return c.html(toHtml(await page(stored, props, context)), status)
  }
}
