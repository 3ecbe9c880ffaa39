import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertCopy } from '../../../db/queries/issue-copy.ts'
import { insertConsent } from '../../../db/queries/subscriber.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { makeDownload } from '../../../src/actions/errand/download.ts'
import type { Download } from '../../../src/domain/download.ts'
import { createTestContext } from '../../support/context.ts'
import { openedErrand } from '../../support/errands.ts'
import { addReaders, importSmallContent } from '../../support/sending.ts'
import { served } from '../../support/served.ts'
import { addLedger, deliver, SECRET, webhook } from '../../support/webhooks.ts'
import { createTestWeb } from '../../web/support.ts'

test('a download holds everything about its subscriber, and nothing about another', async () => {
  const web = await createTestWeb({ RESEND_WEBHOOK_SECRET: SECRET })
  const { context } = web
  const { db } = context
  await importSmallContent(context)
  const [ada, grace] = (await addReaders(context, 2)) as [number, number]
  await sql`
    insert into selection (categories, frequency, format)
    select array_agg(id), 'monthly', 'text' from category`.execute(db)
  await sql`
    update subscriber set selection_id = 2, paused_until = '2027-01-31' where id = ${ada}`.execute(db)
  await sql`insert into vote (tool_id, subscriber_id, verdict) select id, ${grace}, 'skip' from tool`.execute(
    db,
  )
  await sql`
    insert into vote (tool_id, subscriber_id, verdict)
    select id, ${ada}, 'ship' from tool where slug = 'quill'`.execute(db)
  await insertConsent(db, { subscriberId: ada, kind: 'confirmed', source: '/confirm', statement: 'Send it.' })
  const ledger = await addLedger(context, [ada, grace])
  const { issueNumber } = ledger
  for (const subscriberId of [ada, grace]) await insertCopy(db, { issueNumber, subscriberId, mailId: 1 })
  const site = await served(web)
  for (const [id, message] of [
    [ada, 'Mailbox full'],
    [grace, 'Elsewhere'],
  ] as const) {
    const bounce = { type: 'Transient', subType: 'MailboxFull', message }
    await deliver(site, webhook('email.bounced', { tags: ledger.tags(id), bounce }))
  }
  await applyEvents(context)
  for (const address of ['reader1@lovelace.org', 'reader2@lovelace.org']) {
    await db
      .insertInto('suppression')
      .values({ address, addressKey: address, reason: 'manual', note: 'by hand' })
      .execute()
  }

  const download = await downloaded(ada)

  expect(download).toEqual({
    version: 1,
    site: 'Weekly Verdicts',
    madeAt: expect.any(Date),
    subscriber: {
      number: ada,
      address: 'reader1@lovelace.org',
      status: 'confirmed',
      askedAt: expect.any(Date),
      confirmedAt: expect.any(Date),
      endedAt: null,
    },
    former: [],
    preferences: {
      categories: ['Writing'],
      frequency: 'monthly',
      format: 'text',
      pausedUntil: '2027-01-31',
    },
    consents: [
      {
        kind: 'confirmed',
        source: '/confirm',
        statement: 'Send it.',
        issueNumber: null,
        reason: null,
        recordedAt: expect.any(Date),
      },
    ],
    votes: [{ tool: 'Quill', verdict: 'ship', castAt: expect.any(Date) }],
    deliveries: [
      {
        issueNumber: ledger.issueNumber,
        address: 'reader1@lovelace.org',
        state: 'accepted',
        exclusion: null,
        rejection: null,
        settledAt: expect.any(Date),
        deliveredAt: null,
        delayedAt: null,
        openedAt: null,
        clickedAt: null,
        bouncedAt: expect.any(Date),
        bounce: 'soft',
        complainedAt: null,
        failedAt: null,
        suppressedAt: null,
        failure: expect.stringContaining('Mailbox full'),
        providerId: expect.any(String),
      },
    ],
    copies: [{ issueNumber, askedAt: expect.any(Date) }],
    mails: [
      {
        kind: 'errand-download',
        status: 'queued',
        createdAt: expect.any(Date),
        settledAt: null,
        providerId: null,
      },
    ],
    deliveryEvents: [
      {
        type: 'email.bounced',
        occurredAt: expect.any(Date),
        receivedAt: expect.any(Date),
        issueNumber: ledger.issueNumber,
        bounce: 'soft',
        reason: expect.stringContaining('Mailbox full'),
      },
    ],
    suppressions: [
      {
        address: 'reader1@lovelace.org',
        reason: 'manual',
        note: 'by hand',
        createdAt: expect.any(Date),
        liftedAt: null,
      },
    ],
    errands: [
      { kind: 'download', newAddress: null, createdAt: expect.any(Date), expiresAt: expect.any(Date) },
    ],
  })

  async function downloaded(id: number): Promise<Download> {
    const made = await makeDownload(context, await openedErrand(context, 'download', id))
    if (made.outcome !== 'made') throw new Error(made.outcome)
    return made.download
  }
})

test('what webhooks said of small mails is in it', async () => {
  const { context } = await createTestContext()
  const [ada] = (await addReaders(context, 1)) as [number]
  const token = await openedErrand(context, 'download', ada)
  await sql`
    insert into delivery_event (svix_id, type, occurred_at, mail_id)
    select 'msg_1', 'email.delivered', clock_now(), id from outbox`.execute(context.db)
  const made = await makeDownload(context, token)
  expect(made).toMatchObject({ download: { deliveryEvents: [{ type: 'email.delivered' }] } })
})
