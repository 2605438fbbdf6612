import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { staffNames } from '../../staff/published.ts'

/** Reviews with the names of who began and who signed them. */
export const reviews = (db: Kysely<Tables>) =>
  db
    .selectFrom('activity_review as r')
    .innerJoin(staffNames(db).as('b'), 'b.id', 'r.begun_by')
    .leftJoin(staffNames(db).as('g'), 'g.id', 'r.signed_by')
    .selectAll('r')
    .select(['b.name as begun_name', 'g.name as signed_name'])

type Named = Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>

export const headOf = (row: Named) => ({
  id: row.id,
  fromDay: row.from_day,
  toDay: row.to_day,
  begunBy: row.begun_name,
  begunAt: row.begun_at,
  signedBy: row.signed_name,
  signedAt: row.signed_at,
})
