import { type Kysely, sql } from 'kysely'
import type { Tables } from '../db/tables.ts'

type Reader = Kysely<Tables>
const countAll = sql<number>`count(*)`

export async function countActivated(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('portal_account')
    .select(countAll.as('n'))
    .where('activated_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function countActiveSince(db: Reader, since: string): Promise<number> {
  const row = await db
    .selectFrom('portal_account')
    .select(countAll.as('n'))
    .where('last_sign_in_at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Patients who could have a login: alive, and not merged into another record. */
export async function countEligible(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('patient')
    .select(countAll.as('n'))
    .where('deceased_at', 'is', null)
    .where('replaced_by', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function callsByCause(db: Reader, since: string): Promise<{ cause: string; count: number }[]> {
  const rows = await db
    .selectFrom('support_case')
    .select(['cause', countAll.as('n')])
    .where('closed_at', '>=', since)
    .groupBy('cause')
    .execute()
  return rows
    .map((row) => ({ cause: row.cause ?? 'other', count: Number(row.n) }))
    .sort((a, b) => b.count - a.count || a.cause.localeCompare(b.cause))
}

export async function callsByMonth(db: Reader, since: string): Promise<{ month: string; count: number }[]> {
  const month = sql<string>`substr(opened_at, 1, 7)`
  const rows = await db
    .selectFrom('support_case')
    .select([month.as('month'), countAll.as('n')])
    .where('opened_at', '>=', since)
    .groupBy(month)
    .orderBy(month)
    .execute()
  return rows.map((row) => ({ month: row.month, count: Number(row.n) }))
}

export async function countUnresolved(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('support_case')
    .select(countAll.as('n'))
    .where('status', 'in', ['open', 'escalated'])
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The durations, in seconds, at the given shares of all cases closed since a moment (nearest rank). */
export async function resolveQuantiles(
  db: Reader,
  since: string,
  shares: readonly number[],
): Promise<{ closed: number; seconds: (number | null)[] }> {
  const closedCases = db.selectFrom('support_case').where('closed_at', '>=', since)
  const { n } = await closedCases.select(countAll.as('n')).executeTakeFirstOrThrow()
  const closed = Number(n)
  const seconds = []
  for (const share of shares) {
    const rank = Math.max(0, Math.ceil(share * closed) - 1)
    const row = closed
      ? await closedCases
          .select('resolve_seconds')
          .orderBy('resolve_seconds')
          .offset(rank)
          .limit(1)
          .executeTakeFirst()
      : undefined
    seconds.push(row?.resolve_seconds ?? null)
  }
  return { closed, seconds }
}
