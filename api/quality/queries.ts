import type { Kysely } from 'kysely'
import { caseNumbers } from '../cases/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { staffNames } from '../staff/published.ts'
import type { Answers } from './lists.ts'

/** Calls that were drawn, with whose they are and who reviewed them. */
export const reviews = (db: Kysely<Tables>) =>
  db
    .selectFrom('quality_review as r')
    .innerJoin('quality_draw as d', 'd.id', 'r.draw_id')
    .innerJoin(staffNames(db).as('s'), 's.id', 'r.staff_id')
    .leftJoin(staffNames(db).as('w'), 'w.id', 'r.reviewed_by')
    .innerJoin(caseNumbers(db).as('c'), 'c.id', 'r.case_id')
    .selectAll('r')
    .select(['d.month', 's.name as staff_name', 'w.name as reviewer', 'c.number'])

type Row = Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>

export const headOf = (row: Row) => ({
  id: row.id,
  month: row.month,
  position: row.position,
  caseNumber: row.number,
  reviewedAt: row.reviewed_at,
  met: row.met,
  asked: row.asked,
  repliedAt: row.replied_at,
})

export const judgedOf = (row: Row) => ({
  answers: row.answers === null ? null : (JSON.parse(row.answers) as Answers),
  remark: row.remark,
  reviewedBy: row.reviewer,
  reply: row.reply,
})
