import { expect, test } from 'vitest'
import { createTestDatabase } from '../../support/database.ts'
import { importText, statuses } from './lists.ts'

const MAILCHIMP =
  'Email Address,First Name,Last Name,Address,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION'

test('Mailchimp’s three files are told apart by their headers', async () => {
  const { db } = await createTestDatabase()
  const row = (name: string) =>
    `${name}@lovelace.org,Ada,,"1 Street, Town",2,"2018-02-05 19:28:23",,"2018-02-06 10:00:00",,,,,,,,`
  const files = {
    subscribed: `${MAILCHIMP},LAST_CHANGED,LEID,EUID,NOTES,TAGS\n${row('stays')},,,,,"""Editors"""\n`,
    unsubscribed: `${MAILCHIMP},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS\n${row('left')},"2020-07-23 12:19:27",,,,,,,,\n`,
    cleaned: `${MAILCHIMP},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS\n${row('bounced')},"2020-03-23 17:30:05",,,,,,\n`,
  }
  const outcomes = []
  for (const [name, text] of Object.entries(files)) {
    const { imported, counts } = await importText(db, text, { file: `${name}_members_export_1a2b.csv` })
    outcomes.push([imported.outcome === 'imported' && imported.format, counts])
  }
  expect(outcomes).toEqual([
    ['Mailchimp', { added: 1 }],
    ['Mailchimp', { ended: 1 }],
    ['Mailchimp', { suppressed: 1 }],
  ])
  const times = await db.selectFrom('subscriber').select(['confirmedAt', 'endedAt']).orderBy('id').execute()
  expect(times).toEqual([
    { confirmedAt: new Date('2018-02-06T10:00:00Z'), endedAt: null },
    { confirmedAt: null, endedAt: new Date('2020-07-23T12:19:27Z') },
  ])
  const consent = await db.selectFrom('consent').select('source').orderBy('id').executeTakeFirst()
  expect(consent?.source).toBe('Mailchimp file subscribed_members_export_1a2b.csv')
})

test('Mailchimp’s contacts who never subscribed are refused, which only the file’s name says', async () => {
  const { db } = await createTestDatabase()
  const text = `${MAILCHIMP},LAST_CHANGED,LEID,EUID,NOTES,TAGS\nbuyer@lovelace.org,,,,,,,,,,,,,,,,,,,,\n`
  const { counts, refused } = await importText(db, text, {
    file: 'nonsubscribed_email_audience_export_1a2b.csv',
  })
  expect(counts).toEqual({ refused: 1 })
  expect(refused[0]?.reason).toBe('The status is "nonsubscribed": consent was never confirmed.')
})

test('on Substack, free readers get mail, and email_disabled says who does not', async () => {
  const { db } = await createTestDatabase()
  const { imported, counts } = await importText(
    db,
    `email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
free@lovelace.org,false,,other,false,2018-08-27T15:06:27.713Z,
paid@lovelace.org,true,2026-12-01T00:00:00.000Z,yearly,false,2019-01-01,2020-01-01
quiet@lovelace.org,true,2026-12-01T00:00:00.000Z,yearly,true,2019-01-01,2020-01-01
odd@lovelace.org,true,,yearly,,2019-01-01,
`,
  )
  expect(imported).toMatchObject({ format: 'Substack' })
  expect(counts).toEqual({ added: 2, ended: 1, refused: 1 })
  expect(await statuses(db)).toEqual({
    'free@lovelace.org': 'confirmed',
    'paid@lovelace.org': 'confirmed',
    'quiet@lovelace.org': 'ended',
  })
})

test('beehiiv’s statuses each have their meaning, and unsubscribed_at outweighs them', async () => {
  const { db } = await createTestDatabase()
  const { imported, counts, refused } = await importText(
    db,
    `email,First Name,Last Name,status,tier,created_at,stripe_customer_id,Free Tier,Premium Tier,unsubscribed_at
active@lovelace.org,,,active,free,2023-03-24 10:23:10 UTC,,Yes,No,
inactive@lovelace.org,,,inactive,free,2023-03-24 10:23:10 UTC,,Yes,No,
left@lovelace.org,,,active,free,2023-03-24 10:23:10 UTC,,Yes,No,2024-03-13 11:33:53 UTC
pending@lovelace.org,,,pending,free,2023-03-24 10:23:10 UTC,,Yes,No,
validating@lovelace.org,,,validating,free,2023-03-24 10:23:10 UTC,,Yes,No,
attention@lovelace.org,,,needs_attention,free,2023-03-24 10:23:10 UTC,,Yes,No,
invalid@lovelace.org,,,invalid,free,2023-03-24 10:23:10 UTC,,Yes,No,
strange@lovelace.org,,,paused,free,2023-03-24 10:23:10 UTC,,Yes,No,
none@lovelace.org,,,,free,2023-03-24 10:23:10 UTC,,Yes,No,
`,
  )
  expect(imported).toMatchObject({ format: 'beehiiv' })
  expect(counts).toEqual({ added: 1, ended: 2, suppressed: 1, refused: 5 })
  expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
    [5, 'The status is "pending": consent was never confirmed.'],
    [6, 'The status is "validating": consent was never confirmed.'],
    [7, 'The status is "needs_attention": consent was never confirmed.'],
    [9, 'The status "paused" is not one that is known here.'],
    [10, 'The row has no status.'],
  ])
})

test('a header without a column of addresses is refused with what it has', async () => {
  const { db } = await createTestDatabase()
  expect((await importText(db, 'Name,Phone\nAda,1\n')).imported).toEqual({
    outcome: 'unknown-header',
    header: ['Name', 'Phone'],
  })
  expect((await importText(db, '')).imported).toEqual({ outcome: 'unknown-header', header: [] })
})
