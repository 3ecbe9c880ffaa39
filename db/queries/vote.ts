import { sql } from 'kysely'
import type { Ballot } from '../../src/domain/ballot.ts'
import type { Verdict } from '../../src/domain/verdict.ts'
import type { Db } from '../connect.ts'

/** What a subscriber says of the tools that they voted on, by the tools' slugs. */
export async function findVotes(db: Db, subscriberId: number): Promise<Map<string, Verdict>> {
  const rows = await db
    .selectFrom('vote')
    .innerJoin('tool', 'tool.id', 'vote.toolId')
    .select(['tool.slug', 'vote.verdict'])
    .where('vote.subscriberId', '=', subscriberId)
    .execute()
  return new Map(rows.map(({ slug, verdict }) => [slug, verdict]))
}

/** What a subscriber says, and of which tool, by its name; the newest vote first. */
export interface VoteRow {
  readonly tool: string
  readonly verdict: Verdict
}

export async function listVotes(db: Db, subscriberId: number): Promise<VoteRow[]> {
  return db
    .selectFrom('vote')
    .innerJoin('currentTool as tool', 'tool.id', 'vote.toolId')
    .select(['tool.name as tool', 'vote.verdict'])
    .where('vote.subscriberId', '=', subscriberId)
    .orderBy('vote.castAt', 'desc')
    .orderBy('vote.toolId')
    .execute()
}

/**
 * Casts, changes and takes back votes, as long as the subscriber is confirmed and their links have not been
 * revoked: in one statement, so that nobody leaves in the middle of it.
 *
 * @param issueNumber the issue whose mail carried the link, 0 for none: the votes are credited to it.
 * @returns whether that was so.
 */
export async function castBallot(
  db: Db,
  {
    subscriberId,
    tokenVersion,
    issueNumber,
  }: { readonly subscriberId: number; readonly tokenVersion: number; readonly issueNumber: number },
  ballot: Ballot,
): Promise<boolean> {
  const { rows } = await sql`
    with voter as materialized (
      select id from subscriber
      where id = ${subscriberId} and token_version = ${tokenVersion} and status = 'confirmed'
      for no key update
    ), chosen as materialized (
      select voter.id as subscriber_id, tool.id as tool_id, choice
      from unnest(${[...ballot.keys()]}::text[], ${[...ballot.values()]}::text[]) as given (slug, choice)
      join tool using (slug), voter
    ), taken_back as (
      delete from vote using chosen
      where (vote.tool_id, vote.subscriber_id) = (chosen.tool_id, chosen.subscriber_id) and choice = 'none'
    ), cast_now as (
      insert into vote (tool_id, subscriber_id, verdict, issue_number)
      select tool_id, subscriber_id, choice::verdict, (select number from issue where number = ${issueNumber})
      from chosen where choice <> 'none'
      on conflict (tool_id, subscriber_id) do update
        set verdict = excluded.verdict, cast_at = excluded.cast_at, issue_number = excluded.issue_number
      where vote.verdict <> excluded.verdict
    )
    select from voter`.execute(db)
  return rows.length > 0
}

/** A vote that came with a request to subscribe. */
export interface RequestedVote {
  readonly subscriberId: number
  /** The tool's slug. */
  readonly tool: string
  readonly verdict: Verdict
}

/**
 * Notes the votes of requests, in their order: a later one replaces an earlier one. They count once the
 * subscriber confirms; of who is confirmed already nothing changes, as anybody can enter their address.
 */
export async function insertRequestedVotes(tx: Db, votes: readonly RequestedVote[]): Promise<void> {
  await sql`
    insert into vote (tool_id, subscriber_id, verdict)
    select distinct on (subscriber.id, tool.id) tool.id, subscriber.id, given.verdict
    from unnest(
      ${votes.map(({ subscriberId }) => subscriberId)}::bigint[],
      ${votes.map(({ tool }) => tool)}::text[],
      ${votes.map(({ verdict }) => verdict)}::verdict[]
    ) with ordinality as given (subscriber_id, slug, verdict, place)
    join subscriber on subscriber.id = given.subscriber_id and subscriber.status = 'pending'
    join tool on tool.slug = given.slug
    order by subscriber.id, tool.id, place desc
    on conflict (tool_id, subscriber_id) do update set verdict = excluded.verdict, cast_at = excluded.cast_at`.execute(
    tx,
  )
}
