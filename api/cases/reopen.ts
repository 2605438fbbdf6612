import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { queueAtClosing, worksQueue } from './lists.ts'
import { addCaseNote } from './note.ts'
import { casesPolicy } from './policy.ts'
import { changeCase } from './queries.ts'
import { dueOf, urgentDueOf } from './serviceLevel.ts'
import type { CaseRow } from './tables.ts'

/**
 * The change of a reopening. The case goes to where it was when it was closed: the desk, or its queue; to whoever reopens it,
 * where that is theirs to work, else to nobody. It is due as a case that is opened now.
 *
 * What closing ended stays ended: no wait, no call back, and no sign-in of before counts for it. Figures keep it as it was
 * first closed, so that nobody makes them better by closing early and often; how often it came back is counted beside it
 * (2026-11-26).
 */
export async function reopen(trx: Trx, ctx: StaffCtx, row: CaseRow, reason: string): Promise<void> {
  const now = ctx.now()
  const policy = await readPolicy(trx, casesPolicy)
  const queue = queueAtClosing(row)
  await trx
    .insertInto('case_reopening')
    .values({
      id: newId(),
      case_id: row.id,
      closed_at: row.closed_at!,
      cause: row.cause,
      outcome: row.outcome,
      resolve_seconds: row.resolve_seconds,
      reopened_by: ctx.actor.id,
      reopened_at: now.toISOString(),
    })
    .execute()
  await addCaseNote(trx, ctx, row.id, 'reopened', reason)
  await changeCase(trx, row, {
    status: queue === null ? 'open' : 'escalated',
    assigned_to: worksQueue(ctx.actor.role, queue) ? ctx.actor.id : null,
    due_at: row.priority === 'urgent' ? urgentDueOf(policy, now) : dueOf(policy, row.category, now),
    call_back_at: null,
    waiting_until: null,
    postponements: 0,
    closed_at: null,
    cause: null,
    outcome: null,
    resolve_seconds: null,
    signed_in_at: null,
    reopened: row.reopened + 1,
  })
}
