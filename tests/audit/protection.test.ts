import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { findBreaches, protectionOf } from '../../api/audit/seal/protection.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { openDb } from '../../api/core/db/open.ts'
import { watchProtection } from '../../api/privacy/alerts/watchProtection.ts'
import { engine, houseForTests } from '../support/harness.ts'

const house = houseForTests()
const run = (...statements: string[]) =>
  statements.reduce(
    (before, statement) => before.then(() => sql.raw(statement).execute(house.owner.write)),
    Promise.resolve() as Promise<unknown>,
  )

/** One of an intruder's ways with all rights to the database, and the way back. */
interface Way {
  does: string[]
  undoes: string[]
  seen: { what: string; name: string }
}

const sqlite: Record<string, Way> = {
  'ignores what one agent does': {
    does: [
      "create trigger quiet before insert on audit_event when new.body like '%nobody%' begin select raise(ignore); end",
    ],
    undoes: ['drop trigger quiet'],
    seen: { what: 'strange', name: 'trigger quiet on audit_event' },
  },
  'gives a trigger a name that reads like another’s line': {
    does: [
      `create trigger "audit_event_no_update on audit_event: A" before update on portal_account when new.status = 'disabled' begin select raise(ignore); end`,
    ],
    undoes: ['drop trigger "audit_event_no_update on audit_event: A"'],
    seen: {
      what: 'strange',
      name: 'trigger audit_event_no_update on audit_event: A on portal_account',
    },
  },
  'removes what kept events from being altered': {
    does: ['drop trigger audit_event_no_update'],
    undoes: [
      "create trigger audit_event_no_update before update on audit_event begin select raise(abort, 'audit_event is append-only'); end",
    ],
    seen: { what: 'missing', name: 'trigger audit_event_no_update on audit_event' },
  },
}

const postgres: Record<string, Way> = {
  'ignores what one agent does': {
    does: [
      `create function quiet() returns trigger language plpgsql as $$ begin
        if new.body like '%nobody%' then return null; end if; return new; end $$`,
      'create trigger quiet before insert on audit_event for each row execute function quiet()',
    ],
    undoes: ['drop trigger quiet on audit_event', 'drop function quiet'],
    seen: { what: 'strange', name: 'trigger quiet on audit_event' },
  },
  'switches off what keeps events from being altered': {
    does: ['alter table audit_event disable trigger user'],
    undoes: ['alter table audit_event enable trigger user'],
    seen: { what: 'changed', name: expect.stringMatching(/^trigger \w+ on audit_event$/) as never },
  },
  'has a rule do nothing instead': {
    does: ['create rule quiet as on insert to audit_pending do instead nothing'],
    undoes: ['drop rule quiet on audit_pending'],
    seen: { what: 'strange', name: 'rule quiet on audit_pending' },
  },
  'hides rows': {
    does: [
      'alter table audit_event enable row level security',
      'create policy quiet on audit_event using (true)',
    ],
    undoes: ['drop policy quiet on audit_event', 'alter table audit_event disable row level security'],
    seen: { what: 'strange', name: 'row security on audit_event' },
  },
  'gives a trigger a name that reads like another’s line': {
    does: [
      'create function "audit_event_append_only: " () returns trigger language plpgsql as $$ begin return null; end $$',
      'create trigger "audit_event_append_only on audit_event: A" before update on portal_account for each row execute function "audit_event_append_only: "()',
    ],
    undoes: [
      'drop trigger "audit_event_append_only on audit_event: A" on portal_account',
      'drop function "audit_event_append_only: "',
    ],
    seen: {
      what: 'strange',
      name: 'trigger audit_event_append_only on audit_event: A on portal_account',
    },
  },
  'puts a view in a table’s place, as an extension’s that came in the same moment': {
    does: [
      `do $$ begin
        create extension cube;
        alter table mail rename to mail_kept;
        create view mail as select * from mail_kept;
        create rule quiet as on insert to mail do instead nothing;
        alter extension cube add view mail;
      end $$`,
    ],
    undoes: [
      'alter extension cube drop view mail',
      'drop view mail',
      'alter table mail_kept rename to mail',
      'drop extension cube',
    ],
    seen: { what: 'missing', name: 'table mail' },
  },
  'makes a table an extension’s, with a rule that came in the same moment': {
    does: [
      `do $$ begin
        create extension cube;
        alter extension cube add table audit_pending;
        create rule quiet as on insert to audit_pending do instead nothing;
      end $$`,
    ],
    undoes: [
      'drop rule quiet on audit_pending',
      'alter extension cube drop table audit_pending',
      'drop extension cube',
    ],
    seen: { what: 'strange', name: 'rule quiet on audit_pending' },
  },
  'puts a table in parts in its place, of which one lies in another schema and ignores what comes': {
    does: [
      'create schema elsewhere',
      'alter table mail rename to mail_kept',
      'create table mail (like mail_kept) partition by list (id)',
      'create table elsewhere.mail partition of mail default',
      'create function elsewhere.quiet() returns trigger language plpgsql as $$ begin return null; end $$',
      'create trigger quiet before insert on elsewhere.mail for each row execute function elsewhere.quiet()',
    ],
    undoes: ['drop table mail', 'alter table mail_kept rename to mail', 'drop schema elsewhere cascade'],
    seen: { what: 'changed', name: 'table mail' },
  },
  'makes an operator that calls a trigger a table of somebody else’s, in the sentence that looks for it': {
    does: [
      `create function public.quiet() returns trigger language plpgsql as $$ begin
        if new.body like '%nobody%' then return null; end if; return new; end $$`,
      'create trigger quiet before insert on audit_event for each row execute function quiet()',
      `create function public.quiet(name, name) returns text language sql immutable as
        $$ select case when $1 in ('trigger ', 'function ') and $2 = 'quiet' then 'table of another' else concat($1, $2) end $$`,
      'create operator public.|| (leftarg = name, rightarg = name, function = public.quiet)',
    ],
    undoes: [
      'drop operator public.|| (name, name)',
      'drop function public.quiet(name, name)',
      'drop trigger quiet on audit_event',
      'drop function public.quiet()',
    ],
    seen: { what: 'strange', name: 'trigger quiet on audit_event' },
  },
  'puts a function for other operands beside PostgreSQL’s own': {
    does: [
      "create function pg_catalog.concat(text, text) returns text language sql immutable as 'select $1'",
    ],
    undoes: ['drop function pg_catalog.concat(text, text)'],
    seen: { what: 'strange', name: 'function pg_catalog.concat(text, text)' },
  },
  'has an extension bring a function and an operator that are taken for PostgreSQL’s own': {
    does: [
      `do $$ begin
        create extension cube;
        create function concat(text, text) returns text language sql immutable as 'select $1';
        create operator || (leftarg = name, rightarg = name, function = pg_catalog.nameeq);
        alter extension cube add function concat(text, text);
        alter extension cube add operator || (name, name);
      end $$`,
    ],
    undoes: ['drop extension cube'],
    seen: { what: 'strange', name: 'operator ||' },
  },
  'has a number be taken for a text by another’s function': {
    does: [
      "create function quiet(bigint) returns text language sql immutable as 'select null::text'",
      'create cast (bigint as text) with function quiet(bigint) as implicit',
    ],
    undoes: ['drop cast (bigint as text)', 'drop function quiet(bigint)'],
    seen: { what: 'strange', name: 'cast int8(text)' },
  },
  'has the server write what it connects for into a table of that connection alone': {
    does: [
      `create function quiet() returns event_trigger language plpgsql as $$ begin
        if session_user = 'nobody' then create temp table audit_pending (like public.audit_pending); end if; end $$`,
      'create event trigger quiet on login execute function quiet()',
    ],
    undoes: ['drop event trigger quiet', 'drop function quiet'],
    seen: { what: 'strange', name: 'event trigger quiet' },
  },
  'runs a function of a schema whose name reads like ours': {
    does: [
      'create schema audit_event_public',
      'create function audit_event_public.append_only() returns trigger language plpgsql as $$ begin return null; end $$',
      'drop trigger audit_event_append_only on audit_event',
      'create trigger audit_event_append_only before delete or update or truncate on audit_event for each statement execute function audit_event_public.append_only()',
    ],
    undoes: [
      'drop trigger audit_event_append_only on audit_event',
      'create trigger audit_event_append_only before delete or update or truncate on audit_event for each statement execute function audit_event_append_only()',
      'drop schema audit_event_public cascade',
    ],
    seen: { what: 'changed', name: 'trigger audit_event_append_only on audit_event' },
  },
  'has a function of ours look elsewhere first': {
    does: ['alter function case_words(text) set search_path = elsewhere, pg_catalog'],
    undoes: ['alter function case_words(text) reset search_path'],
    seen: { what: 'changed', name: 'function case_words(given text)' },
  },
  'lets the server’s own role alter one column': {
    does: ['grant update (body) on audit_event to public'],
    undoes: ['revoke update (body) on audit_event from public'],
    seen: { what: 'right', name: 'audit_event: update' },
  },
  'makes the server’s own role one that may become the owner': {
    does: ['grant desk to desk_app with inherit false'],
    undoes: ['revoke desk from desk_app'],
    seen: { what: 'right', name: 'audit_event: delete' },
  },
  'lets the server’s own role alter events': {
    does: ['grant update on audit_event to public'],
    undoes: ['revoke update on audit_event from public'],
    seen: { what: 'right', name: 'audit_event: update' },
  },
}

describe('what protects the log', () => {
  it('is as the migrations made it; `vitest -u` writes down what that is', async () => {
    await expect(`${(await protectionOf(house.desk.db)).join('\n')}\n`).toMatchFileSnapshot(
      `../../api/audit/seal/protection.${engine}.txt`,
    )
    expect(await findBreaches(house.desk.db)).toEqual([])
  })

  it.each(Object.entries(engine === 'postgres' ? postgres : sqlite))(
    'is seen by the next look, and by verification, to be broken where somebody %s',
    async (_, { does, undoes, seen }) => {
      await sealAudit(house.desk)
      await run(...does)
      expect(await findBreaches(house.desk.db)).toContainEqual(seen)
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: false, faults: [{ kind: 'protection' }] })
      await run(...undoes)
    },
  )

  it.runIf(engine === 'postgres')(
    'is not altered by an extension, and is where a part of one is replaced or something is made a part of it',
    async () => {
      const before = await protectionOf(house.desk.db)
      const strange = async () =>
        (await findBreaches(house.desk.db)).map(({ what, name }) => `${what} ${name}`)
      await run(
        'create extension pg_stat_statements',
        'create extension earthdistance cascade',
        'create extension citext',
        'create extension pg_trgm',
      )
      expect(await strange()).toEqual([])
      expect(await protectionOf(house.desk.db)).toEqual(before)
      await run(
        "create or replace function earth() returns float8 language sql immutable parallel safe as 'select 1.0::float8'",
      )
      expect(await strange()).toEqual(['strange function earth()'])
      await run(
        'drop extension earthdistance',
        'create function quiet() returns trigger language plpgsql as $$ begin return null; end $$',
        'alter extension pg_stat_statements add function quiet()',
      )
      expect(await strange()).toEqual(['strange function quiet()'])
      await run(
        'create or replace view pg_stat_statements_info as select 1::bigint as dealloc, now() as stats_reset',
      )
      expect(await strange()).toEqual(
        expect.arrayContaining([
          'strange function quiet()',
          'strange rule _RETURN on pg_stat_statements_info',
        ]),
      )
      await run(
        'alter extension pg_stat_statements drop function quiet()',
        'drop function quiet',
        'drop extension pg_stat_statements',
        'drop extension cube',
        'drop extension citext',
        'drop extension pg_trgm',
      )
      expect(await strange()).toEqual([])
    },
  )

  it.runIf(engine === 'postgres')(
    'is not read from a table that somebody called as one of PostgreSQL’s own, and put before it',
    async () => {
      await run(
        'create table public.pg_trigger as select * from pg_catalog.pg_trigger',
        'create table public.pg_proc as select * from pg_catalog.pg_proc',
        'grant select on public.pg_trigger, public.pg_proc to public',
        'create function quiet() returns trigger language plpgsql as $$ begin return null; end $$',
        'create trigger quiet before insert on mail for each row execute function quiet()',
        `do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`,
      )
      const connectedAnew = openDb(house.desk.config.databaseUrl)
      expect(await findBreaches(connectedAnew)).toContainEqual({ what: 'changed', name: 'search path' })
      await connectedAnew.close()
      await run(
        `do $$ begin execute format('alter database %I reset search_path', current_database()); end $$`,
        'drop trigger quiet on mail',
        'drop function quiet',
        'drop table public.pg_trigger',
        'drop table public.pg_proc',
      )
      expect(await findBreaches(house.desk.db)).toEqual([])
    },
  )

  it.runIf(engine === 'postgres')(
    'is broken where an operator stands in another schema of the search path, whatever that is called',
    async () => {
      await run(
        'create schema elsewhere',
        'create operator elsewhere.= (leftarg = text, rightarg = name, function = textnename)',
        'grant usage on schema elsewhere to public',
        `do $$ begin execute format('alter database %I set search_path = public, elsewhere', current_database()); end $$`,
      )
      const connectedAnew = openDb(house.desk.config.databaseUrl)
      expect(await findBreaches(connectedAnew)).toEqual([{ what: 'strange', name: 'operator elsewhere.=' }])
      await connectedAnew.close()
      await run(
        `do $$ begin execute format('alter database %I reset search_path', current_database()); end $$`,
        'drop schema elsewhere cascade',
      )
      expect(await findBreaches(house.desk.db)).toEqual([])
    },
  )

  it('that was altered reaches people: by mail to every officer and an event, once; and readiness and the officer’s page say so', async () => {
    const officer = await house.signIn('privacy-officer')
    const [way] = Object.values(engine === 'postgres' ? postgres : sqlite)
    const ready = async () => (await house.call('GET', '/readyz')).body
    const problem = async () => {
      await sealAudit(house.desk, withoutPause)
      return (await officer.get('/api/audit-integrity')).body.problem
    }
    const mails = async () =>
      (await house.rows('mail')).filter((mail) => mail.template === 'log-unprotected').length
    await watchProtection(house.desk)
    expect([await ready(), await problem(), await mails()]).toMatchObject([
      { auditLog: 'protected' },
      null,
      0,
    ])
    await run(...way!.does)
    await watchProtection(house.desk)
    await watchProtection(house.desk)
    expect([await ready(), await problem(), await mails()]).toMatchObject([
      { auditLog: 'altered' },
      'unprotected',
      1,
    ])
    const events = await house.audit('audit.protection-broken')
    expect(events.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      [
        'failure',
        {
          breaches: [
            expect.stringMatching(/^\w+ quiet.* \(strange\)$/),
            ...Array((events[0]!.detail!.count as number) - 1).fill(expect.any(String)),
          ],
          count: expect.any(Number),
        },
      ],
    ])
    await run(...way!.undoes)
    await watchProtection(house.desk)
    expect([await ready(), await problem()]).toMatchObject([{ auditLog: 'protected' }, null])
  })

  it('is not needed for an act to notice that its record was dropped: the act is not done', async () => {
    const agent = await house.signIn('helpdesk')
    const [way] = Object.values(engine === 'postgres' ? postgres : sqlite)
    await run(...way!.does.map((text) => text.replace('nobody', agent.id)))
    const before = (await house.rows('staff_session')).length
    const reply = await agent.post('/api/patients/search', { filter: { q: 'nobody at all' } })
    expect(reply.status).toBe(500)
    expect((await house.rows('staff_session')).length).toBe(before)
    await run(...way!.undoes)
    expect((await agent.post('/api/patients/search', { filter: { q: 'nobody at all' } })).status).toBe(200)
  })
})
