import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { longestMonths } from '../lists.ts'
import { cellOf } from '../rollup/cells.ts'
import { nowhere } from './queries.ts'
import type { Sight } from './sight.ts'

/**
 * Which of some happenings the hospital told of before a month: what nobody told of yet is not none, and the first month told of may
 * be part of one. A year with the desk beside one without it read as “worse”: calls had none to be counted by (2026-11-28).
 */
export async function toldBefore(
  db: Kysely<Tables>,
  sight: Sight,
  flows: readonly string[],
  month: number,
): Promise<Set<string>> {
  const where = (await cellOf(db, {})) ?? nowhere
  const sums = await sight.sums(db, where, [...new Set(flows)], {
    from: month - longestMonths,
    to: month - 1,
  })
  return new Set(flows.filter((flow) => (sums.get(flow)?.get(where.cell)?.n ?? 0) > 0))
}
