import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { presentVerification } from './present.ts'
import { changeVerification } from './queries.ts'
import * as schema from './schema.ts'
import { onVerification } from './target.ts'

const common = {
  letter: 'E',
  tag: 'Callers',
  params: idParam,
  reply: schema.verification,
  on: onVerification,
} as const

/**
 * Records that the person stood at the desk with a photo ID; it counts once a second person approves. It wants no other
 * proof: it is the way that is left to whom the rest is closed (2026-11-25).
 */
export const recordSeenInPerson = act({
  ...common,
  name: 'caller.seen-in-person',
  words: { en: 'Checked photo identity in person', es: 'Comprobó la identidad con foto en persona' },
  watch: 'proof',
  verb: { en: 'Record a photo ID seen', es: 'Registrar un documento con foto visto' },
  at: 'POST /api/verifications/{id}/in-person',
  needs: 'callers.verify',
  body: schema.inPerson,
  guards: { openCase: true, live: true, unapproved: true },
  async do(trx, ctx, { failures, row }, { document }) {
    const change = { photo_document: document, seen_by: ctx.actor.id, seen_at: ctx.now().toISOString() }
    await changeVerification(trx, row.id, change)
    return {
      reply: presentVerification({ ...row, ...change }, failures, await readPolicy(trx)),
      detail: { document },
    }
  },
})

/** A second staff member confirms what the first recorded, once: the verification reaches T3. */
export const approveInPerson = act({
  ...common,
  name: 'caller.approved',
  words: { en: 'Approved as second person', es: 'Aprobó como segunda persona' },
  watch: 'work',
  verb: { en: 'Approve as the second person', es: 'Aprobar como segunda persona' },
  at: 'POST /api/verifications/{id}/approve',
  needs: 'callers.approve',
  body: schema.approve,
  guards: { openCase: true, live: true, unapproved: true, photoSeen: true, secondPerson: true },
  async do(trx, ctx, { failures, row }) {
    const now = ctx.now()
    const policy = await readPolicy(trx)
    const change = {
      tier: 'T3',
      approved_by: ctx.actor.id,
      approved_at: now.toISOString(),
      expires_at: new Date(now.getTime() + policy.verificationMinutes * 60_000).toISOString(),
    } as const
    await changeVerification(trx, row.id, change)
    return { reply: presentVerification({ ...row, ...change }, failures, policy), detail: { tier: 'T3' } }
  },
})
