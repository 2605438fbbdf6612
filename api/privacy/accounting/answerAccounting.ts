import { act } from '../../acts/act.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientById } from '../../patients/published.ts'
import { disclosuresOf } from '../disclosures/queries.ts'
import type { AccountingCopy } from './schema.ts'
import * as schema from './schema.ts'
import { onAccountings } from './target.ts'

/**
 * Gives the patient the accounting: the entries that stand on that day, without those that an agency asked to leave out for now. A
 * copy of what was given is kept (45 CFR 164.528(d)), and the log holds a keyed digest of it.
 */
export const answerAccounting = act({
  ...onAccountings,
  name: 'accounting.answered',
  words: {
    en: 'Gave the patient the accounting of disclosures',
    es: 'Entregó al paciente la relación de divulgaciones',
  },
  watch: 'report',
  verb: { en: 'Record that it was given', es: 'Registrar la entrega' },
  at: 'POST /api/accounting-requests/{id}/answer',
  params: idParam,
  body: schema.answered,
  reply: schema.accountingDone,
  guards: { from: ['open'] },
  async do(trx, ctx, row, { method }) {
    const today = hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)
    const patient = (await patientById(trx, row.patient_id))!
    const entries = await disclosuresOf(trx, row.patient_id, row.from_day, row.to_day)
    const standing = entries.filter((one) => one.withdrawnAt === null)
    const given = standing.filter((one) => one.suspendedUntil === null || one.suspendedUntil < today)
    const copy: AccountingCopy = {
      patient: { name: `${patient.given_name} ${patient.family_name}`, mrn: patient.mrn },
      from: row.from_day,
      to: row.to_day,
      madeOn: today,
      disclosures: given.map((one) => ({
        disclosedOn: one.disclosedOn,
        lastOn: one.lastOn,
        times: one.times,
        recipient: one.recipient,
        recipientAddress: one.recipientAddress,
        description: one.description,
        purpose: one.purpose as AccountingCopy['disclosures'][number]['purpose'],
      })),
    }
    const text = JSON.stringify(copy)
    const leftOut = standing.length - given.length
    await trx
      .updateTable('accounting_request')
      .set({
        answered_at: ctx.now().toISOString(),
        answered_by: ctx.actor.id,
        method,
        copy: text,
        left_out: leftOut,
      })
      .where('id', '=', row.id)
      .execute()
    return {
      reply: { id: row.id, dueOn: row.due_on },
      fields: ['answeredAt', 'copy'],
      detail: {
        method,
        rows: given.length,
        leftOut,
        copy: ctx.desk.keys.mac('accounting-copy', `${row.id} ${text}`),
      },
    }
  },
})
