import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { hospitalDay } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { disable } from './changeStatus.ts'
import { staffWithRecords } from './published.ts'
import { lockStaff, recordOf } from './queries.ts'
import { tellStaff } from './tellStaff.ts'

export const employmentEnded: Action = {
  name: 'staff.employment-ended',
  letter: 'U',
  words: {
    en: 'Disabled the account of someone whose employment had ended',
    es: 'Desactivó la cuenta de alguien cuyo empleo había terminado',
  },
  watch: 'nothing',
}

/**
 * Disables whoever the personnel office says is employed no longer, from the day after their last by the hospital's clocks, and
 * tells the administrators (45 CFR 164.308(a)(3)(ii)(C)). Sessions and acts under way end with it, as when a person does it.
 * @returns how many were disabled
 */
export async function endEmployment(desk: Desk): Promise<number> {
  const { timeZone } = await readPolicy(desk.db.read)
  const today = hospitalDay(desk.clock(), timeZone)
  const left = await staffWithRecords(desk.db.read)
    .where('s.status', '!=', 'disabled')
    .where('r.employed_until', '<', today)
    .execute()
  let ended = 0
  for (const { id } of left) if (await transact(desk.db, (trx) => endOne(trx, desk, id, today))) ended++
  if (ended > 0) deliverSoon(desk)
  return ended
}

/** @returns whether it was still to be done */
async function endOne(trx: Trx, desk: Desk, id: string, today: string): Promise<boolean> {
  const ctx = systemCtx(desk, 'employment', newId())
  await desk.sessions.stopActs(trx, id)
  const staff = await lockStaff(trx, ctx, id)
  const until = (await recordOf(trx, id))?.employed_until
  if (!staff || staff.status === 'disabled' || !until || until >= today) return false
  await disable(trx, ctx, staff)
  await record(trx, ctx, employmentEnded, {
    object: { type: 'staff', id },
    fields: ['status'],
    detail: { employedUntil: until },
  })
  const administrators = await trx
    .selectFrom('staff')
    .select(['email', 'language'])
    .where('role', '=', 'administrator')
    .where('status', '=', 'active')
    .execute()
  for (const one of administrators)
    await tellStaff(trx, ctx, one, 'staff-employment-ended', {
      name: staff.name,
      link: `${desk.config.publicUrl}/#/staff/${id}/show`,
    })
  return true
}
