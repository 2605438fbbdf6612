import { act } from '../acts/act.ts'
import { newId } from '../core/db/id.ts'
import { idParam } from '../core/http/schema.ts'
import { vaultFor } from '../core/vault/vault.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { tellOfNews } from '../mail/tellOfNews.ts'
import * as schema from './schema.ts'
import { onThread } from './target.ts'
import { bodyAt } from './thread.ts'

const common = {
  watch: 'queued',
  tag: 'Clinic inbox',
  needs: 'clinic.inbox',
  params: idParam,
  reply: schema.answered,
  on: onThread,
  guards: { stranger: true, from: ['open'], version: true },
} as const

/** Answers a patient: nobody waits any more, and how long they did is counted. */
export const answerThread = act({
  ...common,
  name: 'message.answered',
  letter: 'C',
  words: { en: 'Answered a message of the patient', es: 'Contestó un mensaje del paciente' },
  verb: { en: 'Send the answer', es: 'Enviar la respuesta' },
  at: 'POST /api/clinic-threads/{id}/answer',
  body: schema.answer,
  labels: { text: { en: 'Your answer', es: 'Su respuesta' } },
  async do(trx, ctx, { thread }, { text }) {
    const now = ctx.now()
    const id = newId()
    const vault = await vaultFor(trx, ctx.desk, thread.patient_id)
    await trx
      .insertInto('message')
      .values({
        id,
        thread_id: thread.id,
        patient_id: thread.patient_id,
        login_id: null,
        grant_id: null,
        staff_id: ctx.actor.id,
        body: vault.seal(bodyAt(thread, id), text),
        sent_at: now.toISOString(),
        read_at: null,
      })
      .execute()
    await trx
      .updateTable('message')
      .set({ read_at: now.toISOString() })
      .where('thread_id', '=', thread.id)
      .where('login_id', 'is not', null)
      .where('read_at', 'is', null)
      .execute()
    const version = thread.version + 1
    await trx
      .updateTable('message_thread')
      .set({ waits_since: null, due_at: null, last_at: now.toISOString(), version })
      .where('id', '=', thread.id)
      .execute()
    const waited =
      thread.waits_since === null
        ? undefined
        : Math.round((now.getTime() - Date.parse(thread.waits_since)) / 1000)
    await tellOfNews(trx, ctx, thread.patient_id)
    return {
      reply: { id: thread.id, version, status: 'open' as const },
      fields: ['message'],
      after: deliverSoon,
      ...(waited !== undefined && {
        tells: [{ patientId: thread.patient_id, kind: 'answered', value: waited } as const],
      }),
    }
  },
})

/** Closes a conversation: there is nothing to answer any more, and the patient begins a new one. */
export const closeThread = act({
  ...common,
  name: 'message.conversation-closed',
  letter: 'U',
  words: { en: 'Closed a conversation with the patient', es: 'Cerró una conversación con el paciente' },
  verb: { en: 'Close the conversation', es: 'Cerrar la conversación' },
  at: 'POST /api/clinic-threads/{id}/close',
  body: schema.closing,
  async do(trx, ctx, { thread }) {
    const version = thread.version + 1
    await trx
      .updateTable('message_thread')
      .set({
        status: 'closed',
        closed_at: ctx.now().toISOString(),
        waits_since: null,
        due_at: null,
        version,
      })
      .where('id', '=', thread.id)
      .execute()
    return { reply: { id: thread.id, version, status: 'closed' as const }, fields: ['status'] }
  },
})
