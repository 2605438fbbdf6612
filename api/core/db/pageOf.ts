import type { SelectQueryBuilder } from 'kysely'
import type { ListQuery } from '../http/list.ts'

/**
 * A page of what a query finds, in its order, and how many rows there are in all. The order has to end in what no two rows have
 * in common, or one may stand on two pages.
 */
export async function pageOf<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { from, to }: ListQuery<unknown>['range'],
) {
  const { total } = await query
    .clearSelect()
    .clearOrderBy()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .$castTo<{ total: number }>()
    .executeTakeFirstOrThrow()
  const rows = await query
    .offset(from)
    .limit(to - from + 1)
    .execute()
  return { rows, total: Number(total) }
}
