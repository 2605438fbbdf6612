import { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { streamView, view } from '../acts/view.ts'
import { recordView } from '../audit/recordView.ts'
import type { PatientCtx } from '../core/context.ts'
import { asEach, type Each, eachOf } from '../core/db/oneOf.ts'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { actingFor, actsFor, askedFor } from '../patients/actsFor.ts'
import { namesOfPlaces } from '../patients/visits.ts'
import { careClinics } from './careClinics.ts'
import { attachmentTypes } from './lists.ts'
import * as schema from './schema.ts'
import { readAttachment, readThread, subjectsOf } from './thread.ts'
import { noAttachment, noThread } from './words.ts'

const common = { letter: 'R', watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const
const asked = z.strictObject(actingFor)

export const listCareClinics = view({
  ...common,
  name: 'portal.care-clinics-read',
  words: { en: 'Looked at the clinics they can write to', es: 'Consultó a qué clínicas puede escribir' },
  at: 'GET /portal/v1/care-clinics',
  summary: 'Clinics you can write to and ask for refills',
  asks: askedFor,
  reply: schema.careClinics,
  async show(ctx, { for: grant }) {
    const whom = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    return {
      reply: await careClinics(ctx.desk.db.read, whom.ids),
      seen: { ...whom.about, detail: whom.detail },
    }
  },
})

type Given = Each & { id?: string; lastAt?: string; most?: number }

const threadsOf = (db: Kysely<Tables>, p: Given, patients: number) =>
  db.selectFrom('message_thread').selectAll().where('patient_id', 'in', eachOf(p, patients))

const threadCalled = preparedBy(
  (patients: number) => (db, p: Given) => threadsOf(db, p, patients).where('id', '=', p.id!),
)
const threadOf = async (db: Kysely<Tables>, ids: readonly string[], id: string) =>
  (await threadCalled(ids.length, db, { ...asEach(ids), id }))[0]

const pages = preparedBy(
  (shape: string) => (db, p: Given) =>
    threadsOf(db, p, Number.parseInt(shape, 10))
      .$if(shape.endsWith('after'), (query) =>
        query.where((eb) => eb(eb.refTuple('last_at', 'id'), '<', eb.tuple(p.lastAt!, p.id!))),
      )
      .orderBy('last_at', 'desc')
      .orderBy('id', 'desc')
      .limit(p.most!),
)

/** Threads, the one that was written in last first, a page at a time. */
export const listThreads = view({
  ...common,
  name: 'portal.conversations-read',
  words: { en: 'Looked at messages in the portal', es: 'Consultó mensajes en el portal' },
  at: 'GET /portal/v1/message-threads',
  summary: 'Conversations with your clinics',
  asks: schema.askThreads,
  reply: schema.threads,
  async show(ctx, { for: grant, after, limit }) {
    const db = ctx.desk.db.read
    const whom = await actsFor(db, ctx, grant, 'full')
    const last = after && (await threadOf(db, whom.ids, after))
    const edge = last && { lastAt: last.last_at, id: last.id }
    const rows = await pages(`${whom.ids.length} ${edge ? 'after' : 'first'}`, db, {
      ...asEach(whom.ids),
      ...edge,
      most: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const ids = shown.map((row) => row.id)
    const [subjects, clinics, unread] = await Promise.all([
      subjectsOf(db, ctx.desk, shown),
      namesOfPlaces(
        db,
        'clinic',
        shown.map((row) => row.clinic_id),
      ),
      ids.length
        ? db
            .selectFrom('message')
            .select('thread_id')
            .where('thread_id', 'in', ids)
            .where('staff_id', 'is not', null)
            .where('read_at', 'is', null)
            .execute()
        : [],
    ])
    return {
      reply: {
        threads: shown.map((row) => ({
          id: row.id,
          subject: subjects.get(row.id)!,
          clinic: clinics.get(row.clinic_id) ?? '',
          status: row.status,
          answerBy: row.due_at,
          lastAt: row.last_at,
          unread: unread.filter((one) => one.thread_id === row.id).length,
        })),
        next: rows.length > limit ? shown.at(-1)!.id : null,
      },
      seen: { ...whom.about, detail: { ...whom.detail, rows: shown.length } },
    }
  },
})

export const showThread = view({
  ...common,
  name: 'portal.conversation-read',
  words: { en: 'Read a conversation in the portal', es: 'Leyó una conversación en el portal' },
  at: 'GET /portal/v1/message-threads/{id}',
  summary: 'One conversation, oldest message first',
  params: idParam,
  asks: asked,
  reply: schema.wholeThread,
  async show(ctx, { id, for: grant }) {
    const db = ctx.desk.db.read
    const whom = await actsFor(db, ctx, grant, 'full')
    const row = await threadOf(db, whom.ids, id)
    if (!row) throw new NotFound(noThread)
    const [{ subject, messages }, clinics] = await Promise.all([
      readThread(db, ctx.desk, row),
      namesOfPlaces(db, 'clinic', [row.clinic_id]),
    ])
    return {
      reply: {
        id,
        subject,
        clinic: clinics.get(row.clinic_id) ?? '',
        status: row.status,
        answerBy: row.due_at,
        lastAt: row.last_at,
        messages: messages.map(({ login, from, ...one }) => ({
          ...one,
          from: login === ctx.actor.id ? ('me' as const) : from,
        })),
      },
      seen: { ...whom.about, detail: whom.detail, object: { type: 'message-thread', id } },
    }
  },
})

const attachmentRead = {
  ...common,
  name: 'portal.attachment-read',
  words: { en: 'Opened an attachment in the portal', es: 'Abrió un archivo adjunto en el portal' },
} as const

async function attachmentOf(ctx: PatientCtx, id: string, grant: string | undefined) {
  const whom = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
  const found = await readAttachment(ctx.desk.db.read, ctx.desk, id, { patientIds: whom.ids })
  if (!found) throw new NotFound(noAttachment)
  const seen = { ...whom.about, detail: whom.detail, object: { type: 'attachment', id } }
  return { file: found.file, seen }
}

export const showAttachment = view({
  ...attachmentRead,
  at: 'GET /portal/v1/attachments/{id}',
  summary: 'An attachment of a message, as base64',
  params: idParam,
  asks: asked,
  reply: schema.file,
  async show(ctx, { id, for: grant }) {
    const { file, seen } = await attachmentOf(ctx, id, grant)
    return { reply: file, seen }
  },
})

/** The same as the file it is. It is saved and never shown here: what it holds is nobody's page of ours. */
export const downloadAttachment = streamView({
  ...attachmentRead,
  at: 'GET /portal/v1/attachments/{id}/file',
  summary: 'An attachment of a message, as a file',
  params: idParam,
  asks: asked,
  produces: [...attachmentTypes],
  async stream(asking, { id, for: grant }, c) {
    // Of whoever asks `needs` says that it is a patient.
    const ctx = asking as unknown as PatientCtx
    const { file, seen } = await attachmentOf(ctx, id, grant)
    await recordView(ctx, attachmentRead, seen)
    return c.body(Buffer.from(file.content, 'base64'), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    })
  },
})
