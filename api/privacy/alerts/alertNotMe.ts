import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { finding } from '../monitor/finding.ts'
import { raiseAtOnce } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import { tellOfficers } from './tellOfficers.ts'

/**
 * Raises an alert where somebody who was told of a change said that it was not theirs: about the patient, and about the member
 * of staff who made the change, where one did. Every officer is written to at once.
 */
export async function alertNotMe(
  trx: Trx,
  ctx: Ctx,
  { patientId, staffId }: { patientId: string; staffId: string | null },
): Promise<void> {
  const { timeZone } = await readPolicy(trx)
  const { score } = (await readRules(trx))['reported-not-me'].thresholds
  const subject = { patientId, ...(staffId && { staffId }) }
  const hit = { rule: 'reported-not-me', score, evidence: {} } as const
  const alertId = await raiseAtOnce(trx, ctx, finding(hospitalDay(ctx.now(), timeZone), subject, hit))
  await tellOfficers(
    trx,
    ctx,
    { template: 'not-me-reported', language: null },
    `privacy-alerts/${alertId}/show`,
  )
}
