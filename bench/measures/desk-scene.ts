import type pg from 'pg'

export interface DeskScene {
  readonly comparisons: number
  readonly issues: number
  /** Of the newest issues, how many still have their part of the ledger; the others have their account. */
  readonly ledgers: number
}

/** Fills an installation with content and issues of years, for the desk to look at. */
export async function setDeskScene(
  client: pg.Client,
  { comparisons, issues, ledgers }: DeskScene,
): Promise<void> {
  await addContent(client, comparisons)
  await addIssues(client, issues - 1, ledgers)
  for (let number = issues - ledgers + 1; number <= issues; number++) await addLedger(client, number)
  await addLog(client)
  await client.query('vacuum (analyze)')
  await client.query('checkpoint')
}

/** As many tools as comparisons, each reviewed by the whole panel. */
async function addContent(client: pg.Client, comparisons: number): Promise<void> {
  await client.query(
    `with added as (
       insert into tool (slug) select 'bench-tool-' || n from generate_series(1, $1::int) as n returning id, slug
     ), said as (
       insert into tool_version (tool_id, version, name, tagline, description, category_id, entry_price, pricing_note)
       select id, 1, 'Bench tool ' || id, 'It stands for a tool.', repeat('What it does, in a sentence. ', 20),
         (select min(id) from category), '$9 a month', 'For one seat.'
       from added
     ), reviewed as (
       insert into review (tool_id, reviewer_id) select added.id, reviewer.id from added cross join reviewer
       returning id
     )
     insert into review_version (review_id, version, verdict, quote)
     select id, 1, case when id % 3 = 0 then 'skip' else 'ship' end, repeat('A sentence of a review. ', 6)
     from reviewed`,
    [comparisons],
  )
  await client.query(
    `with paired as (
       select id, lead(id) over (order by id) as other from tool where slug like 'bench-tool-%'
     ), added as (
       insert into comparison (slug) select 'bench-comparison-' || n from generate_series(1, $1::int - 1) as n
       returning id
     )
     insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status,
       recorded_at)
     select added.id, 1, paired.id, paired.other, 'One of them is better.', 'published',
       now() - interval '1 hour' * row_number() over (order by added.id desc)
     from (select id, row_number() over (order by id) as place from added) as added
     join (select paired.*, row_number() over (order by id) as place from paired) as paired using (place)`,
    [comparisons],
  )
}

/** Sent in weeks past; what is older than its ledger has its account alone. */
async function addIssues(client: pg.Client, issues: number, ledgers: number): Promise<void> {
  await client.query(
    `insert into issue (number, status, subject, intro, send_at, time_zone, sent_at)
     select 1 + n, 'sent', 'Issue of a week long past, number ' || n, 'Hello.', at, 'Europe/Berlin', at
     from generate_series(1, $1::int) as n, lateral (select now() - interval '7 days' * ($1 + 1 - n) as at) as week`,
    [issues],
  )
  await client.query(
    `insert into issue_comparison (issue_number, position, comparison_id)
     select number, position, comparison.id
     from issue cross join generate_series(1, 4) as position
     join (select id, row_number() over (order by id) as place from comparison) as comparison
       on place = (number * 4 + position) % (select count(*) from comparison) + 1
     where number > 1`,
  )
  await client.query(
    `insert into settled_account (issue_number, audience, excluded, excluded_because, accepted, rejected, unknown)
     select number, 100000, 0, '{}', 100000, 0, 0 from issue where number between 2 and $1::int + 1 - $2::int`,
    [issues, ledgers],
  )
}

/** Accepted, and delivered, to nearly everybody: three batches wait for an editor, and fifty readers were refused. */
async function addLedger(client: pg.Client, issue: number): Promise<void> {
  await client.query(`
    insert into frozen_issue (issue_number, mail_from, list_id, site_url, link_key_id, link_key, provider)
    values (${issue}, 'a@verdicts.bench', 'weekly', 'https://verdicts.bench', 'k', '', 'bench');
    insert into edition (issue_number, number, subject, format, fragments)
    values (${issue}, 1, 'Subject', 'html', '{1}');
    insert into fragment (issue_number, position, kind, html, text)
    values (${issue}, 1, 'opening', '<p>An issue.</p>', 'An issue.');
    create table batch_${issue} (like batch including defaults including constraints);
    create table delivery_${issue} (like delivery including defaults including constraints) with (fillfactor = 60);
    insert into batch_${issue} (issue_number, number, status, attempts, last_attempt_at, settled_at, settled_by)
    select ${issue}, n, case when n <= 3 then 'parked' else 'accepted' end, 1, now(),
      case when n > 3 then now() end, case when n > 3 then 'answer' end
    from generate_series(1, (select count(*) / 100 + 1 from subscriber)) as n;
    insert into delivery_${issue} (issue_number, subscriber_id, address, token_version, state, edition_number,
      batch_number, provider_id, rejection, settled_at, delivered_at)
    select ${issue}, id, address, 1, state, 1, id / 100 + 1, case when state = 'accepted' then 'x' || id end,
      case when state = 'rejected' then 'no such address' end, case when state <> 'unknown' then now() end,
      case when state = 'accepted' then now() end
    from (select *, case when id < 300 then 'unknown' when id < 350 then 'rejected' else 'accepted' end as state
      from subscriber) as reader;
    alter table batch_${issue} add primary key (issue_number, number);
    alter table delivery_${issue} add primary key (issue_number, subscriber_id);
    create index on delivery_${issue} (issue_number, batch_number);
    update batch_${issue} set delivered = (
      select count(delivered_at) from delivery_${issue} as delivery
      where issue_number = ${issue} and batch_number = batch_${issue}.number);
    alter table batch attach partition batch_${issue} for values in (${issue});
    alter table delivery attach partition delivery_${issue} for values in (${issue})`)
}

/** Ten entries for each comparison. */
async function addLog(client: pg.Client): Promise<void> {
  await client.query(
    `insert into audit_entry (source, kind, subject)
     select 'program', 'comparison-published', slug from generate_series(1, 10), comparison`,
  )
}
