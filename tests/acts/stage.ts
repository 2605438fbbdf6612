import { sql } from 'kysely'
import type { Role } from '../../api/core/access/permissions.ts'
import type { Db } from '../../api/core/db/open.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
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

interface TableRows {
  name: string
  rows: string
}
type Ask = () => Promise<TableRows[]>
/** How the rows of all tables are asked for, those of the log apart, once for a house. */
const asking = new WeakMap<Db, Promise<{ log: Ask; rest: Ask }>>()

async function askFor({ engine, write }: Db): Promise<{ log: Ask; rest: Ask }> {
  const named = (
    engine === 'postgres'
      ? sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
      : sql<{
          name: string
        }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
  ).execute(write)
  const names = (await named).rows
    .map(({ name }) => name)
    .filter((name) => !outlives.includes(name) && name !== 'audit_event')
  const ask = engine === 'sqlite' ? rowsAsText : hashesByFunction
  return {
    log: await ask(
      write,
      'rows_of_log',
      names.filter((name) => name.startsWith('audit_')),
    ),
    rest: await ask(
      write,
      'rows_of_rest',
      names.filter((name) => !name.startsWith('audit_')),
    ),
  }
}

const rowsAsText = async (write: Db['write'], _: string, names: string[]): Promise<Ask> => {
  const rowsOf = async (name: string) =>
    JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(write)).rows)
  return () => Promise.all(names.map(async (name) => ({ name, rows: await rowsOf(name) })))
}

/** A function, since the plan of one is kept: to plan a hundred tables costs more than to read them. */
async function hashesByFunction(write: Db['write'], called: string, names: string[]): Promise<Ask> {
  const hashes = names.map(
    (name) => `select '${name}'::text,
      count(*) || ' rows ' || coalesce(sum(hash_record_extended(t, 0)::numeric), 0) from "${name}" t`,
  )
  await sql
    .raw(
      `create or replace function ${called}() returns table (name text, rows text) language plpgsql
        as $$ begin return query ${hashes.join(' union all ')}; end $$`,
    )
    .execute(write)
  return async () => (await sql<TableRows>`select * from ${sql.raw(called)}()`.execute(write)).rows
}

/**
 * Every row of every table, once what earlier acts leave behind is done and their mails are out; the log and what outlives a refusal only where asked
 * for. On PostgreSQL as a hash a table, since it is asked a thousand times and would be most of what these tests do; of the events
 * themselves, which the database lets nobody change, how many there are and which is the last.
 */
export async function everything(house: House, withLog: boolean): Promise<Record<string, string>> {
  const { owner } = house
  await answerForgotten(house.desk)
  await deliverMail(house.desk)
  if (!asking.has(owner)) asking.set(owner, askFor(owner))
  const ask = await asking.get(owner)!
  const tables = await ask.rest()
  if (withLog) {
    const last = await owner.write
      .selectFrom('audit_event')
      .select((eb) => [eb.fn.countAll().as('n'), eb.fn.max('id').as('last')])
      .executeTakeFirstOrThrow()
    tables.push(...(await ask.log()), { name: 'audit_event', rows: JSON.stringify(last) })
  }
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))
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
