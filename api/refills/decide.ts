import { act } from '../acts/act.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { vaultFor } from '../core/vault/vault.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { tellOfNews } from '../mail/tellOfNews.ts'
import { refillAt } from './content.ts'
import type { RefillState, refusalReasons } from './lists.ts'
import * as schema from './schema.ts'
import type { RefillRow } from './tables.ts'
import { onRefill } from './target.ts'

const common = {
  letter: 'U',
  watch: 'queued',
  tag: 'Clinic inbox',
  needs: 'clinic.inbox',
  params: idParam,
  reply: schema.changed,
  on: onRefill,
} as const
const answerLabel = { en: 'What the patient reads', es: 'Lo que lee el paciente' }
const asked = { stranger: true, from: ['requested'], version: true } as const

interface Decision {
  status: RefillState
  answer?: string | undefined
  reason?: (typeof refusalReasons)[number]
}

async function decide(trx: Trx, ctx: StaffCtx, refill: RefillRow, { status, answer, reason }: Decision) {
  const now = ctx.now()
  const vault = await vaultFor(trx, ctx.desk, refill.patient_id)
  await trx
    .updateTable('refill_request')
    .set({
      status,
      reason: reason ?? null,
      answer: answer === undefined ? null : vault.seal(refillAt(refill, 'answer'), answer),
      decided_by: ctx.actor.id,
      decided_at: now.toISOString(),
      changed_at: now.toISOString(),
      version: refill.version + 1,
    })
    .where('id', '=', refill.id)
    .execute()
  await tellOfNews(trx, ctx, refill.patient_id)
  const value = Math.round((now.getTime() - Date.parse(refill.created_at)) / 1000)
  return {
    reply: { id: refill.id, status },
    fields: ['status'],
    after: deliverSoon,
    tells: [{ patientId: refill.patient_id, kind: 'answered', value } as const],
  }
}

export const grantRefill = act({
  ...common,
  name: 'refill.granted',
  words: { en: 'Approved a refill for the patient', es: 'Aprobó un resurtido para el paciente' },
  verb: { en: 'Approve the refill', es: 'Aprobar el resurtido' },
  at: 'POST /api/clinic-refills/{id}/grant',
  body: schema.granting,
  labels: { answer: answerLabel },
  guards: asked,
  do: (trx, ctx, { refill }, { answer }) => decide(trx, ctx, refill, { status: 'accepted', answer }),
})

export const refuseRefill = act({
  ...common,
  name: 'refill.refused',
  words: { en: 'Declined a refill for the patient', es: 'Rechazó un resurtido para el paciente' },
  verb: { en: 'Decline the refill', es: 'Rechazar el resurtido' },
  at: 'POST /api/clinic-refills/{id}/refuse',
  body: schema.refusing,
  labels: { answer: answerLabel },
  guards: asked,
  do: async (trx, ctx, { refill }, { answer, reason }) => ({
    ...(await decide(trx, ctx, refill, { status: 'rejected', answer, reason })),
    detail: { reason },
  }),
})

/** What was approved is at the pharmacy, which the patient is shown. */
export const finishRefill = act({
  ...common,
  name: 'refill.at-pharmacy',
  words: { en: 'Sent a refill to the pharmacy', es: 'Envió un resurtido a la farmacia' },
  verb: { en: 'It is at the pharmacy', es: 'Está en la farmacia' },
  at: 'POST /api/clinic-refills/{id}/finish',
  body: schema.finishing,
  guards: { stranger: true, from: ['accepted'], version: true },
  async do(trx, ctx, { refill }) {
    const change = { status: 'completed' as const, changed_at: ctx.now().toISOString() }
    await trx
      .updateTable('refill_request')
      .set({ ...change, version: refill.version + 1 })
      .where('id', '=', refill.id)
      .execute()
    return { reply: { id: refill.id, status: change.status }, fields: ['status'] }
  },
})
