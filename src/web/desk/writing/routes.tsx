import { Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import { RichText } from '../../parts/rich-text.tsx'
import type { DeskEnv } from '../desk-parts.ts'
import { readTyped } from './read-typed.ts'

/** More than any field takes: what is beyond it is not looked at. */
const LONGEST_PREVIEW = 20_000

/** Markdown as readers will see it, for the preview beside a field. */
export function previewRoutes(): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()
  desk.post('/previews/markdown', async (c) => {
    const { text = '' } = await readTyped(c)
    return c.html(renderToStaticMarkup(<RichText text={text.slice(0, LONGEST_PREVIEW)} />))
  })
  return desk
}
