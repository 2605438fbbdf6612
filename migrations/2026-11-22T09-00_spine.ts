import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** The tables of the main job. Times are ISO 8601 UTC text, flags are 0 or 1, ids are UUIDv7 text: alike on both engines. */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  // Prefix ranges need byte order; PostgreSQL's default collation has none.
  const key = postgres ? sql`text collate "C"` : sql`text`
  const clustered = postgres ? '' : ' without rowid'

  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('family_key', 'text', (c) => c.notNull())
    .addColumn('address_key', 'text')
    .addColumn('own_patient_id', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('totp_secret', 'text')
    .addColumn('totp_step', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_sign_in_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()

  await db.schema
    .createTable('staff_enrolment')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('password_hash', 'text')
    .addColumn('totp_secret', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .execute()

  await db.schema
    .createTable('staff_recovery_code')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('used_at', 'text')
    .execute()

  await db.schema
    .createTable('staff_session')
    .addColumn('id_hash', 'text', (c) => c.primaryKey())
    .addColumn('sid', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('auth_time', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('staff_session_staff').on('staff_session').column('staff_id').execute()

  await db.schema
    .createTable('throttle')
    .addColumn('key_hash', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_failure_at', 'text', (c) => c.notNull())
    .addColumn('blocked_until', 'text')
    .execute()

  await db.schema
    .createTable('clinic')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('external_id', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('other_portal', 'text')
    .execute()

  await db.schema
    .createTable('provider')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('external_id', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('clinic_id', 'text', (c) => c.references('clinic.id'))
    .execute()

  await db.schema
    .createTable('patient')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('mrn', 'text', (c) => c.notNull().unique())
    .addColumn('family_name', 'text', (c) => c.notNull())
    .addColumn('given_name', 'text', (c) => c.notNull())
    .addColumn('other_names', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('family_key', key, (c) => c.notNull())
    .addColumn('given_key', key, (c) => c.notNull())
    .addColumn('words', key, (c) => c.notNull())
    .addColumn('birth_date', key, (c) => c.notNull())
    .addColumn('sex', 'text')
    .addColumn('language', 'text')
    .addColumn('race', 'text')
    .addColumn('ethnicity', 'text')
    .addColumn('street', 'text')
    .addColumn('city', 'text')
    .addColumn('state', 'text')
    .addColumn('postal_code', 'text')
    .addColumn('address_key', key)
    .addColumn('primary_provider_id', 'text', (c) => c.references('provider.id'))
    .addColumn('deceased_at', 'text')
    .addColumn('replaced_by', 'text')
    .addColumn('source_hash', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .createIndex('patient_birth')
    .on('patient')
    .columns(['birth_date', 'family_key', 'given_key', 'id'])
    .execute()

  await db.schema
    .createIndex('patient_birth_words')
    .on('patient')
    .columns(['birth_date', 'words', 'id'])
    .execute()

  await db.schema
    .createTable('patient_identifier')
    .addColumn('system', key, (c) => c.notNull())
    .addColumn('value', key, (c) => c.notNull())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addPrimaryKeyConstraint('patient_identifier_pk', ['system', 'value'])
    .execute()
  await db.schema
    .createIndex('patient_identifier_patient')
    .on('patient_identifier')
    .column('patient_id')
    .execute()

  // One row for each word a patient can be found by; words and birth_date are copied in so that
  // a search reads this one tree and never joins.
  await sql
    .raw(
      `create table patient_term (
        term ${postgres ? 'text collate "C"' : 'text'} not null,
        words ${postgres ? 'text collate "C"' : 'text'} not null,
        birth_date ${postgres ? 'text collate "C"' : 'text'} not null,
        patient_id text not null,
        primary key (term, words, birth_date, patient_id)
      )${clustered}`,
    )
    .execute(db)
  await db.schema.createIndex('patient_term_patient').on('patient_term').column('patient_id').execute()

  await db.schema
    .createTable('contact_point')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('system', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('value_key', key, (c) => c.notNull())
    .addColumn('on_file_since', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('bounced_at', 'text')
    .execute()
  await db.schema.createIndex('contact_point_patient').on('contact_point').column('patient_id').execute()
  await db.schema.createIndex('contact_point_value').on('contact_point').column('value_key').execute()

  await db.schema
    .createTable('encounter')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('external_id', 'text', (c) => c.notNull().unique())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('clinic_id', 'text', (c) => c.references('clinic.id'))
    .addColumn('provider_id', 'text', (c) => c.references('provider.id'))
    .addColumn('started_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('encounter_patient')
    .on('encounter')
    .columns(['patient_id', 'started_at'])
    .execute()
  await db.schema
    .createIndex('encounter_time')
    .on('encounter')
    .columns(['started_at', 'patient_id'])
    .execute()

  await db.schema
    .createTable('portal_account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('patient_id', 'text', (c) => c.notNull().unique().references('patient.id'))
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('username_key', key, (c) => c.notNull().unique())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('must_change_password', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failed_attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('locked_at', 'text')
    .addColumn('status_reason', 'text')
    .addColumn('second_factor', 'text')
    .addColumn('invited_at', 'text')
    .addColumn('activation_started_at', 'text')
    .addColumn('activated_at', 'text')
    .addColumn('last_sign_in_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .createIndex('portal_account_activated')
    .on('portal_account')
    .column('activated_at')
    .execute()
  await db.schema
    .createIndex('portal_account_active')
    .on('portal_account')
    .column('last_sign_in_at')
    .execute()

  await db.schema
    .createTable('portal_token')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('account_id', 'text', (c) => c.notNull().references('portal_account.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('failed_attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute()
  await db.schema
    .createIndex('portal_token_account')
    .on('portal_token')
    .columns(['account_id', 'created_at'])
    .execute()

  await db.schema
    .createTable('portal_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('sid', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull().references('portal_account.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('portal_session_account').on('portal_session').column('account_id').execute()

  await db.schema
    .createTable('portal_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('ip', 'text')
    .execute()
  await db.schema
    .createIndex('portal_event_patient')
    .on('portal_event')
    .columns(['patient_id', 'at'])
    .execute()

  await db.schema
    .createTable('forgot_request')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('username_key', 'text', (c) => c.notNull())
    .addColumn('ip', 'text')
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('proxy_grant')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('proxy_patient_id', 'text', (c) => c.references('patient.id'))
    .addColumn('proxy_name', 'text', (c) => c.notNull())
    .addColumn('relationship', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('waiting_for', 'text')
    .addColumn('ended_reason', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .execute()
  await db.schema.createIndex('proxy_grant_patient').on('proxy_grant').column('patient_id').execute()

  await db.schema
    .createTable('incident')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .execute()

  await db.schema
    .createTable('support_case')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'integer', (c) => c.notNull().unique())
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('escalated_to', 'text')
    .addColumn('opened_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('assigned_to', 'text', (c) => c.references('staff.id'))
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('cause', 'text')
    .addColumn('outcome', 'text')
    .addColumn('resolve_seconds', 'integer')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .createIndex('support_case_patient')
    .on('support_case')
    .columns(['patient_id', 'opened_at'])
    .execute()
  await db.schema
    .createIndex('support_case_status')
    .on('support_case')
    .columns(['status', 'due_at'])
    .execute()
  await db.schema
    .createIndex('support_case_closed')
    .on('support_case')
    .columns(['closed_at', 'cause', 'resolve_seconds'])
    .execute()
  await db.schema.createIndex('support_case_opened').on('support_case').columns(['opened_at', 'id']).execute()

  await db.schema
    .createTable('case_note')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('case_id', 'text', (c) => c.notNull().references('support_case.id'))
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('case_note_case').on('case_note').columns(['case_id', 'created_at']).execute()

  await db.schema
    .createTable('verification')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('case_id', 'text', (c) => c.notNull().references('support_case.id'))
    .addColumn('patient_id', 'text', (c) => c.notNull().references('patient.id'))
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('caller', 'text', (c) => c.notNull())
    .addColumn('matched', 'text', (c) => c.notNull())
    .addColumn('unmatched', 'text', (c) => c.notNull())
    .addColumn('tier', 'text', (c) => c.notNull())
    .addColumn('failed', 'integer', (c) => c.notNull())
    .addColumn('hospital_day', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.references('contact_point.id'))
    .addColumn('code_hash', 'text')
    .addColumn('code_expires_at', 'text')
    .addColumn('code_attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('codes_sent', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('photo_document', 'text')
    .addColumn('approved_by', 'text', (c) => c.references('staff.id'))
    .execute()
  await db.schema
    .createIndex('verification_patient')
    .on('verification')
    .columns(['patient_id', 'hospital_day'])
    .execute()
  await db.schema
    .createIndex('verification_case')
    .on('verification')
    .columns(['case_id', 'created_at'])
    .execute()

  await db.schema
    .createTable('mail')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('template', 'text', (c) => c.notNull())
    .addColumn('patient_id', 'text', (c) => c.references('patient.id'))
    .addColumn('contact_point_id', 'text', (c) => c.references('contact_point.id'))
    .addColumn('case_id', 'text', (c) => c.references('support_case.id'))
    .addColumn('sealed_message', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('next_attempt_at', 'text', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('bounced_at', 'text')
    .execute()
  await db.schema.createIndex('mail_due').on('mail').columns(['status', 'next_attempt_at']).execute()
  await db.schema.createIndex('mail_patient').on('mail').columns(['patient_id', 'created_at']).execute()

  await db.schema
    .createTable('idempotency')
    .addColumn('actor_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('request_hash', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_pk', ['actor_id', 'key'])
    .execute()

  await sql
    .raw(
      `create table audit_event (
        id text primary key,
        at text not null,
        actor_type text not null,
        actor_id text,
        actor_role text,
        session_sid text,
        ip text,
        action text not null,
        outcome text not null,
        object_type text,
        object_id text,
        case_id text,
        purpose text,
        request_id text,
        fields text,
        detail text
      )${clustered}`,
    )
    .execute(db)
  await db.schema.createIndex('audit_event_actor').on('audit_event').columns(['actor_id', 'id']).execute()
  await db.schema.createIndex('audit_event_action').on('audit_event').columns(['action', 'id']).execute()
  await db.schema
    .createIndex('audit_event_case')
    .on('audit_event')
    .columns(['case_id', 'id'])
    .where('case_id', 'is not', null)
    .execute()

  // One row for each patient an event concerns: a page of search results is one event and many subjects. On SQLite
  // an index by patient would dirty a page for every row at every commit, so it is a table of its own, filled
  // behind; audit_patient_done says how far. PostgreSQL logs rows rather than pages and keeps a plain index.
  await sql
    .raw(
      `create table audit_subject (
        seq ${postgres ? 'bigint generated always as identity' : 'integer'} primary key,
        event_id text not null,
        patient_id text not null
      )`,
    )
    .execute(db)
  await db.schema.createIndex('audit_subject_event').on('audit_subject').column('event_id').execute()
  if (postgres) {
    await db.schema
      .createIndex('audit_subject_patient')
      .on('audit_subject')
      .columns(['patient_id', 'event_id'])
      .execute()
  } else {
    await sql
      .raw(
        `create table audit_patient (
          patient_id text not null, seq integer not null, primary key (patient_id, seq)
        ) without rowid`,
      )
      .execute(db)
    await sql.raw('create table audit_patient_done (seq integer not null)').execute(db)
    await sql.raw('insert into audit_patient_done values (0)').execute(db)
  }

  for (const table of ['audit_event', 'audit_subject']) {
    if (postgres) {
      await sql
        .raw(
          `create function ${table}_append_only() returns trigger language plpgsql as $$
           begin raise exception '${table} is append-only'; end $$`,
        )
        .execute(db)
      await sql
        .raw(
          `create trigger ${table}_append_only before update or delete or truncate on ${table}
           for each statement execute function ${table}_append_only()`,
        )
        .execute(db)
    } else {
      for (const verb of ['update', 'delete'])
        await sql
          .raw(
            `create trigger ${table}_no_${verb} before ${verb} on ${table}
             begin select raise(abort, '${table} is append-only'); end`,
          )
          .execute(db)
    }
  }
}
