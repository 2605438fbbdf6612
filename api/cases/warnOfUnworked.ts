import type { Desk } from '../core/context.ts'
import { activeRoles } from '../staff/published.ts'
import { worksQueue } from './lists.ts'

const warnedOf = new WeakMap<Desk, string>()

/**
 * Logs the queues in which cases wait and which nobody works: a hospital that has named nobody for records, or whose only
 * officer left, would hear of it from the patients. Once, until it is otherwise.
 *
 * A case is handed there all the same (2026-11-26): who is to work it may come tomorrow, and the desk cannot do it instead.
 * @returns the queues
 */
export async function warnOfUnworked(desk: Desk): Promise<string[]> {
  const db = desk.db.read
  const rows = await db
    .selectFrom('support_case')
    .select(({ fn }) => ['escalated_to', fn.countAll().as('n')])
    .where('status', '=', 'escalated')
    .groupBy('escalated_to')
    .execute()
  const roles = await activeRoles(db)
  const unworked = rows.filter((row) => !roles.some((role) => worksQueue(role, row.escalated_to)))
  const queues = unworked.map((row) => row.escalated_to!).sort()
  const now = queues.join()
  if (now !== (warnedOf.get(desk) ?? '')) {
    warnedOf.set(desk, now)
    for (const { escalated_to: queue, n } of unworked)
      desk.log.warn(
        { queue, cases: Number(n) },
        'cases wait in a queue that nobody works: add somebody with its role',
      )
  }
  return queues
}
