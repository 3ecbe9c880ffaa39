import { sql } from 'kysely'
import { afterAll } from 'vitest'
import { keepSelection } from '../../../db/queries/selection.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import type { Selection } from '../../../src/domain/selection.ts'
import type { Work } from '../../../src/domain/work.ts'
import { openLimits } from '../../../src/limits/open-limits.ts'
import { createWeb } from '../../../src/web/create-web.tsx'
import { addReaders, createSendingContext, type SendingContext } from '../../support/sending.ts'
import { importSample, type Web } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

// Of the sample content: what each is about.
export const CODE = 'pellwright-vs-mergantle'
export const WORDS = 'queriole-vs-redraughter'
export const WORDS_AND_RESEARCH = 'citewren-vs-queriole'

export interface PreviewScene extends SendingContext {
  readonly web: Web
  readonly editor: AtDesk
  readonly readers: number[]
  readonly queued: Work[]
  choose(reader: number, selection: Partial<Selection>): Promise<void>
  draft(comparisons: string[], subject?: string): Promise<number>
}

/** An editor at the desk of a site with sample content and eight readers, on 3 November 2026. */
export async function setPreviewScene(): Promise<PreviewScene> {
  const sending = await createSendingContext()
  const { context } = sending
  // What it says was checked later than the day of this scene.
  await importSample(context)
  await sql`
    update clock set shift = timestamptz '2026-11-03 08:00+00' - statement_timestamp()`.execute(context.db)
  const readers = await addReaders(context, 8)
  const limits = await openLimits(context, 'test')
  afterAll(() => limits.close())
  const queued: Work[] = []
  const web = createWeb({
    context,
    limits,
    mailbox: sending.mailbox,
    enqueue: async (work) => void queued.push(...work),
    ready: async () => ({}),
    desk: true,
  })
  return {
    ...sending,
    web,
    readers,
    queued,
    editor: await signedIn(context, web, 'editor'),
    async choose(reader, selection) {
      const selectionId = await keepSelection(context.db, { ...EVERYTHING, ...selection })
      await context.db
        .updateTable('subscriber')
        .set({ selectionId })
        .where('id', '=', readers[reader]!)
        .execute()
    },
    async draft(comparisons, subject = 'What we tried') {
      const created = await createIssue(context, { subject, intro: 'Read on.', comparisons })
      if (created.outcome !== 'created') throw new Error(created.problem)
      return created.number
    },
  }
}

const EVERYTHING: Selection = { categories: null, frequency: 'weekly', format: 'html' }
