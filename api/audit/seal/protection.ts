import { readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Fault } from './faults.ts'

/** Something of the schema that is not as the migrations made it. */
export interface Breach {
  what: 'missing' | 'strange' | 'changed' | 'right'
  /** A table, trigger, rule, policy, view or function, with its table; or a table and what our role may do with it. */
  name: string
}

/**
 * All that can make a statement do something else than it says: triggers and what they run, rules, row security, views. One
 * trigger that ignores an insert lets somebody work without a record while every event there is stays as it was sealed. So the
 * whole schema is looked at and not only the log's: what was done is written in other tables, too. On PostgreSQL each of our tables
 * must be one as well: in the place of a table a view, or a table whose parts lie in another schema, does what these say (2026-11-28).
 */
export async function protectionOf(db: Db): Promise<string[]> {
  const { rows } = await (db.engine === 'sqlite' ? ofSqlite : ofPostgres).execute(db.read)
  return rows.map(({ name, text }) => [name, text].map(oneLine).join(between)).sort()
}

// A name is whatever somebody called it: no two different parts may be one line, nor one look like two.
const oneLine = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ')).slice(1, -1)
const between = '\t'

interface Part {
  name: string
  text: string
}

const ofSqlite = sql<Part>`
  select type || ' ' || name || ' on ' || tbl_name as name, sql as text from sqlite_master where type in ('trigger', 'view')`

/**
 * What an extension brought is not ours, where it is as it came (2026-11-27): a function of a library that the server itself holds, or
 * what was written last by the transaction that made the extension, or brought it up to date. Who owns the extension can make anything
 * a part of it, and replace a part: both are of another transaction. After pg_upgrade it is, too, and the extension is made anew.
 * Whoever makes the extension can do so in the same one: so only what does nothing by itself passes, a function that no trigger of ours
 * runs and a view that stands in no table's place, and never a rule that turns a statement into another (2026-11-28).
 */
const asExtensionCame = (part: 'pg_proc' | 'pg_class', oid: string, written: string, library = 'false') =>
  sql.raw(`exists (select from pg_depend d join pg_extension x on x.oid = d.refobjid
    where d.classid = '${part}'::regclass and d.objid = ${oid} and d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
      and (${library} or ${written} = d.xmin and d.xmin = x.xmin))`)
const itsFunction = asExtensionCame(
  'pg_proc',
  'p.oid',
  'p.xmin',
  `p.probin like '$libdir/%' and p.prolang = (select oid from pg_language where lanname = 'c')`,
)
const itsRule = sql`r.rulename = '_RETURN' and ${asExtensionCame('pg_class', 'c.oid', 'r.xmin')}`
const itsRelation = asExtensionCame('pg_class', 'c.oid', 'c.xmin')

const aTable = 'table '

// A trigger that was switched off stands there still: its state is the letter at the end.
const ofPostgres = sql<Part>`
  select 'trigger ' || t.tgname || ' on ' || c.relname as name,
    replace(pg_get_triggerdef(t.oid), current_schema() || '.', '') || ' ' || t.tgenabled::text as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace
  union all select 'function ' || p.proname, p.prosrc from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and not ${itsFunction}
  union all select 'rule ' || r.rulename || ' on ' || c.relname, pg_get_ruledef(r.oid) || ' ' || r.ev_enabled::text
    from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = current_schema()::regnamespace and not (${itsRule})
  union all select 'policy ' || p.polname || ' on ' || c.relname, p.polcmd::text
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = current_schema()::regnamespace
  union all select 'row security on ' || relname, relforcerowsecurity::text
    from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace
  union all select 'foreign table ' || c.relname, c.relkind::text from pg_class c
    where c.relkind in ('f', 'v', 'm') and c.relnamespace = current_schema()::regnamespace and not ${itsRelation}
  union all select ${sql.lit(aTable)} || c.relname,
      case when c.relispartition or c.relhassubclass then 'in parts' else c.relkind::text || c.relpersistence::text end
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace`

/**
 * Where a name is looked for: unless told otherwise, what PostgreSQL itself has comes first. Told otherwise, a table that somebody called
 * pg_trigger is what all of the above is read from. It is asked by a command, which no function of that name answers (2026-11-28).
 */
async function looksElsewhere(db: Db): Promise<boolean> {
  const { rows } = await sql<{ search_path: string }>`show search_path`.execute(db.read)
  return /pg_catalog|pg_temp/i.test(rows[0]!.search_path)
}

/**
 * What a role that does not own the log may never do with it, nor with a column of it; and that it is one that may become the
 * owner, where the owner is another. A server that is the owner itself is a hospital that has one role.
 */
const ownersOnly = sql<{ name: string }>`
  select c.relname || ': ' || wish.verb as name from pg_class c
    cross join (values ('update'), ('delete'), ('truncate'), ('trigger')) as wish(verb)
    where c.relnamespace = current_schema()::regnamespace and c.relowner <> current_user::regrole
      and c.relname in ('audit_event', 'audit_leaf', 'audit_node', 'audit_epoch', 'audit_checkpoint')
      and not (select rolsuper from pg_roles where rolname = current_user)
      and (has_table_privilege(c.oid, wish.verb)
        or wish.verb = 'update' and has_any_column_privilege(c.oid, 'update')
        or pg_has_role(c.relowner, 'set') or pg_has_role(c.relowner, 'usage'))`

/** Written by the test that makes a database anew, for each engine. */
const expectedOf = (engine: Db['engine']) =>
  readFileSync(new URL(`./protection.${engine}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')

/** What is not as the migrations made it; nothing where all is. Whole lines are compared: a name proves nothing. */
export async function findBreaches(db: Db): Promise<Breach[]> {
  const should = expectedOf(db.engine)
  const nameOf = (line: string) => line.split(between)[0]!
  const known = new Set(should.map(nameOf))
  // A table of somebody else's does nothing to ours.
  const is = (await protectionOf(db)).filter((line) => !line.startsWith(aTable) || known.has(nameOf(line)))
  const strange = without(is, should).map(nameOf)
  const missing = without(should, is).map(nameOf)
  const breaches: Breach[] = [
    ...missing.map((name) => ({
      what: strange.includes(name) ? ('changed' as const) : ('missing' as const),
      name,
    })),
    ...strange.filter((name) => !missing.includes(name)).map((name) => ({ what: 'strange' as const, name })),
  ]
  if (db.engine === 'postgres') {
    if (await looksElsewhere(db)) breaches.push({ what: 'changed', name: 'search path' })
    for (const { name } of (await ownersOnly.execute(db.read as Kysely<Tables>)).rows)
      breaches.push({ what: 'right', name })
  }
  return breaches
}

/** The lines of one list that are not in the other, each as often as it is there too often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** The same as a fault of the log. */
export async function aboutProtection(db: Db): Promise<Fault[]> {
  const breaches = await findBreaches(db)
  if (breaches.length === 0) return []
  const named = breaches.map(({ what, name }) => `${name} (${what})`).join(', ')
  const message = `what protects the log is not as it was made, so that events may have been kept from it: ${named}`
  return [{ kind: 'protection', leafIndex: null, eventId: null, message }]
}
