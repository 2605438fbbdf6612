import { act } from '../acts/act.ts'
import { hospitalDay } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import type { PatientRow, VerificationRow } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { type Policy, readPolicy } from '../core/policy.ts'
import { channelsOf } from '../patients/queries.ts'
import { compareAnswers, type OnFile, tierOf } from './compare.ts'
import { presentVerification } from './present.ts'
import { identifiersOf, lastVisitAt, providerName } from './queries.ts'
import * as schema from './schema.ts'
import { onCaller } from './target.ts'

/**
 * Compares what the caller says with the record and answers match or no match, never a stored value. Which factors
 * matched is kept; what was said is not.
 */
export const verifyCaller = act({
  name: 'caller.verified',
  letter: 'E',
  words: { en: 'Checked who was calling', es: 'Comprobó quién llamaba' },
  watch: 'proof',
  verb: { en: 'Compare what the caller says', es: 'Comparar lo que dice quien llama' },
  tag: 'Callers',
  at: 'POST /api/patients/{id}/verifications',
  needs: 'callers.verify',
  status: 201,
  params: idParam,
  body: schema.verify,
  reply: schema.verification,
  on: onCaller,
  guards: { openCase: true, proxy: true, attempts: true },
  async do(trx, ctx, { patient, supportCase, failures }, { caller, answers }) {
    const now = ctx.now()
    const policy = await readPolicy(trx)
    const { matched, unmatched } = compareAnswers(answers, await onFile(trx, patient, now, policy))
    const tier = tierOf(matched, unmatched)
    const row: VerificationRow = {
      id: newId(),
      case_id: supportCase.id,
      patient_id: patient.id,
      staff_id: ctx.actor.id,
      caller,
      matched: JSON.stringify(matched),
      unmatched: JSON.stringify(unmatched),
      tier,
      failed: tier === 'T0' ? 1 : 0,
      hospital_day: hospitalDay(now, policy.timeZone),
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + policy.verificationMinutes * 60_000).toISOString(),
      channel_id: null,
      code_hash: null,
      code_expires_at: null,
      code_attempts: 0,
      codes_sent: 0,
      photo_document: null,
      seen_by: null,
      seen_at: null,
      approved_by: null,
      approved_at: null,
    }
    await trx.insertInto('verification').values(row).execute()
    return {
      reply: presentVerification(row, failures + row.failed, policy),
      about: { object: { type: 'verification', id: row.id } },
      ...(tier === 'T0' && { outcome: 'failure' }),
      detail: { tier, caller, matched, unmatched },
      tells: [
        {
          id: `check:${row.id}`,
          patientId: patient.id,
          kind: row.failed ? 'verify-failed' : 'verified',
          at: row.created_at,
        },
      ],
    }
  },
})

/** What the record holds to compare with. */
async function onFile(trx: Trx, patient: PatientRow, now: Date, { timeZone }: Policy): Promise<OnFile> {
  const channels = await channelsOf(trx, patient.id)
  const lastVisit = await lastVisitAt(trx, patient.id, now.toISOString())
  const valuesOf = (system: 'phone' | 'email') =>
    channels.filter((channel) => channel.system === system).map((channel) => channel.value)
  return {
    patient,
    phones: valuesOf('phone'),
    emails: valuesOf('email'),
    identifiers: await identifiersOf(trx, patient.id),
    lastVisitDate: lastVisit && hospitalDay(new Date(lastVisit), timeZone),
    primaryCareProvider: await providerName(trx, patient.primary_provider_id),
  }
}
