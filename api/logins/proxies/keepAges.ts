import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { daysAfter } from '../../core/calendar.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { type Trx, transactAgain } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { byAge } from '../../patients/byAge.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { changeGrant, dueGrants, endGrant, grantById, holdGrant } from '../../patients/proxyGrants.ts'
import { patientById } from '../../patients/published.ts'
import { holdPatient } from '../../patients/target.ts'
import { loginsPolicy } from '../policy.ts'
import { tellBoth } from './tell.ts'

export const proxyByAge: Action = {
  name: 'proxy.by-age',
  letter: 'U',
  words: {
    en: 'Limited or ended proxy access: the patient reached an age, or no one confirmed it',
    es: 'Limitó o terminó un acceso de representante: por la edad del paciente o porque nadie lo confirmó',
  },
  watch: 'nothing',
}

const numbers = { ...loginsPolicy, ...patientsPolicy }

/**
 * Limits and ends proxy access by the patients' ages, and drops what was not confirmed in time; both hear of it. Each grant once,
 * whichever node gets it. @returns how many
 */
export async function keepAges(desk: Desk): Promise<number> {
  const now = desk.clock()
  const policy = await readPolicy(desk.db.read, numbers)
  const unconfirmedSince = daysAfter(now, -policy.proxyConfirmDays)
  // Who was born in a later year is younger, whatever the day is by the hospital's clocks.
  const bornBefore = String(now.getUTCFullYear() + 2 - Math.min(policy.teenAge, policy.adultAge))
  let after = ''
  let done = 0
  for (;;) {
    const ids = await dueGrants(desk.db.read, { after, bornBefore, unconfirmedSince })
    for (const id of ids) if (await transactAgain(desk.db, (trx) => keepOne(trx, desk, id))) done++
    if (ids.length === 0) break
    after = ids.at(-1)!
  }
  if (done > 0) deliverSoon(desk)
  return done
}

async function keepOne(trx: Trx, desk: Desk, id: string): Promise<boolean> {
  const ctx = systemCtx(desk, 'proxy-ages', id)
  const policy = await readPolicy(trx, numbers)
  const what = async () => {
    const seen = await grantById(trx, id)
    const patient = seen && (await patientById(trx, seen.patient_id))
    if (!seen || !patient || seen.status === 'ended') return 'stays'
    const late = seen.status === 'pending' && seen.created_at < daysAfter(ctx.now(), -policy.proxyConfirmDays)
    // What the patient asked for and the desk did not grant opens nothing that an age could narrow.
    if (seen.waiting_for === 'desk') return late ? 'not-confirmed' : 'stays'
    const age = byAge(seen, ageAt(patient, ctx.now(), policy), policy)
    return late && age !== 'turned-adult' ? 'not-confirmed' : age
  }
  // Most of those looked at are younger than the day they turn: nothing is held for them.
  if ((await what()) === 'stays') return false
  const patient = await holdPatient(trx, ctx, (await grantById(trx, id))!.patient_id)
  const grant = (await holdGrant(trx, ctx, id))!
  const now = await what()
  if (now === 'stays') return false
  if (now === 'limited') await changeGrant(trx, id, { access: 'limited' })
  else await endGrant(trx, ctx, id, now)
  await record(trx, ctx, proxyByAge, {
    patientIds: [patient.id, ...(grant.proxy_patient_id ? [grant.proxy_patient_id] : [])],
    object: { type: 'proxy-grant', id },
    fields: [now === 'limited' ? 'access' : 'proxy'],
    detail: { reason: now },
  })
  const kind = now === 'limited' ? 'proxy-changed' : 'proxy-ended'
  await desk.tell(trx, ctx, [{ patientId: patient.id, kind, reason: now }])
  await tellBoth(trx, ctx, patient, 'changed', { grantId: id, proxyId: grant.proxy_patient_id, caseId: null })
  return true
}
