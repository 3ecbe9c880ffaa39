import { beforeAll, expect, test } from 'vitest'
import type { Command, Invocation } from '../../src/cli/command.ts'
import { editorsInvite } from '../../src/cli/editors-invite.ts'
import { editorsList } from '../../src/cli/editors-list.ts'
import { editorsRemove } from '../../src/cli/editors-remove.ts'
import { callCommand } from '../support/call-command.ts'
import { createTestContext, type TestContext } from '../support/context.ts'

let house: TestContext
beforeAll(async () => {
  house = await createTestContext()
})

const call = (command: Command, positionals: string[] = [], values: Invocation['values'] = {}) =>
  callCommand(command, { positionals, values, open: () => house.context })

test('the first owner is made from the terminal, and the log says so', async () => {
  expect((await call(editorsList)).noted.join()).toContain('editors invite ADDRESS --role owner')
  const invited = await call(editorsInvite, ['Ada@lovelace.org'], { role: 'owner', name: 'Ada' })
  expect(invited.printed[0]).toContain('http://localhost:3000/desk')
  expect((await call(editorsList)).printed).toEqual(['1\towner\tada@lovelace.org\tAda'])
  const entry = await house.context.db.selectFrom('auditEntry').selectAll().executeTakeFirst()
  expect(entry).toMatchObject({ source: 'command', editorId: null, kind: 'editor-invited', subject: '1' })
})

test('whatever is wrong with an invitation is said by the name of the option, all at once', async () => {
  const wrong = { role: 'king', name: 'x'.repeat(81), reviewer: 'nobody' }
  const refused = call(editorsInvite, ['ada@'], wrong)
  await expect(refused).rejects.toThrow(/ADDRESS: .*\n--role: Choose one of.*\n--name: .*\n--reviewer: /)
  await expect(call(editorsInvite, [], {})).rejects.toThrow('takes one ADDRESS')
  await expect(call(editorsInvite, ['ada@lovelace.org'])).rejects.toThrow('invited already')
})

test('the last owner stays, and others are removed', async () => {
  await expect(call(editorsRemove, ['ada@lovelace.org'])).rejects.toThrow('the last owner')
  await call(editorsInvite, ['grace@lovelace.org'])
  expect((await call(editorsRemove, ['Grace@lovelace.org'])).printed[0]).toContain('Removed')
  await expect(call(editorsRemove, ['grace@lovelace.org'])).rejects.toThrow('No editor has this address')
})
