import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * The sealed log: an event is its canonical bytes and nothing else, numbered leaves and tree beside it, and a search
 * index made from the bytes. Events already recorded are carried over and wait to be sealed.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = (statement: string) => sql.raw(statement).execute(db)
  const clustered = postgres ? '' : ' without rowid'
  const whole = postgres ? 'bigint' : 'integer'
  // On SQLite an integer primary key is the row's own number, which every index holds anyway.
  const tail = postgres ? ', leaf_index' : ''

  for (const table of ['audit_event', 'audit_subject']) {
    if (postgres) await run(`drop trigger ${table}_append_only on ${table}`)
    else for (const verb of ['update', 'delete']) await run(`drop trigger ${table}_no_${verb}`)
  }
  if (postgres) await run('drop function audit_subject_append_only cascade')
  await run('alter table audit_event rename to audit_event_flat')
  if (postgres) await run('alter index audit_event_pkey rename to audit_event_flat_pkey')

  await run(`create table audit_event (id text primary key, body text not null)${clustered}`)
  await run(`create table audit_pending (event_id text primary key)${clustered}`)
  await carryOver(db)
  await run('drop table audit_event_flat')
  await run('drop table audit_subject')
  if (!postgres) {
    await run('drop table audit_patient')
    await run('drop table audit_patient_done')
  }

  await run(`create table audit_leaf (
    leaf_index ${whole} primary key, event_id text not null unique, leaf_hash text not null)`)
  await run(`create table audit_node (
    level integer not null, position ${whole} not null, hash text not null, primary key (level, position))${clustered}`)
  await run(`create table audit_epoch (
    epoch integer primary key, origin text not null, verifier_key text not null, first_leaf ${whole} not null,
    began_at text not null)`)
  await run(`create table audit_head (
    id integer primary key check (id = 1), epoch integer not null, size ${whole} not null, frontier text not null,
    checkpoint text not null, sealed_at text not null)`)
  await run(
    `create table audit_checkpoint (size ${whole} primary key, note text not null, sealed_at text not null)`,
  )
  await run(`create table audit_push (
    target text primary key, size ${whole} not null, pushed_at text, failed_at text, error text)`)

  await run(`create table audit_kind (
    kind integer primary key, actor_type text not null, actor_role text not null, action text not null,
    outcome text not null, object_type text not null, purpose text not null, in_case integer not null,
    unique (actor_type, actor_role, action, outcome, object_type, purpose, in_case))`)
  await run(`create table audit_search (
    leaf_index ${whole} primary key, at ${whole} not null, kind integer not null, actor ${whole}, ip ${whole},
    session ${whole}, support_case ${whole}, request ${whole})`)
  for (const [name, columns] of [
    ['at', ''],
    ['kind', 'kind, '],
    ['actor', 'actor, kind, '],
    ['ip', 'ip, kind, '],
    ['actor_ip', 'actor, ip, kind, '],
    ['session', 'session, '],
    ['case', 'support_case, '],
    ['request', 'request, '],
  ] as const) {
    const first = columns.split(',')[0]!
    const where = first && first !== 'kind' ? ` where ${first} is not null` : ''
    await run(`create index audit_search_${name} on audit_search (${columns}at${tail})${where}`)
  }
  await run(`create table audit_patient (
    patient ${whole} not null, at ${whole} not null, leaf_index ${whole} not null, kind integer not null,
    actor ${whole}, primary key (patient, at, leaf_index))${clustered}`)

  await run(`create table audit_view (
    id text primary key, staff_id text not null references staff (id), name text not null, filter text not null,
    columns text not null, created_at text not null, unique (staff_id, name))`)
  await run(`create table audit_export (
    id text primary key, staff_id text not null references staff (id), session_sid text not null,
    format text not null, filter text not null, columns text not null, sort text not null, reason text not null,
    note text, state text not null, row_count ${whole} not null, percent integer not null, created_at text not null,
    finished_at text)`)
  await run('create index audit_export_staff on audit_export (staff_id, id)')
  await run(`create table disclosure (
    id text primary key, patient_id text not null references patient (id), disclosed_on text not null,
    last_on text, times integer not null, recipient text not null, recipient_address text, description text not null,
    purpose text not null, recorded_by text not null references staff (id), created_at text not null,
    withdrawn_at text, withdrawn_by text, withdrawn_reason text)`)
  await run('create index disclosure_patient on disclosure (patient_id, disclosed_on)')

  for (const table of ['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_epoch']) {
    if (postgres) {
      if (table !== 'audit_event')
        await run(`create function ${table}_append_only() returns trigger language plpgsql as $$
          begin raise exception '${table} is append-only'; end $$`)
      await run(`create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function ${table}_append_only()`)
    } else {
      for (const verb of ['update', 'delete'])
        await run(`create trigger ${table}_no_${verb} before ${verb} on ${table}
          begin select raise(abort, '${table} is append-only'); end`)
    }
  }
}

const atOnce = 500

/** Writes each flat row as the canonical JSON of RFC 8785: keys in order, no spaces, nothing that is null. */
async function carryOver(db: Kysely<any>): Promise<void> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('audit_event_flat')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    if (rows.length === 0) return
    const ids = rows.map((row) => row.id)
    const subjects = await db
      .selectFrom('audit_subject')
      .select(['event_id', 'patient_id'])
      .where('event_id', 'in', ids)
      .orderBy('seq')
      .execute()
    const patients = new Map<string, string[]>()
    for (const { event_id, patient_id } of subjects)
      patients.set(event_id, [...(patients.get(event_id) ?? []), patient_id])
    const events = rows.map((row) => ({
      id: row.id,
      body: canonical({
        id: row.id,
        at: row.at,
        actorType: row.actor_type,
        actorId: row.actor_id,
        actorRole: row.actor_role,
        sessionId: row.session_sid,
        ip: row.ip,
        action: row.action,
        outcome: row.outcome,
        objectType: row.object_type,
        objectId: row.object_id,
        caseId: row.case_id,
        purpose: row.purpose,
        requestId: row.request_id,
        fields: row.fields && JSON.parse(row.fields),
        detail: row.detail && JSON.parse(row.detail),
        patientIds: patients.get(row.id),
      }),
    }))
    for (let i = 0; i < events.length; i += 100) {
      const some = events.slice(i, i + 100)
      await db.insertInto('audit_event').values(some).execute()
      await db
        .insertInto('audit_pending')
        .values(some.map(({ id }) => ({ event_id: id })))
        .execute()
    }
    after = ids.at(-1)
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, v]) => v !== null && v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}
