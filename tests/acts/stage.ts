import { sql } from 'kysely'
import type { Role } from '../../api/core/access/permissions.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import type { House, Person, Reply } from '../support/harness.ts'

/** One of each role, signed in. */
export type Cast = Record<Role, Person>

export type Asker = Pick<Person, 'post' | 'put' | 'delete'> & { id?: string }

/** Everything an act needs to go through stands ready; what is asked, and how each of its guards can be broken. */
export interface Stage {
  /** Staff, with their id; or a patient or stranger. */
  by: Asker
  /** The act's address with its ids in it. */
  path: string
  method?: 'post' | 'put' | 'delete'
  body?: object
  patientId?: string
  /** Other people it is about as well: a proxy. */
  besides?: string[]
  /** Makes the guard of that name stand in the way. */
  breaks?: Record<string, () => Promise<unknown>>
}

export type Example = (house: House, cast: Cast) => Promise<Stage>

export function perform(
  { by, path, method = 'post', body = {} }: Stage,
  as: Asker = by,
  headers?: Record<string, string>,
): Promise<Reply> {
  if (method === 'put') return as.put(path, body)
  if (method === 'delete') return as.delete(path)
  return as.post(path, body, headers)
}

// Kept on purpose when an act is undone: a guess that was counted, a session that was seen alive.
const outlives = ['throttle', 'staff_session']

/**
 * Every row of every table, once the mails of earlier acts are out; the log and what outlives a refusal only where asked
 * for. On PostgreSQL as a hash a table, since it is asked a thousand times and would be most of what these tests do.
 */
export async function everything(house: House, withLog: boolean): Promise<Record<string, string>> {
  const { owner } = house
  await deliverMail(house.desk)
  const names =
    owner.engine === 'postgres'
      ? sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
      : sql<{
          name: string
        }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
  const tables = (await names.execute(owner.write)).rows.filter(
    ({ name }) => !outlives.includes(name) && (withLog || !name.startsWith('audit_')),
  )
  if (owner.engine === 'postgres') {
    const hashes = tables.map(
      ({ name }) => sql<{ name: string; rows: string }>`select ${sql.lit(name)} as name,
        count(*) || ' rows ' || coalesce(sum(hash_record_extended(t, 0)::numeric), 0) as rows from ${sql.table(name)} t`,
    )
    const { rows } = await sql<{ name: string; rows: string }>`${sql.join(hashes, sql` union all `)}`.execute(
      owner.write,
    )
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]))
  }
  const all: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(owner.write)
    all[name] = JSON.stringify(rows)
  }
  return all
}

/** Runs some work while no event can be written to the log. */
export async function withoutLog<T>({ owner }: House, work: () => Promise<T>): Promise<T> {
  const run = (text: string) => sql.raw(text).execute(owner.write)
  if (owner.engine === 'postgres') {
    await run(`create or replace function no_record() returns trigger language plpgsql
      as $$ begin raise exception 'no record'; end $$`)
    await run(
      'create trigger no_record before insert on audit_event for each row execute function no_record()',
    )
  } else
    await run(
      `create trigger no_record before insert on audit_event begin select raise(abort, 'no record'); end`,
    )
  try {
    return await work()
  } finally {
    await run(
      owner.engine === 'postgres' ? 'drop trigger no_record on audit_event' : 'drop trigger no_record',
    )
  }
}
