import type { Kysely } from 'kysely'
import { list, view } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { listedName, namesOfPatients, patientNames } from '../patients/published.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import * as schema from './schema.ts'
import type { ThreadRow } from './tables.ts'
import { readAttachment, readThread } from './thread.ts'
import { noAttachment, noThread } from './words.ts'

const common = { letter: 'R', tag: 'Clinic inbox', needs: 'clinic.inbox' } as const
const columns = { dueAt: 't.due_at', lastAt: 't.last_at', id: 't.id' } as const

const present = (row: ThreadRow, patientName: string) => ({
  id: row.id,
  patientId: row.patient_id,
  patientName,
  status: row.status,
  waitsSince: row.waits_since,
  dueAt: row.due_at,
  lastAt: row.last_at,
})

/** Conversations of one's own clinic, what is due first at the top; subjects are read on their page, one at a time. */
export const listInbox = list({
  ...common,
  name: 'message.inbox-listed',
  words: {
    en: 'Looked at the inbox of a clinic',
    es: 'Consultó el buzón de una clínica',
  },
  among: {
    en: 'a conversation of this patient was among them',
    es: 'había una conversación de este paciente',
  },
  watch: 'queue',
  at: 'GET /api/clinic-threads',
  summary: 'Conversations with your clinic',
  unit: 'clinic-threads',
  filter: schema.clinicFilter,
  sorts: ['dueAt', 'lastAt', 'id'],
  row: schema.clinicThread,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    let query = db
      .selectFrom('message_thread as t')
      .innerJoin(patientNames(db).as('p'), 'p.id', 't.patient_id')
      .selectAll('t')
      .select(['p.family_name', 'p.given_name'])
      .where('t.clinic_id', '=', clinic)
    if (filter.status) query = query.where('t.status', '=', filter.status)
    if (filter.waits !== undefined) query = query.where('t.due_at', filter.waits ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('t.id'),
      range,
    )
    return {
      rows: rows.map((row) => present(row, listedName(row.family_name, row.given_name))),
      total,
      seen: { patientIds: [...new Set(rows.map((row) => row.patient_id))] },
    }
  },
})

/** What explains a look by itself is a conversation that waits for an answer. */
const outOfQueue = (row: ThreadRow) => (row.due_at === null ? { detail: { outOfQueue: 'answered' } } : {})

const ownThread = async (db: Kysely<Tables>, clinic: string, id: string) => {
  const row = await db
    .selectFrom('message_thread')
    .selectAll()
    .where('id', '=', id)
    .where('clinic_id', '=', clinic)
    .executeTakeFirst()
  if (!row) throw new NotFound(noThread)
  return row
}

export const showInboxThread = view({
  ...common,
  name: 'message.conversation-shown',
  words: { en: 'Read a conversation with the patient', es: 'Leyó una conversación con el paciente' },
  watch: 'queued',
  at: 'GET /api/clinic-threads/{id}',
  summary: 'One conversation with your clinic',
  params: idParam,
  reply: schema.clinicWhole,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await ownThread(db, await ownClinic(db, ctx), id)
    const [{ subject, messages }, names] = await Promise.all([
      readThread(db, ctx.desk, row),
      namesOfPatients(db, [row.patient_id]),
    ])
    return {
      reply: {
        ...present(row, names.get(row.patient_id)!),
        subject,
        version: row.version,
        messages: messages.map(({ login: _, ...one }) => one),
      },
      seen: {
        patientIds: [row.patient_id],
        object: { type: 'message-thread', id },
        ...outOfQueue(row),
      },
    }
  },
})

export const showInboxAttachment = view({
  ...common,
  name: 'message.attachment-shown',
  words: { en: 'Opened an attachment of the patient', es: 'Abrió un archivo adjunto del paciente' },
  watch: 'queued',
  at: 'GET /api/clinic-attachments/{id}',
  summary: 'An attachment sent to your clinic, as base64',
  params: idParam,
  reply: schema.file,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const found = await readAttachment(db, ctx.desk, id, { clinicId: await ownClinic(db, ctx) })
    if (!found) throw new NotFound(noAttachment)
    return {
      reply: found.file,
      seen: { patientIds: [found.patientId], object: { type: 'attachment', id } },
    }
  },
})
