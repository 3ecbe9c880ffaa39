import { afterAll } from 'vitest'
import { createIssue } from '../../../src/actions/issue/create.ts'
import type { Work } from '../../../src/domain/work.ts'
import { openLimits } from '../../../src/limits/open-limits.ts'
import { createWeb } from '../../../src/web/create-web.tsx'
import {
  addReaders,
  createSendingContext,
  importSmallContent,
  type SendingContext,
} from '../../support/sending.ts'
import type { TestWeb } from '../support.ts'

export interface SendingWeb extends SendingContext, Pick<TestWeb, 'web' | 'queued'> {
  /** Ends what pages follow, as the server does when it stops. */
  readonly closing: AbortController
}

/** The site on a context that sends, with the small content and so many readers. */
export async function createSendingWeb(readers: number): Promise<SendingWeb> {
  const sending = await createSendingContext()
  await importSmallContent(sending.context)
  await addReaders(sending.context, readers)
  const limits = await openLimits(sending.context, 'test')
  afterAll(() => limits.close())
  const queued: Work[] = []
  const closing = new AbortController()
  const web = createWeb({
    context: sending.context,
    limits,
    enqueue: async (work) => void queued.push(...work),
    ready: async () => ({ database: true }),
    desk: false,
    closing: closing.signal,
  })
  return { ...sending, web, queued, closing }
}

/** @returns the number of a new draft of the small content. */
export async function draftIssue({ context }: SendingContext): Promise<number> {
  const created = await createIssue(context, {
    subject: 'This week: {first}',
    intro: '',
    comparisons: ['quill-vs-reed'],
  })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}
