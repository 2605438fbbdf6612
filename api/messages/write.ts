import { act } from '../acts/act.ts'
import { spend } from '../core/access/throttle.ts'
import { hourMs, minutesOfADay, secondsOfADay } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, NotFound, TooMany } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { dueAfter } from '../core/serviceHours.ts'
import { vaultFor } from '../core/vault/vault.ts'
import { askedFor, holdFor } from '../patients/actsFor.ts'
import { type Attached, keepAttachments } from './attachments.ts'
import { expectCareClinic } from './careClinics.ts'
import { messagesPolicy } from './policy.ts'
import * as schema from './schema.ts'
import type { ThreadRow } from './tables.ts'
import { bodyAt, subjectAt } from './thread.ts'
import { noThread, threadClosed, tooManyMessages } from './words.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const

/** By when a clinic means to answer what is sent now: the hours of the house, by its one calendar. */
async function dueOf(trx: Trx, ctx: PatientCtx): Promise<string> {
  const policy = await readPolicy(trx, messagesPolicy)
  return dueAfter(policy, ctx.now(), policy.messageAnswerHours * hourMs)
}

interface Given {
  text: string
  attachments: readonly Attached[]
  for?: string | undefined
}

/** Adds a message of a patient to a thread that is there. @throws TooMany */
async function add(
  trx: Trx,
  ctx: PatientCtx,
  thread: Pick<ThreadRow, 'id' | 'patient_id' | 'clinic_id'>,
  { text, attachments, for: grant }: Given,
): Promise<string> {
  const { messagesADay } = await readPolicy(trx, messagesPolicy)
  const limit = { key: `messages:${thread.patient_id}`, most: messagesADay, minutes: minutesOfADay }
  if (!(await spend(trx, ctx, limit))) throw new TooMany(tooManyMessages, secondsOfADay)
  const vault = await vaultFor(trx, ctx.desk, thread.patient_id)
  const id = newId()
  await trx
    .insertInto('message')
    .values({
      id,
      thread_id: thread.id,
      patient_id: thread.patient_id,
      login_id: ctx.actor.id,
      grant_id: grant ?? null,
      staff_id: null,
      body: vault.seal(bodyAt(thread, id), text),
      sent_at: ctx.now().toISOString(),
      read_at: null,
    })
    .execute()
  await keepAttachments(trx, ctx, vault, thread, id, attachments)
  return id
}

export const beginThread = act({
  ...common,
  name: 'portal.conversation-begun',
  letter: 'C',
  words: { en: 'Wrote to a clinic in the portal', es: 'Escribió a una clínica en el portal' },
  verb: { en: 'Write to a clinic', es: 'Escribir a una clínica' },
  at: 'POST /portal/v1/message-threads',
  status: 201,
  body: schema.begin,
  reply: schema.sent,
  async do(trx, ctx, _found, { clinicId, subject, ...given }) {
    const { patient, ids, about, detail, by } = await holdFor(trx, ctx, given.for, 'full')
    await expectCareClinic(trx, ids, clinicId)
    const [id, now, due_at] = [newId(), ctx.now().toISOString(), await dueOf(trx, ctx)]
    const vault = await vaultFor(trx, ctx.desk, patient.id)
    await trx
      .insertInto('message_thread')
      .values({
        id,
        patient_id: patient.id,
        clinic_id: clinicId,
        subject: vault.seal(subjectAt({ id, clinic_id: clinicId }), subject),
        status: 'open',
        begun_by: ctx.actor.id,
        waits_since: now,
        due_at,
        last_at: now,
        closed_at: null,
        version: 1,
        created_at: now,
      })
      .execute()
    const message = await add(trx, ctx, { id, patient_id: patient.id, clinic_id: clinicId }, given)
    return {
      reply: { id: message, threadId: id, answerBy: due_at },
      about: { ...about, object: { type: 'message-thread', id } },
      fields: ['message'],
      detail: { ...detail, attachments: given.attachments.length },
      tells: [{ patientId: patient.id, kind: 'message-sent', reason: by }],
    }
  },
})

async function holdOwn(
  trx: Trx,
  ctx: PatientCtx,
  { id, for: grant }: { id: string; for?: string | undefined },
) {
  const whom = await holdFor(trx, ctx, grant, 'full')
  const one = trx.selectFrom('message_thread').selectAll().where('id', '=', id)
  const thread = await held(ctx.desk.db, one.where('patient_id', 'in', whom.ids)).executeTakeFirst()
  if (!thread) throw new NotFound(noThread)
  return { thread, whom }
}

/** Writes on in a thread. What waited already waits on from when it began: writing again moves nobody back. */
export const sendMessage = act({
  ...common,
  name: 'portal.message-sent',
  letter: 'C',
  words: { en: 'Sent a message in the portal', es: 'Envió un mensaje en el portal' },
  verb: { en: 'Send a message', es: 'Enviar un mensaje' },
  at: 'POST /portal/v1/message-threads/{id}/messages',
  status: 201,
  params: idParam,
  body: schema.reply,
  reply: schema.sent,
  async do(trx, ctx, _found, asked) {
    const { thread, whom } = await holdOwn(trx, ctx, asked)
    if (thread.status === 'closed') throw new Conflict(threadClosed)
    const message = await add(trx, ctx, thread, asked)
    const now = ctx.now().toISOString()
    const waits_since = thread.waits_since ?? now
    const due_at = thread.waits_since ? thread.due_at : await dueOf(trx, ctx)
    await trx
      .updateTable('message_thread')
      .set({ waits_since, due_at, last_at: now, version: thread.version + 1 })
      .where('id', '=', thread.id)
      .execute()
    return {
      reply: { id: message, threadId: thread.id, answerBy: due_at },
      about: { ...whom.about, object: { type: 'message-thread', id: thread.id } },
      fields: ['message'],
      detail: { ...whom.detail, attachments: asked.attachments.length },
      tells: [{ patientId: thread.patient_id, kind: 'message-sent', reason: whom.by }],
    }
  },
})

/** Says that what the clinic wrote was read, which the clinic sees. */
export const markRead = act({
  ...common,
  name: 'portal.messages-marked-read',
  letter: 'U',
  words: { en: 'Read answers of a clinic', es: 'Leyó respuestas de una clínica' },
  verb: { en: 'Mark as read', es: 'Marcar como leído' },
  at: 'POST /portal/v1/message-threads/{id}/read',
  params: idParam,
  body: askedFor,
  reply: schema.done,
  async do(trx, ctx, _found, asked) {
    const { thread, whom } = await holdOwn(trx, ctx, asked)
    const { numUpdatedRows } = await trx
      .updateTable('message')
      .set({ read_at: ctx.now().toISOString() })
      .where('thread_id', '=', thread.id)
      .where('staff_id', 'is not', null)
      .where('read_at', 'is', null)
      .executeTakeFirst()
    return {
      reply: { id: thread.id, read: Number(numUpdatedRows) },
      about: { ...whom.about, object: { type: 'message-thread', id: thread.id } },
      fields: ['readAt'],
      detail: whom.detail,
    }
  },
})
