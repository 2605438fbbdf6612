import type { z } from 'zod'
import { record } from '../audit/record.ts'
import { clearAttempts, takeAttempt } from '../core/access/throttle.ts'
import { hospitalClock } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transact, transactOnce } from '../core/db/transact.ts'
import { NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { glassMinutes } from './lists.ts'
import { finding } from './monitor/finding.ts'
import { raiseAtOnce } from './monitor/raiseAlerts.ts'
import { readRules } from './monitor/ruleSettings.ts'
import type { glass, glassBroken } from './schema.ts'

const noticeDays = 7

/**
 * Opens one patient's page for 30 minutes to somebody whose role does not include it. The alert that an officer must
 * close is raised in the same transaction, whatever the rules are set to, and every officer is written to at once.
 * @throws NotFound when number and birth date are not of one patient; TooMany after several such failures.
 */
export async function breakGlass(
  ctx: StaffCtx,
  { mrn, birthDate, reason, explanation }: z.output<typeof glass>,
): Promise<z.input<typeof glassBroken>> {
  const { db } = ctx.desk
  const limit = { key: `glass:${ctx.actor.id}`, free: 5 }
  await takeAttempt(ctx, [limit])
  const patient = await db.read
    .selectFrom('patient')
    .select('id')
    .where('mrn', '=', mrn)
    .where('birth_date', '=', birthDate)
    .executeTakeFirst()
  if (!patient) {
    await transact(db, (trx) =>
      record(trx, ctx, 'break-glass.opened', { outcome: 'failure', purpose: reason }),
    )
    throw new NotFound('patient with this number and birth date')
  }
  await clearAttempts(ctx, [limit.key])
  const [settings, rules] = await Promise.all([readPolicy(db.read), readRules(db.read)])
  const done = await transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const id = newId(now.getTime())
    const expiresAt = new Date(now.getTime() + glassMinutes * 60_000).toISOString()
    await trx
      .insertInto('break_glass')
      .values({
        id,
        staff_id: ctx.actor.id,
        patient_id: patient.id,
        reason,
        explanation,
        started_at: now.toISOString(),
        expires_at: expiresAt,
      })
      .execute()
    await record(trx, ctx, 'break-glass.opened', {
      patientIds: [patient.id],
      object: { type: 'break-glass', id },
      purpose: reason,
    })
    const day = hospitalClock(settings.timeZone).dayOf(now.getTime())
    const hit = { rule: 'break-glass' as const, score: rules['break-glass'].thresholds.score, evidence: {} }
    const subject = { staffId: ctx.actor.id, patientId: patient.id }
    await tellOfficers(ctx, trx, await raiseAtOnce(trx, ctx, finding(day, subject, hit)))
    return { patientId: patient.id, expiresAt }
  })
  deliverSoon(ctx.desk)
  return done
}

async function tellOfficers(ctx: StaffCtx, trx: Trx, alertId: string): Promise<void> {
  const officers = await trx
    .selectFrom('staff')
    .select('email')
    .where('role', '=', 'privacy-officer')
    .where('status', '=', 'active')
    .execute()
  for (const { email } of officers)
    await enqueueMail(trx, ctx, {
      template: 'break-glass-used',
      patientId: null,
      contact: { id: null, value: email },
      caseId: null,
      language: ctx.language,
      expiresAt: new Date(ctx.now().getTime() + noticeDays * 86_400_000).toISOString(),
      values: { link: `${ctx.desk.config.publicUrl}/#/privacy-alerts/${alertId}` },
    })
}
