import { act } from '../acts/act.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { languageOf } from '../core/words.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { mailOfStaff } from '../staff/published.ts'
import { tellStaff } from '../staff/tellStaff.ts'
import { declineTexts } from './declineTexts.ts'
import { callersPolicy } from './policy.ts'
import { presentVerification } from './present.ts'
import { decideVerification } from './queries.ts'
import * as schema from './schema.ts'
import { onVerification, type Verified } from './target.ts'

const common = {
  letter: 'E',
  watch: 'work',
  tag: 'Callers',
  needs: 'callers.approve',
  params: idParam,
  reply: schema.verification,
  on: onVerification,
  guards: {
    openCase: true,
    stranger: true,
    undecided: true,
    live: true,
    identityShown: true,
    secondPerson: true,
  },
} as const

/** A second staff member confirms what the first recorded, once: the verification reaches T3. */
export const approveInPerson = act({
  ...common,
  name: 'caller.approved',
  words: {
    en: 'Approved the proof of identity as the second person',
    es: 'Aprobó la prueba de identidad como segunda persona',
  },
  verb: { en: 'Approve as the second person', es: 'Aprobar como segunda persona' },
  at: 'POST /api/verifications/{id}/approve',
  body: schema.approve,
  async do(trx, ctx, { recent, row }) {
    const now = ctx.now()
    const policy = await readPolicy(trx, callersPolicy)
    const change = {
      tier: 'T3',
      approved_by: ctx.actor.id,
      approved_at: now.toISOString(),
      expires_at: new Date(now.getTime() + policy.verificationMinutes * 60_000).toISOString(),
    } as const
    await decideVerification(trx, row.id, now.toISOString(), change)
    return { reply: presentVerification({ ...row, ...change }, recent.wrong, policy), detail: { tier: 'T3' } }
  },
})

/**
 * A second staff member does not vouch for what the first recorded, and says why: the verification ends as it is, proves nothing,
 * and nobody can approve it any more. Whoever asked is written to, without a word of the patient; the note stands in the case. Like
 * an approval it takes another person: whoever asked lets it lapse (2026-11-27).
 */
export const declineApproval = act({
  ...common,
  name: 'caller.approval-declined',
  words: {
    en: 'Declined to approve the proof of identity as the second person',
    es: 'Rechazó aprobar la prueba de identidad como segunda persona',
  },
  verb: { en: 'Decline as the second person', es: 'Rechazar como segunda persona' },
  at: 'POST /api/verifications/{id}/decline',
  body: schema.decline,
  labels: {
    note: { en: 'Note for whoever asked', es: 'Nota para quien la pidió' },
  },
  async do(trx, ctx, found, { reason, note }) {
    const { recent, row } = found
    const now = ctx.now().toISOString()
    const change = {
      declined_by: ctx.actor.id,
      declined_at: now,
      declined_reason: reason,
      declined_note: note ?? null,
      expires_at: now,
    } as const
    await decideVerification(trx, row.id, now, change)
    await tellAsker(trx, ctx, found, reason)
    const policy = await readPolicy(trx, callersPolicy)
    return {
      reply: presentVerification({ ...row, ...change }, recent.wrong, policy),
      detail: { reason },
      after: deliverSoon,
    }
  },
})

async function tellAsker(
  trx: Trx,
  ctx: StaffCtx,
  { row, supportCase }: Verified,
  reason: keyof typeof declineTexts,
): Promise<void> {
  const asker = await mailOfStaff(trx, row.seen_by ?? row.staff_id)
  if (!asker) return
  await tellStaff(trx, ctx, asker, 'staff-approval-declined', {
    number: String(supportCase.number),
    reason: declineTexts[reason][languageOf(asker.language)],
    link: `${ctx.desk.config.publicUrl}/#/patients/${row.patient_id}/show?case=${supportCase.id}`,
  })
}
