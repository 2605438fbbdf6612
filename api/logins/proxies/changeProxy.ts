import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { addCaseNote } from '../../cases/note.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { id } from '../../core/http/schema.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { changeGrant, endGrant } from '../../patients/proxyGrants.ts'
import { onLogins } from '../done.ts'
import { proxyAccess } from '../lists.ts'
import { actBody, proxyDone } from '../schema.ts'
import { onGrant } from './target.ts'
import { tellBoth } from './tell.ts'
import { accessIsSo, notConfirmedYet } from './words.ts'

export const proxyLabel = { grantId: { en: 'Proxy', es: 'Representante' } }
const common = { ...onLogins, on: onGrant, letter: 'U', watch: 'login', reply: proxyDone } as const

/** Changes what a proxy sees; both hear of it. */
export const changeProxy = act({
  ...common,
  name: 'proxy.changed',
  words: { en: 'Changed what a proxy sees', es: 'Cambió lo que ve un representante' },
  verb: { en: 'Change proxy access', es: 'Cambiar un acceso de representante' },
  at: 'POST /api/patients/{id}/acts/change-proxy',
  body: actBody.extend({ grantId: id, access: z.enum(proxyAccess) }),
  labels: { ...proxyLabel, access: { en: 'What the proxy sees', es: 'Qué ve el representante' } },
  guards: {
    openCase: true,
    queue: true,
    tier: 'T2',
    stranger: true,
    living: true,
    rightVoice: true,
    adultsSeen: true,
    undoubted: true,
    standing: true,
  },
  async do(trx, ctx, { patient, grant, supportCase, tier, age, policy }, { access, reason }) {
    if (grant.waiting_for === 'desk') throw new Conflict(notConfirmedYet)
    if (grant.access === access) throw new Invalid({ access: accessIsSo })
    const now = ctx.now().toISOString()
    const minor = age < policy.adultAge
    await changeGrant(trx, grant.id, { access, changed_at: now, ...(minor && { assented_at: now }) })
    const told = { grantId: grant.id, proxyId: grant.proxy_patient_id, caseId: supportCase.id }
    await tellBoth(trx, ctx, patient, 'changed', told)
    await addCaseNote(trx, ctx, supportCase.id, 'change-proxy', reason)
    return {
      reply: { act: 'change-proxy' as const, at: now, proxy: { id: grant.id } },
      fields: ['access'],
      detail: { tier, access },
      tells: [{ patientId: patient.id, kind: 'proxy-changed', reason: access }],
      after: deliverSoon,
    }
  },
})

/**
 * Ends proxy access, or a request for it. Of an adult level 2 is enough, which is less than a grant takes: it only closes, and
 * whoever has reason to end it at once may be unable to come (2026-11-26). So no risk raises it either: the proxy
 * could raise one by a few calls (2026-11-28).
 */
export const endProxy = act({
  ...common,
  name: 'proxy.ended',
  words: { en: 'Ended proxy access', es: 'Terminó un acceso de representante' },
  verb: { en: 'End proxy access', es: 'Terminar un acceso de representante' },
  at: 'POST /api/patients/{id}/acts/end-proxy',
  body: actBody.extend({ grantId: id }),
  labels: proxyLabel,
  guards: {
    openCase: true,
    queue: true,
    closingTier: 'T2',
    stranger: true,
    rightVoice: true,
    standing: true,
  },
  async do(trx, ctx, { patient, grant, supportCase, tier }, { reason }) {
    await endGrant(trx, ctx, grant.id, 'ended-by-desk')
    const told = { grantId: grant.id, proxyId: grant.proxy_patient_id, caseId: supportCase.id }
    await tellBoth(trx, ctx, patient, 'changed', told)
    await addCaseNote(trx, ctx, supportCase.id, 'end-proxy', reason)
    return {
      reply: { act: 'end-proxy' as const, at: ctx.now().toISOString(), proxy: { id: grant.id } },
      fields: ['proxy'],
      detail: { tier },
      tells: [{ patientId: patient.id, kind: 'proxy-ended', reason: 'ended-by-desk' }],
      after: deliverSoon,
    }
  },
})
