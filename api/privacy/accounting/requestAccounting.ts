import { act } from '../../acts/act.ts'
import { dayPlus, hospitalDay, yearsBefore } from '../../core/calendar.ts'
import { newId } from '../../core/db/id.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { onPatient } from '../../patients/target.ts'
import { recordsOf } from '../disclosures/queries.ts'
import { notAhead } from '../notAhead.ts'
import { privacyPolicy } from '../policy.ts'
import { withdrawal } from '../schema.ts'
import * as schema from './schema.ts'
import { onAccountings } from './target.ts'

/**
 * Enters that a patient asked for an accounting. It is due sixty days after it was received (45 CFR 164.528(c)(1)); whether it is
 * the first within twelve months, which is without charge, is kept as it was then.
 */
export const requestAccounting = act({
  name: 'accounting.requested',
  letter: 'C',
  words: {
    en: 'Entered a request for an accounting of disclosures',
    es: 'Anotó una solicitud de la relación de divulgaciones',
  },
  watch: 'nothing',
  verb: { en: 'Enter a request', es: 'Anotar una solicitud' },
  tag: 'Privacy',
  at: 'POST /api/patients/{id}/accounting-requests',
  needs: 'disclosures.manage',
  status: 201,
  params: idParam,
  body: schema.requested,
  reply: schema.accountingDone,
  on: onPatient,
  async do(trx, ctx, patient, { receivedOn, from, to }) {
    await notAhead(trx, ctx, { receivedOn })
    const now = ctx.now()
    const { accountingDays, accountingYears } = await readPolicy(trx, privacyPolicy)
    const earlier = await trx
      .selectFrom('accounting_request')
      .select('id')
      .where('patient_id', 'in', await recordsOf(trx, patient.id))
      .where('withdrawn_at', 'is', null)
      .where('received_on', '>', yearsBefore(receivedOn, 1))
      .where('received_on', '<=', receivedOn)
      .executeTakeFirst()
    const id = newId(now.getTime())
    const toDay = to ?? receivedOn
    const dueOn = dayPlus(receivedOn, accountingDays)
    await trx
      .insertInto('accounting_request')
      .values({
        id,
        patient_id: patient.id,
        received_on: receivedOn,
        from_day: from ?? yearsBefore(toDay, accountingYears),
        to_day: toDay,
        due_on: dueOn,
        free: earlier ? 0 : 1,
        recorded_by: ctx.actor.id,
        recorded_at: now.toISOString(),
        extended_on: null,
        extended_reason: null,
        answered_at: null,
        answered_by: null,
        method: null,
        copy: null,
        left_out: null,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_reason: null,
      })
      .execute()
    return {
      reply: { id, dueOn },
      about: { object: { type: 'accounting-request', id } },
      detail: { receivedOn, dueOn, free: !earlier },
    }
  },
})

/** Thirty days more, once: the patient is told in writing why, and until when (45 CFR 164.528(c)(1)(ii)). */
export const extendAccounting = act({
  ...onAccountings,
  name: 'accounting.extended',
  words: {
    en: 'Extended the time to answer a request for an accounting of disclosures',
    es: 'Amplió el plazo de una solicitud de la relación de divulgaciones',
  },
  verb: { en: 'Extend the time, once', es: 'Ampliar el plazo, una vez' },
  at: 'POST /api/accounting-requests/{id}/extend',
  params: idParam,
  body: schema.extended,
  reply: schema.accountingDone,
  guards: { from: ['open'], extendable: true },
  async do(trx, ctx, row, { reason }) {
    const { accountingExtensionDays, timeZone } = await readPolicy(trx, privacyPolicy)
    const dueOn = dayPlus(row.due_on, accountingExtensionDays)
    await trx
      .updateTable('accounting_request')
      .set({ due_on: dueOn, extended_on: hospitalDay(ctx.now(), timeZone), extended_reason: reason })
      .where('id', '=', row.id)
      .execute()
    return { reply: { id: row.id, dueOn }, fields: ['dueOn'], detail: { dueOn } }
  },
})

/** The patient no longer wants it, or it was entered in error; it stays, with the reason. */
export const withdrawAccounting = act({
  ...onAccountings,
  name: 'accounting.withdrawn',
  words: {
    en: 'Closed a request for an accounting of disclosures without an answer',
    es: 'Cerró sin respuesta una solicitud de la relación de divulgaciones',
  },
  verb: { en: 'Close without an answer', es: 'Cerrar sin respuesta' },
  at: 'POST /api/accounting-requests/{id}/withdraw',
  params: idParam,
  body: withdrawal,
  reply: schema.accountingDone,
  guards: { from: ['open'] },
  async do(trx, ctx, row, { reason }) {
    await trx
      .updateTable('accounting_request')
      .set({
        withdrawn_at: ctx.now().toISOString(),
        withdrawn_by: ctx.actor.id,
        withdrawn_reason: reason,
      })
      .where('id', '=', row.id)
      .execute()
    return { reply: { id: row.id, dueOn: row.due_on }, fields: ['withdrawnAt'] }
  },
})
