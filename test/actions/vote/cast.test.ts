import { beforeEach, expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { castVotes } from '../../../src/actions/vote/cast.ts'
import type { Context } from '../../../src/context.ts'
import { createTestContext } from '../../support/context.ts'
import { addReaders } from '../../support/sending.ts'
import { waiting } from '../../support/waiting.ts'
import { readerToken } from '../../web/support.ts'
import { smallContent } from '../content/small-content.ts'

const SLUG = 'quill-vs-inkwell'

let context: Context
let id: number
let cast: (form: Record<string, string>) => ReturnType<typeof castVotes>
beforeEach(async () => {
  context = (await createTestContext()).context
  await importContent(context, smallContent)
  id = (await addReaders(context, 1))[0]!
  cast = (form) => castVotes(context, readerToken(context, id), SLUG, form)
})

const votes = () => context.db.selectFrom('vote').select(['verdict', 'castAt']).orderBy('toolId').execute()

test('the same button pressed many times at once casts one vote a tool', async () => {
  const form = { 'vote.quill': 'ship', 'vote.inkwell': 'skip' }
  const reversed = Object.fromEntries(Object.entries(form).reverse())
  const presses = Array.from({ length: 20 }, (_, index) => cast(index % 2 ? form : reversed))
  expect(new Set((await Promise.all(presses)).map(({ outcome }) => outcome))).toEqual(new Set(['cast']))
  expect((await votes()).map(({ verdict }) => verdict)).toEqual(['ship', 'skip'])
})

test('a vote that is cast again as it was keeps its time, and a changed one has a new time', async () => {
  await cast({ 'vote.quill': 'ship', 'vote.inkwell': 'ship' })
  const before = await votes()
  await cast({ 'vote.quill': 'ship', 'vote.inkwell': 'skip' })
  const after = await votes()
  expect(after[0]).toEqual(before[0])
  expect(after[1]!.castAt.getTime()).toBeGreaterThan(before[1]!.castAt.getTime())
})

test('who leaves while the button is being pressed has not voted', async () => {
  let pressed: ReturnType<typeof castVotes> | undefined
  await context.db.transaction().execute(async (tx) => {
    await tx.updateTable('subscriber').set({ status: 'ended', endedAt: new Date() }).execute()
    pressed = cast({ 'vote.quill': 'ship' })
    await expect.poll(() => waiting(context.db)).toBe(1)
  })
  expect((await pressed)?.outcome).toBe('not-subscribed')
  expect(await votes()).toEqual([])
})
