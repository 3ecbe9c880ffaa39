import { afterAll, expect, test } from 'vitest'
import { openLimits } from '../../src/limits/open-limits.ts'
import { createTestContext } from '../support/context.ts'

test('an address is mailed five codes in an hour and ten in a day, however often it is asked for', async () => {
  const { context, database } = await createTestContext()
  const { signIns, close } = await openLimits(context, 'test')
  afterAll(close)
  const codes = async () => {
    const asked = Array.from({ length: 7 }, () => signIns.admitCode('ada@lovelace.org'))
    return (await Promise.all(asked)).filter(Boolean).length
  }
  const inTurn = [await codes()]
  for (const later of ['59 minutes', '2 minutes', '61 minutes', '22 hours', '61 minutes']) {
    await database.pass(later)
    inTurn.push(await codes())
  }
  expect(inTurn).toEqual([5, 0, 5, 0, 5, 5])
})
