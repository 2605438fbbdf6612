import { sql } from 'kysely'

/** A piece of the schema as it stands; what it is called is made of the first four, what it does is in `text`. */
export interface Part {
  kind: string
  name: string
  /** A function's or an operator's operands. */
  args: string | null
  /** The table it hangs on. */
  on: string | null
  text: (string | null)[]
}

/*
 * An operator or a function for other operands is taken for PostgreSQL's own wherever it fits better, from any schema of the search
 * path: one `||` for names made of a trigger a table, which nobody asks about (tests/audit/protection.test.ts). So what is asked here
 * meets PostgreSQL's own exactly, which comes first: types are cast to what an operator of it takes, and words are made of names outside
 * the database (2026-11-28).
 */
const own = sql.raw("(select oid from pg_namespace where nspname = 'pg_catalog')")
const here = sql.raw('(select oid from pg_namespace where nspname = current_schema())')
/** What initdb made has lower numbers. */
const later = sql.raw("'16384'::oid")

/** Where a name is looked for: every schema of the search path, and what somebody put beside PostgreSQL's own. */
const found = (schema: string, oid: string) => sql`(${sql.raw(schema)} in (select oid from pg_namespace
    where nspname = any(current_schemas(false)) and nspname <> 'pg_catalog')
  or ${sql.raw(schema)} = ${own} and ${sql.raw(oid)} >= ${later})`

/** Nothing where it stands in our own schema, so that a hospital may call that as it likes. */
const away = (schema: string) =>
  sql`(select case when nspname = current_schema() then null else nspname::text end from pg_namespace where oid = ${sql.raw(schema)})`

/**
 * What an extension brought is not ours, where it is as it came (2026-11-27): a function of a library that the server itself holds, or
 * what was written last by the transaction that made the extension, or brought it up to date. Who owns the extension can make anything
 * a part of it, and replace a part: both are of another transaction. After pg_upgrade it is, too, and the extension is made anew.
 * Whoever makes the extension can do so in the same one: so only what does nothing by itself passes, a function that no trigger of ours
 * runs, a view that stands in no table's place, and what is not taken for PostgreSQL's own; never a rule that turns a statement into
 * another (2026-11-28).
 */
const asExtensionCame = (part: string, oid: string, written: string, library = 'false') =>
  sql.raw(`exists (select from pg_depend d join pg_extension x on x.oid = d.refobjid
    where d.classid = '${part}'::regclass::oid and d.objid = ${oid} and d.refclassid = 'pg_extension'::regclass::oid
      and d.deptype = 'e' and (${library} or ${written} = d.xmin and d.xmin = x.xmin))`)

const ofLibrary =
  "p.probin like '$libdir/%' and p.prolang = (select oid from pg_language where lanname = 'c')"
const strangeType = (type: string) =>
  sql`exists (select from pg_type where oid = ${sql.raw(type)} and typnamespace <> ${own})`

/** For types of its own, or called as nothing of PostgreSQL's. */
const takesNoCall = sql`(${strangeType('any(p.proargtypes)')} or not exists (select from pg_proc b
  where b.pronamespace = ${own} and b.oid < ${later} and b.proname = p.proname and b.proargtypes <> p.proargtypes))`
const itsFunction = sql`${asExtensionCame('pg_proc', 'p.oid', 'p.xmin', ofLibrary)} and ${takesNoCall}`

const category = (type: string) =>
  sql.raw(`coalesce((select typcategory from pg_type where oid = ${type}), '-')`)
/** PostgreSQL has none of the name for operands of a like kind; P are those that take any. */
const takesNoOperand = sql`(${strangeType('o.oprleft')} or ${strangeType('o.oprright')} or not exists (select from pg_operator b
  where b.oprnamespace = ${own} and b.oid < ${later} and b.oprname = o.oprname
    and ${category('b.oprleft')} in (${category('o.oprleft')}, 'P') and ${category('b.oprright')} in (${category('o.oprright')}, 'P')))`
const itsOperator = sql`${asExtensionCame('pg_operator', 'o.oid', 'o.xmin')} and ${takesNoOperand}`
const itsCast = sql`${asExtensionCame('pg_cast', 'k.oid', 'k.xmin')}
  and (${strangeType('k.castsource')} or ${strangeType('k.casttarget')})`
/** It acts by itself, so that one of a library passes alone. */
const itsEventTrigger = sql`${asExtensionCame('pg_event_trigger', 'e.oid', 'e.xmin')}
  and exists (select from pg_proc p where p.oid = e.evtfoid and ${sql.raw(ofLibrary)})`
const itsRule = sql`r.rulename = '_RETURN' and ${asExtensionCame('pg_class', 'c.oid', 'r.xmin')}`
const itsRelation = asExtensionCame('pg_class', 'c.oid', 'c.xmin')

/** What decides how a function is run, beside what it says. A setting of its own can have it look elsewhere. */
const manner =
  sql.raw(`(select lanname::text from pg_language where oid = p.prolang), p.provolatile::text, p.prosecdef::text,
  case when p.proconfig is null then 'as asked' else 'with settings' end, (p.prosupport::oid <> '0'::oid)::text`)

// A trigger that was switched off stands there still: its state is the letter at the end. So does one that runs another schema's function.
export const ofPostgres = sql<Part & { schema: string; away: string | null }>`
  select 'trigger' as kind, t.tgname::text as name, null as args, c.relname::text as on, null as away, current_schema()::text as schema,
    array[pg_get_triggerdef(t.oid), t.tgenabled::text,
      case when f.pronamespace = c.relnamespace then '' else 'elsewhere' end] as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc f on f.oid = t.tgfoid
    where not t.tgisinternal and c.relnamespace = ${here}
  union all select 'function', p.proname::text, pg_get_function_identity_arguments(p.oid), null, ${away('p.pronamespace')},
      current_schema()::text, array[p.prosrc, ${manner}] from pg_proc p
    where ${found('p.pronamespace', 'p.oid')} and not (${itsFunction})
  union all select 'operator', o.oprname::text, null, null, ${away('o.oprnamespace')}, current_schema()::text,
      array[(select typname::text from pg_type where oid = o.oprleft), (select typname::text from pg_type where oid = o.oprright)]
    from pg_operator o where ${found('o.oprnamespace', 'o.oid')} and not (${itsOperator})
  union all select 'cast', s.typname::text, g.typname::text, null, null, current_schema()::text, array[k.castcontext::text]
    from pg_cast k join pg_type s on s.oid = k.castsource join pg_type g on g.oid = k.casttarget
    where k.oid >= ${later} and not (${itsCast})
  union all select 'event trigger', e.evtname::text, null, null, null, current_schema()::text, array[e.evtevent::text, e.evtenabled::text]
    from pg_event_trigger e where not (${itsEventTrigger})
  union all select 'rule', r.rulename::text, null, c.relname::text, null, current_schema()::text,
      array[pg_get_ruledef(r.oid), r.ev_enabled::text]
    from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace = ${here} and not (${itsRule})
  union all select 'policy', p.polname::text, null, c.relname::text, null, current_schema()::text, array[p.polcmd::text]
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = ${here}
  union all select 'row security', null, null, relname::text, null, current_schema()::text, array[relforcerowsecurity::text]
    from pg_class where relrowsecurity and relnamespace = ${here}
  union all select 'foreign table', c.relname::text, null, null, null, current_schema()::text, array[c.relkind::text] from pg_class c
    where c.relkind in ('f', 'v', 'm') and c.relnamespace = ${here} and not ${itsRelation}
  union all select 'table', c.relname::text, null, null, null, current_schema()::text,
      case when c.relispartition or c.relhassubclass then array['in parts'] else array[c.relkind::text || c.relpersistence::text] end
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = ${here}`

/**
 * What a role that does not own the log may never do with it, nor with a column of it; and that it is one that may become the
 * owner, where the owner is another. A server that is the owner itself is a hospital that has one role.
 */
export const ownersOnly = sql<{ relation: string; verb: string }>`
  select c.relname::text as relation, wish.verb from pg_class c
    cross join (values ('update'::text), ('delete'), ('truncate'), ('trigger')) as wish(verb)
    where c.relnamespace = ${here} and c.relowner <> (select oid from pg_roles where rolname = current_user)
      and c.relname in ('audit_event', 'audit_leaf', 'audit_node', 'audit_epoch', 'audit_checkpoint')
      and not (select rolsuper from pg_roles where rolname = current_user)
      and (has_table_privilege(c.oid, wish.verb)
        or wish.verb = 'update' and has_any_column_privilege(c.oid, 'update'::text)
        or pg_has_role(c.relowner, 'set'::text) or pg_has_role(c.relowner, 'usage'::text))`
