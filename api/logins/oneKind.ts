import { hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { loginsPolicy } from './policy.ts'
import type { OnLogin } from './target.ts'
import { missing } from './words.ts'

/** What somebody gets in by, that the desk can renew. */
export type Renewed = 'password' | 'factor' | 'contact'

/**
 * Of password, second factor and contact one is renewed in a case: who has all three renewed in one call needs nothing of the
 * owner's (HC3, April 2024). Another case of the same day is the same call to whoever tries; so it counts over the patient's
 * cases of so many hours, but for one who was seen in person, of whom it counts in the case alone (2026-11-26). What was
 * stopped or withdrawn renewed nothing.
 */
export async function missingOneKind(
  trx: Trx,
  ctx: Ctx,
  { patient, supportCase, tier }: Pick<OnLogin, 'patient' | 'supportCase' | 'tier'>,
  wanted: Renewed,
) {
  const { oneKindHours } = await readPolicy(trx, loginsPolicy)
  const hoursAgo = new Date(ctx.now().getTime() - oneKindHours * hourMs).toISOString()
  const opened = supportCase.opened_at
  const since = tier === 'T3' || opened < hoursAgo ? opened : hoursAgo
  const others = [
    ...(wanted === 'password' ? [] : ['unlocked', 'reset-link-sent']),
    ...(wanted === 'factor' ? [] : ['second-factor-reset']),
  ]
  const renewed = await trx
    .selectFrom('portal_event')
    .select('id')
    .where('patient_id', '=', patient.id)
    .where('at', '>=', since)
    .where('kind', 'in', others)
    .limit(1)
    .executeTakeFirst()
  const changed =
    wanted !== 'contact' &&
    (await trx
      .selectFrom('contact_change')
      .select('id')
      .where('patient_id', '=', patient.id)
      .where('asked_at', '>=', since)
      .where('state', 'in', ['waiting', 'done'])
      .limit(1)
      .executeTakeFirst())
  return renewed || changed ? [missing.oneKind] : undefined
}
