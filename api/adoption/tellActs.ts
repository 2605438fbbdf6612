import { record } from '../audit/record.ts'
import type { Ctx, PatientCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import type { PatientAct } from './lists.ts'
import { noteEvents } from './noteEvents.ts'

const minuteMs = 60_000
const longestDelayMs = 30 * 24 * 60 * minuteMs

/** Whether a moment can be true: after 2000, and no more than a day ahead of our clock. */
export function withinReason(ctx: Ctx, at: string): boolean {
  const ms = Date.parse(at)
  return ms >= Date.UTC(2000, 0, 1) && ms <= ctx.now().getTime() + 24 * 60 * minuteMs
}

/** What the signed-in patient did on the portal, told by the portal; each act counts once however often it is told. */
export async function tellActs(
  ctx: PatientCtx,
  acts: readonly { id: string; kind: Exclude<PatientAct, 'sign-in'>; at: string }[],
): Promise<{ noted: number }> {
  const now = ctx.now().getTime()
  acts.forEach((act, i) => {
    const at = Date.parse(act.at)
    if (at > now + 5 * minuteMs) throw new Invalid({ [`acts.${i}.at`]: 'must not lie in the future' })
    if (at < now - longestDelayMs) throw new Invalid({ [`acts.${i}.at`]: 'must not be older than 30 days' })
  })
  const { patientId } = ctx.actor
  return transactOnce(ctx, async (trx) => {
    await noteEvents(
      trx,
      acts.map((act) => ({ ...act, id: `act:${act.id}`, patientId })),
    )
    await record(trx, ctx, 'portal.acted', {
      patientIds: [patientId],
      object: { type: 'portal-account', id: ctx.actor.id },
      detail: { acts: [...new Set(acts.map((act) => act.kind))] },
    })
    return { noted: acts.length }
  })
}
