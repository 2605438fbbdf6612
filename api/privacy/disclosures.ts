import type { z } from 'zod'
import { record } from '../audit/record.ts'
import { recordView } from '../audit/recordView.ts'
import { patientOf } from '../audit/reports/queries.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { accountingYears } from './lists.ts'
import { disclosureById, disclosuresOf, insertDisclosure, withdraw } from './queries.ts'
import type { Accounting, DisclosureGiven, disclosure } from './schema.ts'

type Shown = z.output<typeof disclosure>

/**
 * Enters a disclosure in the register. The register holds what was disclosed and to whom; the audit log holds that an
 * entry was made.
 * @throws NotFound, or Invalid for a date that is still to come.
 */
export async function recordDisclosure(
  ctx: StaffCtx,
  patientId: string,
  given: DisclosureGiven,
): Promise<Shown> {
  if (!(await patientOf(ctx.desk.db.read, patientId))) throw new NotFound('patient')
  const today = hospitalDay(ctx.now(), (await readPolicy(ctx.desk.db.read)).timeZone)
  for (const field of ['disclosedOn', 'lastOn'] as const)
    if ((given[field] ?? '') > today) throw new Invalid({ [field]: 'must not lie in the future' })
  return transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const id = newId(now.getTime())
    await insertDisclosure(trx, {
      id,
      patient_id: patientId,
      disclosed_on: given.disclosedOn,
      last_on: given.lastOn ?? null,
      times: given.times,
      recipient: given.recipient,
      recipient_address: given.recipientAddress ?? null,
      description: given.description,
      purpose: given.purpose,
      recorded_by: ctx.actor.id,
      created_at: now.toISOString(),
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
    })
    await record(trx, ctx, 'disclosure.recorded', {
      patientIds: [patientId],
      object: { type: 'disclosure', id },
      purpose: given.purpose,
    })
    return (await disclosureById(trx, id))!
  })
}

/** Marks an entry as made in error; it stays in the register, with the reason. @throws NotFound, Conflict */
export function withdrawDisclosure(ctx: StaffCtx, id: string, reason: string): Promise<Shown> {
  return transactOnce(ctx, async (trx) => {
    const row = await disclosureById(trx, id)
    if (!row) throw new NotFound('disclosure')
    if (!(await withdraw(trx, id, ctx.actor.id, reason, ctx.now().toISOString())))
      throw new Conflict('The entry was withdrawn already.')
    await record(trx, ctx, 'disclosure.withdrawn', {
      patientIds: [row.patientId],
      object: { type: 'disclosure', id },
    })
    return (await disclosureById(trx, id))!
  })
}

/** The accounting of 45 CFR 164.528 for a patient: the last six years unless less is asked for. @throws NotFound */
export async function accountForPatient(
  ctx: StaffCtx,
  patientId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Accounting> {
  const db = ctx.desk.db.read
  const patient = await patientOf(db, patientId)
  if (!patient) throw new NotFound('patient')
  const to = asked.to ?? hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)
  const earliest = `${Number(to.slice(0, 4)) - accountingYears}${to.slice(4)}`
  const from = asked.from ?? earliest
  if (from > to) throw new Invalid({ from: 'must not be after to' })
  const disclosures = await disclosuresOf(db, patientId, from, to)
  await recordView(ctx, 'disclosure.accounted', {
    patientIds: [patientId],
    detail: { rows: disclosures.length },
  })
  return {
    patient: {
      id: patientId,
      name: `${patient.given_name} ${patient.family_name}`,
      mrn: patient.mrn,
    },
    from,
    to,
    madeAt: ctx.now().toISOString(),
    disclosures,
  }
}
