import { type Kysely, sql } from 'kysely'
import { daysAfter } from '../core/calendar.ts'
import type { Tables } from '../core/db/tables.ts'
import { dueAt } from './narrow.ts'
import { everTransferred } from './published.ts'

type Reader = Kysely<Tables>

const urgent = sql<number>`sum(case when c.priority = 'urgent' then 1 else 0 end)`
const free = sql<number>`sum(case when c.assigned_to is null then 1 else 0 end)`
const late = (now: Date) => sql<number>`sum(case when ${dueAt} < ${now.toISOString()} then 1 else 0 end)`

/** What each person has open now, by their id. */
export async function openByHolder(db: Reader, now: Date) {
  const rows = await db
    .selectFrom('support_case as c')
    .select(({ fn }) => ['c.assigned_to as staffId', fn.countAll().as('open')])
    .select([urgent.as('urgent'), late(now).as('late')])
    .where('c.status', '!=', 'closed')
    .where('c.assigned_to', 'is not', null)
    .groupBy('c.assigned_to')
    .execute()
  return new Map(
    rows.map((row) => [
      row.staffId!,
      { open: Number(row.open), urgent: Number(row.urgent), late: Number(row.late) },
    ]),
  )
}

/** What waits in each queue now; null is the desk's own. The oldest is that which was opened first. */
export async function queuesNow(db: Reader, now: Date) {
  const queue = sql<string | null>`case when c.status = 'escalated' then c.escalated_to end`
  const rows = await db
    .selectFrom('support_case as c')
    .select(({ fn }) => [queue.as('queue'), fn.countAll().as('open'), fn.min('c.opened_at').as('oldest')])
    .select([free.as('unassigned'), late(now).as('late')])
    .where('c.status', '!=', 'closed')
    .groupBy(queue)
    .execute()
  return rows.map((row) => ({
    queue: row.queue,
    open: Number(row.open),
    unassigned: Number(row.unassigned),
    late: Number(row.late),
    oldest: row.oldest,
  }))
}

/** Of the cases somebody opened in a window: how many, how many were made urgent, closed, and settled on first contact. */
export interface Handled {
  opened: number
  urgent: number
  closed: number
  /** Closed so long ago that somebody who was not helped would have called again. */
  settling: number
  settled: number
  /** First closed so long ago, whatever became of them since, and reopened within that time. */
  due: number
  reopened: number
}

const first = (what: 'closed_at' | 'reopened_at') =>
  sql<string | null>`(select min(${sql.ref(`o.${what}`)}) from case_reopening o where o.case_id = c.id)`

export const nothingHandled: Readonly<Handled> = {
  opened: 0,
  urgent: 0,
  closed: 0,
  settling: 0,
  settled: 0,
  due: 0,
  reopened: 0,
}

/**
 * What each person handled, by whoever opened the case, since a moment. Settled on first contact is a case that was closed without
 * a transfer, also one that came back, and after which nobody opened another for the patient within `settledDays`; younger ones are not in its
 * denominator. Reopened counts the first closing of a case: a case that is closed early and often comes back once.
 */
export async function handledSince(
  db: Reader,
  since: string,
  now: Date,
  settledDays: number,
): Promise<Map<string, Handled>> {
  const again = sql<string | null>`(select min(l.opened_at) from support_case l
    where l.patient_id = c.patient_id and l.opened_at > c.opened_at
      and l.id not in (select m.case_id from case_merge m))`
  const rows = await db
    .selectFrom('support_case as c')
    .select(['c.opened_by', 'c.priority', 'c.status', 'c.escalated_to', 'c.closed_at', again.as('again')])
    .select(({ ref }) => everTransferred(db, ref('c.id')).as('transferred'))
    .select([first('closed_at').as('firstClosed'), first('reopened_at').as('firstReopened')])
    .where('c.opened_at', '>=', since)
    .where('c.id', 'not in', db.selectFrom('case_merge').select('case_id'))
    .execute()
  const longAgo = daysAfter(now, -settledDays)
  const byPerson = new Map<string, Handled>()
  for (const row of rows) {
    const one = byPerson.get(row.opened_by) ?? { ...nothingHandled }
    byPerson.set(row.opened_by, one)
    one.opened++
    if (row.priority === 'urgent') one.urgent++
    const firstClosed = row.firstClosed ?? row.closed_at
    if (firstClosed !== null && firstClosed <= longAgo) {
      one.due++
      if (row.firstReopened && row.firstReopened <= daysAfter(new Date(firstClosed), settledDays))
        one.reopened++
    }
    if (row.status !== 'closed' || !row.closed_at) continue
    one.closed++
    if (row.closed_at > longAgo) continue
    one.settling++
    const calledAgain = row.again !== null && row.again <= daysAfter(new Date(row.closed_at), settledDays)
    if (row.escalated_to === null && row.transferred === null && !calledAgain) one.settled++
  }
  return byPerson
}
