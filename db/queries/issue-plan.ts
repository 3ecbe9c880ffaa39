import { type ExpressionBuilder, sql } from 'kysely'
import type { IssueStatus } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'

/** What the pulse has to see to, so that the rhythm is kept. */
export interface RhythmState {
  /** Whether the slot has its issue. */
  readonly isOpen: boolean
  /** Whether a draft is left over from a slot that passed. */
  readonly isOverdue: boolean
  /** The draft that fills by itself. */
  readonly gathering: number | null
}

export async function findRhythmState(db: Db, slot: Date): Promise<RhythmState> {
  return db
    .selectNoFrom((eb) => [
      eb.exists(eb.selectFrom('issue').select('number').where('plannedFor', '=', slot)).as('isOpen'),
      eb.exists(eb.selectFrom('issue').select('number').where(isOverdue)).as('isOverdue'),
      gathering(db).as('gathering'),
    ])
    .executeTakeFirstOrThrow() as Promise<RhythmState>
}

/** The draft that fills by itself. */
export async function findGathering(db: Db): Promise<number | undefined> {
  return (await gathering(db).executeTakeFirst())?.number
}

function gathering(db: Db) {
  return db
    .selectFrom('issue')
    .select('number')
    .where('gathers', '=', true)
    .where('status', '=', 'draft')
    .orderBy('number')
    .limit(1)
}

function isOverdue(eb: ExpressionBuilder<Database, 'issue'>) {
  return eb.and([eb('status', '=', 'draft'), eb('plannedFor', '<=', sql<Date>`clock_now()`)])
}

/** Moves the draft whose slot passed to another one, where that is free; more of them are of no week any more. */
export async function moveOverdue(db: Db, to: Date): Promise<void> {
  const overdue = await db
    .selectFrom('issue')
    .select('number')
    .where(isOverdue)
    .orderBy('plannedFor')
    .execute()
  if (overdue.length === 0) return
  const numbers = overdue.map(({ number }) => number)
  await db.updateTable('issue').set({ plannedFor: null }).where('number', 'in', numbers).execute()
  await planIssue(db, numbers[0]!, to)
}

/** Makes an issue that of a slot, unless the slot has one. An issue of another slot leaves that. */
export async function planIssue(db: Db, number: number, slot: Date | null): Promise<void> {
  await sql`
    update issue set planned_for = case when exists (
      select from issue as other where other.planned_for = ${slot}::timestamptz and other.number <> issue.number
    ) then null else ${slot}::timestamptz end
    where number = ${number}`.execute(db)
}

export interface PlannedIssue {
  readonly number: number
  readonly status: IssueStatus
  readonly plannedFor: Date
  readonly sendAt: Date | null
}

/** The issues of slots from a moment on, in their order. */
export async function listPlanned(db: Db, from: Date): Promise<PlannedIssue[]> {
  return db
    .selectFrom('issue')
    .select(['number', 'status', 'sendAt'])
    .select((eb) => eb.ref('plannedFor').$notNull().as('plannedFor'))
    .where('plannedFor', '>=', from)
    .orderBy('plannedFor')
    .execute()
}

/** The moments from one on for which other issues are planned or scheduled. */
export async function listTaken(db: Db, from: Date, exceptBy: number): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from issue, unnest(array[planned_for, send_at]) as at
    where at >= ${from} and number <> ${exceptBy} and status not in ('discarded', 'cancelled')`.execute(db)
  return rows.map(({ at }) => at)
}
