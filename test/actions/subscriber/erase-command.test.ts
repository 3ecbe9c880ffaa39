import { expect, test } from 'vitest'
import { subscribersErase } from '../../../src/cli/subscribers-erase.ts'
import { callCommand } from '../../support/call-command.ts'
import { createTestContext } from '../../support/context.ts'
import { addSubscriber } from '../../web/support.ts'

test('an operator erases an address, once that is meant', async () => {
  const { context } = await createTestContext()
  await addSubscriber(context, 'ada@lovelace.org')
  const call = (positionals: string[], values = {}) =>
    callCommand(subscribersErase, { positionals, values, open: () => context })
  await expect(call([])).rejects.toThrow('subscribers erase takes one ADDRESS')
  await expect(call(['ada@lovelace.org'])).rejects.toThrow('Add --yes')
  await expect(call(['ada'], { yes: true })).rejects.toThrow("ADDRESS can't be read.")
  await expect(call(['eve@lovelace.org'], { yes: true })).rejects.toThrow('Nobody has, or had, this address')
  expect((await call(['Ada@lovelace.org'], { yes: true })).printed).toEqual([
    expect.stringContaining('Erased.'),
  ])
  expect(await context.db.selectFrom('subscriber').selectAll().execute()).toEqual([])
})
