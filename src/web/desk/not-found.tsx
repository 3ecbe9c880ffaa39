import type { Site } from '../site.ts'
import { toHtml } from '../to-html.ts'
import { DeskLayout } from './desk-layout.tsx'
import type { DeskRequest } from './desk-parts.ts'

/** Answers for a thing of the desk that is not there. @param what as in "There is no such issue". */
export function deskNotFound(c: DeskRequest, site: Site, what: string): Response | Promise<Response> {
  const page = (
    <DeskLayout site={site} editor={c.var.editor} title={`There is no such ${what}`}>
      <p className="lede">Its address has a slip in it, or is one of another installation.</p>
      <p className="more">
        <a href="/desk">Back to the desk</a>
      </p>
    </DeskLayout>
  )
  return c.html(toHtml(page), 404)
}
