import type { z } from 'zod'
import { deny, recordDenial } from '../acts/permit.ts'
import { noteEvents } from '../adoption/noteEvents.ts'
import { record } from '../audit/record.ts'
import { caseById } from '../cases/findCase.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { VerificationRow } from '../core/db/tables.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound, TooMany } from '../core/errors.ts'
import { channelsOf, patientById, proxiesOf } from '../patients/queries.ts'
import { hospitalDay, readSettings } from '../settings/settings.ts'
import { compareAnswers, tierOf } from './compare.ts'
import { failuresADay, presentVerification } from './present.ts'
import { failuresOn, identifiersOf, lastVisitAt, providerName } from './queries.ts'
import type { verify } from './schema.ts'

const lifeMinutes = 30

/**
 * Compares what the caller says with the record and answers match or no match, never a stored value. Which
 * factors matched is kept; what was said is not. After three failures the day's attempts are over, whoever asks.
 */
export async function verifyCaller(
  ctx: StaffCtx,
  patientId: string,
  { caseId, caller, answers }: z.output<typeof verify>,
) {
  const db = ctx.desk.db.read
  const now = ctx.now()
  const patient = await patientById(db, patientId)
  if (!patient) throw new NotFound('patient')
  const supportCase = await caseById(ctx, caseId)
  if (!supportCase || supportCase.patient_id !== patientId)
    throw new Invalid({ caseId: 'is not a case of this patient' })
  if (supportCase.status === 'closed') throw new Conflict('The case is closed. Open a new one.')
  const zone = (await readSettings(db)).timeZone
  const today = hospitalDay(now, zone)
  const [channels, identifiers, lastVisit, provider, proxies] = await Promise.all([
    channelsOf(db, patientId),
    identifiersOf(db, patientId),
    lastVisitAt(db, patientId, now.toISOString()),
    providerName(db, patient.primary_provider_id),
    proxiesOf(db, patientId),
  ])
  if (caller !== 'patient' && !proxies.some((p) => p.status === 'active'))
    await deny(
      ctx,
      { permission: 'callers.verify', patientId, caseId },
      'Nobody but the patient may be verified: there is no active proxy access on this record.',
      [{ code: 'proxy', message: 'an active proxy on the record' }],
    )
  const { matched, unmatched } = compareAnswers(answers, {
    patient,
    phones: channels.filter((c) => c.system === 'phone').map((c) => c.value),
    emails: channels.filter((c) => c.system === 'email').map((c) => c.value),
    identifiers,
    lastVisitDate: lastVisit && hospitalDay(new Date(lastVisit), zone),
    primaryCareProvider: provider,
  })
  const tier = tierOf(matched, unmatched)
  const result = await transactOnce(ctx, async (trx) => {
    // Parallel guesses must queue here, or each would see the count before the others.
    if (ctx.desk.db.engine === 'postgres')
      await trx.selectFrom('patient').select('id').where('id', '=', patientId).forUpdate().execute()
    const failedBefore = await failuresOn(trx, patientId, today)
    if (failedBefore >= failuresADay) return undefined
    const row: VerificationRow = {
      id: newId(),
      case_id: caseId,
      patient_id: patientId,
      staff_id: ctx.actor.id,
      caller,
      matched: JSON.stringify(matched),
      unmatched: JSON.stringify(unmatched),
      tier,
      failed: tier === 'T0' ? 1 : 0,
      hospital_day: today,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + lifeMinutes * 60_000).toISOString(),
      channel_id: null,
      code_hash: null,
      code_expires_at: null,
      code_attempts: 0,
      codes_sent: 0,
      photo_document: null,
      approved_by: null,
    }
    await trx.insertInto('verification').values(row).execute()
    await noteEvents(trx, [
      {
        id: `check:${row.id}`,
        patientId,
        kind: row.failed ? 'verify-failed' : 'verified',
        at: row.created_at,
      },
    ])
    await record(trx, ctx, 'caller.verified', {
      outcome: tier === 'T0' ? 'failure' : 'success',
      patientIds: [patientId],
      object: { type: 'verification', id: row.id },
      caseId,
      detail: { tier, caller, matched, unmatched },
    })
    return presentVerification(row, failuresADay - failedBefore - row.failed)
  })
  if (result) return result
  await recordDenial(ctx, { permission: 'callers.verify', patientId, caseId }, [
    { code: 'attempts', message: 'an attempt left today' },
  ])
  throw new TooMany(
    'Three verifications failed today. The caller can be seen in person, or call again tomorrow.',
    secondsToMidnight(now, zone),
  )
}

function secondsToMidnight(now: Date, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const [h, m, s] = clock.format(now).split(':').map(Number) as [number, number, number]
  return 86_400 - (h * 3600 + m * 60 + s)
}
