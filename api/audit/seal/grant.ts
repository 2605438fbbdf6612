import { sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { Invalid } from '../../core/errors.ts'
import { noRoles, noSuchRole } from '../words.ts'

type Right = 'select' | 'insert' | 'update' | 'delete'

/** What the serving role may do with the log's tables; with every other table it may do all four. */
const ofTheLog: Partial<Record<keyof Tables, Right[]>> = {
  audit_event: ['select', 'insert'],
  audit_leaf: ['select', 'insert'],
  audit_node: ['select', 'insert'],
  audit_epoch: ['select', 'insert'],
  audit_checkpoint: ['select', 'insert'],
  audit_kind: ['select', 'insert'],
  audit_search: ['select', 'insert'],
  audit_patient: ['select', 'insert'],
  audit_pending: ['select', 'insert', 'delete'],
  audit_head: ['select', 'insert', 'update'],
  audit_push: ['select', 'insert', 'update'],
  audit_feed: ['select', 'insert', 'update'],
}

/**
 * Gives a PostgreSQL role what the server needs and no more: of the log it may read and append, never change or
 * delete, nor alter a trigger. Run as the owner of the tables, once and after each upgrade.
 * @throws Invalid on SQLite, which has no roles, or when there is no such role.
 */
export async function grantRole(db: Db, role: string): Promise<{ role: string; tables: number }> {
  if (db.engine !== 'postgres') throw new Invalid({ DATABASE_URL: noRoles })
  return transact(db, async (trx) => {
    const known = await sql`select 1 from pg_roles where rolname = ${role}`.execute(trx)
    if (known.rows.length === 0) throw new Invalid({ '--role': noSuchRole })
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema()`.execute(trx)
    const to = sql.id(role)
    await sql`grant usage on schema ${sql.id(await schemaOf(trx))} to ${to}`.execute(trx)
    for (const { name } of rows) {
      const rights: Right[] = name.startsWith('kysely_')
        ? ['select']
        : (ofTheLog[name as keyof Tables] ?? ['select', 'insert', 'update', 'delete'])
      await sql`revoke all on ${sql.table(name)} from ${to}`.execute(trx)
      await sql`grant ${sql.raw(rights.join(', '))} on ${sql.table(name)} to ${to}`.execute(trx)
    }
    return { role, tables: rows.length }
  })
}

async function schemaOf(trx: Trx): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(trx)
  return rows[0]!.name
}
