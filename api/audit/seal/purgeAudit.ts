import { sql } from 'kysely'
import type { Ctx, Desk } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { transact } from '../../core/db/transact.ts'
import { Invalid } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import type { Action } from '../action.ts'
import { auditPolicy } from '../policy.ts'
import { record } from '../record.ts'
import { keptLonger } from '../words.ts'
import { openNote } from './checkpoint.ts'
import { readHead, signerOf } from './head.ts'

export const purged: Action = {
  name: 'audit.purged',
  letter: 'D',
  words: {
    en: 'Removed audit records past their retention',
    es: 'Eliminó registros de auditoría vencidos',
  },
  watch: 'nothing',
}

export interface Purge {
  /** Leaves from the log's beginning whose events are gone. */
  leaves: number
  removed: number
  before: string
}

/**
 * Removes the events that happened before a date, from the log's beginning on, and what the search index knows of
 * them. Leaf hashes stay, so that the log still verifies. What was purged is signed with the log's key: rows that
 * merely vanished are not taken for purged ones.
 * @throws Invalid when the date is nearer than the policy keeps events: six years, or more.
 */
export async function purgeAudit(ctx: Ctx, before: Date): Promise<Purge> {
  const { desk } = ctx
  return transact(desk.db, async (trx) => {
    const { auditYears } = await readPolicy(trx, auditPolicy)
    const floor = new Date(ctx.now())
    floor.setUTCFullYear(floor.getUTCFullYear() - auditYears)
    if (!(before.getTime() <= floor.getTime()))
      throw new Invalid({
        '--before': fill(keptLonger, { latest: floor.toISOString().slice(0, 10), years: auditYears }),
      })
    const head = await readHead(trx)
    const first = await trx
      .selectFrom('audit_search')
      .select((eb) => eb.fn.min('leaf_index').as('leaf'))
      .where('at', '>=', before.getTime())
      .executeTakeFirstOrThrow()
    const leaves = first.leaf ?? head?.size ?? 0
    const removed = await within(ctx, trx, leaves)
    if (removed > 0 && head) {
      const text = `${head.origin}\npurge\n${leaves}\n${before.toISOString()}\n`
      await record(trx, ctx, purged, {
        purpose: 'retention',
        detail: {
          before: before.toISOString(),
          rows: removed,
          statement: signerOf(desk, head.origin).sign(text),
        },
      })
    }
    return { leaves, removed, before: before.toISOString() }
  })
}

async function within({ desk }: Ctx, trx: Trx, leaves: number): Promise<number> {
  const postgres = desk.db.engine === 'postgres'
  // The triggers stand in the way of everybody; only the table's owner can set one aside, inside this transaction.
  await sql
    .raw(
      postgres
        ? 'alter table audit_event disable trigger audit_event_append_only'
        : 'drop trigger audit_event_no_delete',
    )
    .execute(trx)
  const gone = await trx
    .deleteFrom('audit_event')
    .where('id', 'in', trx.selectFrom('audit_leaf').select('event_id').where('leaf_index', '<', leaves))
    .executeTakeFirst()
  await trx
    .deleteFrom('audit_patient')
    .where(
      'patient',
      'in',
      trx.selectFrom('audit_patient').select('patient').where('leaf_index', '<', leaves),
    )
    .where('leaf_index', '<', leaves)
    .execute()
  await trx.deleteFrom('audit_search').where('leaf_index', '<', leaves).execute()
  await sql
    .raw(
      postgres
        ? 'alter table audit_event enable trigger audit_event_append_only'
        : "create trigger audit_event_no_delete before delete on audit_event begin select raise(abort, 'audit_event is append-only'); end",
    )
    .execute(trx)
  return Number(gone.numDeletedRows)
}

/** How many leaves from the beginning the signed statements of purges cover. */
export function purgedUpTo(desk: Desk, statements: readonly string[]): number {
  let leaves = 0
  for (const statement of statements) {
    try {
      const [, word, count] = openNote(statement, [
        signerOf(desk, statement.split('\n')[0] ?? '').verifierKey,
      ]).split('\n')
      if (word === 'purge') leaves = Math.max(leaves, Number(count))
    } catch {
      // A statement nobody we trust has signed covers nothing.
    }
  }
  return leaves
}
