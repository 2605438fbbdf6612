import type { Kysely } from 'kysely'
import type { Desk } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { vaultsOf } from '../core/vault/vault.ts'
import { namesOfStaff } from '../staff/published.ts'
import type { MessageRow, ThreadRow } from './tables.ts'

type Where = Pick<ThreadRow, 'id' | 'clinic_id'>

/**
 * Where what was written stands, as the vault knows it: in which thread, and of which clinic. Moved in the database to another's it
 * opens for nobody (2026-11-27).
 */
export const subjectAt = ({ id, clinic_id }: Where) => ({
  table: 'message_thread',
  row: `${id}:of ${clinic_id}`,
})
export const bodyAt = (thread: Where, id: string) => ({
  table: 'message',
  row: `${id}:in ${thread.id}:of ${thread.clinic_id}`,
})
export const partAt = (thread: Where, messageId: string, id: string, column: 'name' | 'content') => ({
  table: 'message_attachment',
  row: `${id}:${column}:to ${messageId}:in ${thread.id}:of ${thread.clinic_id}`,
})

type Opener = Pick<Desk, 'vault'>

/** The subjects of some threads, by their ids. */
export async function subjectsOf(db: Kysely<Tables>, desk: Opener, rows: readonly ThreadRow[]) {
  const vaults = await vaultsOf(
    db,
    desk,
    rows.map((row) => row.patient_id),
  )
  return new Map(
    rows.map((row) => [row.id, vaults.get(row.patient_id)!.open(subjectAt(row), row.subject) as string]),
  )
}

const writerOf = (row: MessageRow) =>
  row.staff_id ? ('clinic' as const) : row.grant_id ? ('proxy' as const) : ('patient' as const)

/** All that was written in a thread, oldest first. */
export async function readThread(db: Kysely<Tables>, desk: Opener, thread: ThreadRow) {
  const [rows, files] = await Promise.all([
    db
      .selectFrom('message')
      .selectAll()
      .where('thread_id', '=', thread.id)
      .orderBy('sent_at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('message_attachment')
      .select(['id', 'message_id', 'media_type', 'bytes', 'name'])
      .where('thread_id', '=', thread.id)
      .orderBy('id')
      .execute(),
  ])
  const [vaults, names] = await Promise.all([
    vaultsOf(db, desk, [thread.patient_id]),
    namesOfStaff(
      db,
      rows.flatMap((row) => row.staff_id ?? []),
    ),
  ])
  const vault = vaults.get(thread.patient_id)!
  return {
    subject: vault.open(subjectAt(thread), thread.subject) as string,
    messages: rows.map((row) => ({
      id: row.id,
      login: row.login_id,
      from: writerOf(row),
      name: row.staff_id && (names.get(row.staff_id) ?? null),
      text: vault.open(bodyAt(thread, row.id), row.body) as string,
      sentAt: row.sent_at,
      readAt: row.read_at,
      attachments: files
        .filter((file) => file.message_id === row.id)
        .map((file) => ({
          id: file.id,
          name: vault.open(partAt(thread, row.id, file.id, 'name'), file.name) as string,
          mediaType: file.media_type,
          bytes: file.bytes,
        })),
    })),
  }
}

/**
 * An attachment with what it holds, of whichever of these.
 */
export async function readAttachment(
  db: Kysely<Tables>,
  desk: Opener,
  id: string,
  of: { patientIds: readonly string[] } | { clinicId: string },
) {
  const row = await db
    .selectFrom('message_attachment as a')
    .innerJoin('message_thread as t', 't.id', 'a.thread_id')
    .select(['a.name', 'a.media_type', 'a.content', 'a.message_id', 't.id', 't.clinic_id', 't.patient_id'])
    .where('a.id', '=', id)
    .where((eb) =>
      'patientIds' in of ? eb('t.patient_id', 'in', of.patientIds) : eb('t.clinic_id', '=', of.clinicId),
    )
    .executeTakeFirst()
  if (!row) return undefined
  const vault = (await vaultsOf(db, desk, [row.patient_id])).get(row.patient_id)!
  return {
    patientId: row.patient_id,
    file: {
      id,
      name: vault.open(partAt(row, row.message_id, id, 'name'), row.name) as string,
      mediaType: row.media_type,
      content: vault.open(partAt(row, row.message_id, id, 'content'), row.content) as string,
    },
  }
}
