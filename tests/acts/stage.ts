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

const tablesOf = async ({ engine, write }: Db): Promise<string[]> => {
  const { rows } = await (engine === 'sqlite'
    ? sql<{ name: string }>`select name from pragma_table_list
          where schema = 'main' and type = 'table' and name not like 'sqlite_%'`
    : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
  ).execute(write)
  return rows.map(({ name }) => name)
}

/** What earlier acts leave behind is done, and their mails are out. */
async function settled({ desk }: House): Promise<void> {
  await answerForgotten(desk)
  await deliverMail(desk)
}

/** Every row of every table but those of the log and what outlives a refusal. */
export async function everyRow(house: House): Promise<Record<string, string>> {
  await settled(house)
  const rows: Record<string, string> = {}
  for (const name of await tablesOf(house.owner))
    if (!outlives.includes(name) && !name.startsWith('audit_'))
      rows[name] = JSON.stringify(
        (await sql`select * from ${sql.table(name)}`.execute(house.owner.write)).rows,
      )
  return rows
}

interface Written {
  name: string
  n: number
}
/** What is asked to learn how often each table was written to, of houses whose tables count that. */
const counting = new WeakMap<Db, Promise<() => Promise<Written[]>>>()

/**
 * Every table counts its rows as they are written, in the transaction that writes, so that what is undone is undone here too. To
 * compare the rows themselves says no more, and several times for each act it was most of what these tests did.
 */
async function countWrites(db: Db): Promise<() => Promise<Written[]>> {
  const run = (text: string) => sql.raw(text).execute(db.write)
  const names = await tablesOf(db)
  const kinds = ['insert', 'update', 'delete']
  if (db.engine === 'sqlite') {
    await run('create temp table written (name text primary key, n integer not null)')
    for (const name of names) {
      await run(`insert into written values ('${name}', 0)`)
      for (const kind of kinds)
        await run(`create temp trigger written_${kind}_${name} after ${kind} on main."${name}"
          begin update written set n = n + 1 where name = '${name}'; end`)
    }
    return async () => (await sql<Written>`select name, n from written`.execute(db.write)).rows
  }
  await run('create schema if not exists tests')
  await run(
    'create table tests.written (id bigint generated always as identity primary key, name text not null)',
  )
  await run(`create function tests.count_write() returns trigger language plpgsql security definer
    as $$ begin insert into tests.written (name) values (tg_table_name); return null; end $$`)
  for (const name of names)
    await run(`create trigger count_write after ${kinds.join(' or ')} on public."${name}"
      for each row execute function tests.count_write()`)
  // Only what came since is counted: a row for each write, since one that all count in would have them wait for each other.
  const all = new Map<string, number>()
  let last = 0
  return async () => {
    const { rows } = await sql<Written & { last: number }>`select name, count(*)::int as n, max(id) as last
      from tests.written where id > ${last} group by name`.execute(db.write)
    for (const row of rows) {
      all.set(row.name, (all.get(row.name) ?? 0) + row.n)
      last = Math.max(last, row.last)
    }
    return [...all].map(([name, n]) => ({ name, n }))
  }
}

/**
 * How many rows were written to each table since the first asking; the log and what outlives a refusal only where asked for. Where
 * it is the same twice, nothing was changed in between.
 */
export async function everyWrite(house: House, withLog: boolean): Promise<Record<string, number>> {
  const { owner } = house
  await settled(house)
  if (!counting.has(owner)) counting.set(owner, countWrites(owner))
  const written = await (await counting.get(owner)!)()
  const shown = (name: string) => !outlives.includes(name) && (withLog || !name.startsWith('audit_'))
  return Object.fromEntries(written.flatMap(({ name, n }) => (shown(name) ? [[name, n]] : [])))
}

/** Houses whose log can be told to take nothing. */
const refusing = new WeakMap<Db, Promise<string>>()

/** A row of this table stops every event: to make and drop a trigger each time would have each statement prepared anew. */
async function refuseByRow({ engine, write }: Db): Promise<string> {
  const run = (text: string) => sql.raw(text).execute(write)
  if (engine === 'sqlite') {
    await run('create temp table no_record (n integer)')
    await run(`create temp trigger no_record before insert on main.audit_event when exists (select 1 from no_record)
      begin select raise(abort, 'no record'); end`)
    return 'no_record'
  }
  await run('create schema if not exists tests')
  await run('create table tests.no_record (n integer)')
  await run(`create function tests.refuse() returns trigger language plpgsql security definer
    as $$ begin if exists (select 1 from tests.no_record) then raise exception 'no record'; end if; return new; end $$`)
  await run(
    `create trigger no_record before insert on audit_event for each row execute function tests.refuse()`,
  )
  return 'tests.no_record'
}

/** Runs some work while no event can be written to the log. */
export async function withoutLog<T>({ owner }: House, work: () => Promise<T>): Promise<T> {
  if (!refusing.has(owner)) refusing.set(owner, refuseByRow(owner))
  const table = sql.raw(await refusing.get(owner)!)
  await sql`insert into ${table} values (1)`.execute(owner.write)
  try {
    return await work()
  } finally {
    await sql`delete from ${table}`.execute(owner.write)
  }
}
