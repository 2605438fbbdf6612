import type { Kysely } from 'kysely'
import type { Desk } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { vaultsOf } from '../core/vault/vault.ts'
import { namesOfStaff } from '../staff/published.ts'
import type { MessageRow, ThreadRow } from './tables.ts'

/** Where what was written stands, as the vault knows it. */
export const subjectAt = (id: string) => ({ table: 'message_thread', row: id })
export const bodyAt = (id: string) => ({ table: 'message', row: id })
const nameAt = (id: string) => ({ table: 'message_attachment', row: `${id}:name` })
const contentAt = (id: string) => ({ table: 'message_attachment', row: `${id}:content` })

type Opener = Pick<Desk, 'vault'>

/** The subjects of some threads, by their ids. */
export async function subjectsOf(db: Kysely<Tables>, desk: Opener, rows: readonly ThreadRow[]) {
  const vaults = await vaultsOf(
    db,
    desk,
    rows.map((row) => row.patient_id),
  )
  return new Map(
    rows.map((row) => [row.id, vaults.get(row.patient_id)!.open(subjectAt(row.id), row.subject) as string]),
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
    subject: vault.open(subjectAt(thread.id), thread.subject) as string,
    messages: rows.map((row) => ({
      id: row.id,
      login: row.login_id,
      from: writerOf(row),
      name: row.staff_id && (names.get(row.staff_id) ?? null),
      text: vault.open(bodyAt(row.id), row.body) as string,
      sentAt: row.sent_at,
      readAt: row.read_at,
      attachments: files
        .filter((file) => file.message_id === row.id)
        .map((file) => ({
          id: file.id,
          name: vault.open(nameAt(file.id), file.name) as string,
          mediaType: file.media_type,
          bytes: file.bytes,
        })),
    })),
  }
}

/**
 * An attachment with what it holds, of whichever of these. It opens for the patient of the thread it stands in, so that one hung
 * into another's thread in the database opens for nobody.
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
    .select(['a.name', 'a.media_type', 'a.content', 't.patient_id'])
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
      name: vault.open(nameAt(id), row.name) as string,
      mediaType: row.media_type,
      content: vault.open(contentAt(id), row.content) as string,
    },
  }
}
