import { Hono } from 'hono'
import { dryRunImport } from '../../../actions/content/dry-run.ts'
import { exportContent } from '../../../actions/content/export.ts'
import { importAsShown } from '../../../actions/content/import-as-shown.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { ContentPage } from './content-page.tsx'
import { DryRunPage } from './dry-run-page.tsx'
import { readDocumentForm } from './read-document-form.ts'

/** All content as JSON, in and out, as the command line has it. */
export function contentRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/content', (c) => {
    const { added, changed } = c.req.query()
    const imported = added === undefined ? undefined : { added: count(added), changed: count(changed ?? '') }
    return c.html(toHtml(<ContentPage {...{ site, editor: c.var.editor, imported }} />))
  })

  desk.post('/content/dry-runs', async (c) => {
    const sent = await readDocumentForm(c)
    if ('problem' in sent) return refuse(c, sent)
    const dryRun = await dryRunImport(c.var.context, sent.value)
    if (dryRun.outcome === 'refused') return refuse(c, { ...sent, problems: dryRun.problems })
    return c.html(toHtml(<DryRunPage {...{ site, editor: c.var.editor, ...sent, ...dryRun }} />))
  })

  desk.post('/content/imports', async (c) => {
    const sent = await readDocumentForm(c)
    if ('problem' in sent) return refuse(c, sent)
    const imported = await importAsShown(c.var.context, sent.value, sent.stamp)
    if (imported.outcome === 'refused') return refuse(c, { ...sent, problems: imported.problems })
    if (imported.outcome === 'fits') {
      const page = <DryRunPage {...{ site, editor: c.var.editor, ...sent, ...imported }} isAnother />
      return c.html(toHtml(page), 409)
    }
    const { added, changed } = Object.values(imported.counts).reduce((sum, list) => ({
      added: sum.added + list.added,
      changed: sum.changed + list.changed,
      unchanged: sum.unchanged + list.unchanged,
    }))
    return c.redirect(`/desk/content?added=${added}&changed=${changed}`, 303)
  })

  // It changes nothing but the log, which is why it is no GET.
  desk.post('/content/exports', async (c) => {
    const document = JSON.stringify(await exportContent(c.var.context), null, 2)
    c.header('Content-Disposition', 'attachment; filename="content.json"')
    c.header('Content-Type', 'application/json; charset=utf-8')
    return c.body(`${document}\n`)
  })

  return desk

  function refuse(c: DeskRequest, refused: Parameters<typeof ContentPage>[0]['refused']) {
    return c.html(toHtml(<ContentPage {...{ site, editor: c.var.editor, refused }} />), 422)
  }
}

function count(text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : 0
}
