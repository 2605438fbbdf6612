import { act } from '../acts/act.ts'
import { tooManyAttempts } from '../core/access/throttle.ts'
import { noteUse } from '../logins/changeAccount.ts'
import { holdLink } from '../logins/links.ts'
import { countDeadLink, isWorthWork } from './deadLinks.ts'
import * as schema from './schema.ts'
import { aboutLogin, secretOf } from './target.ts'

/**
 * Tells whether a mailed link still works. An invitation that does counts as opened, since many begin and never finish;
 * any other link changes nothing, and whether it works is nobody's data.
 */
export const checkLink = act({
  name: 'account.invitation-opened',
  letter: 'U',
  words: { en: 'Opened the invitation to the portal', es: 'Abrió la invitación al portal' },
  watch: 'nothing',
  verb: { en: 'Check whether a link still works', es: 'Comprobar si un enlace aún sirve' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/links/check',
  needs: 'public',
  once: false,
  body: schema.checkLink,
  reply: schema.linkState,
  prepare: (ctx, input) => isWorthWork(ctx, secretOf(input)),
  async do(trx, ctx, _found, input) {
    const found = await holdLink(trx, ctx, secretOf(input))
    const waitMs = found ? 0 : await countDeadLink(trx, ctx)
    if (waitMs > 0) return { refuse: tooManyAttempts(waitMs), unchanged: true }
    if (found?.link.kind !== 'activation') return { reply: { usable: found !== undefined }, unchanged: true }
    const { login } = found
    const first = login.activation_started_at === null
    if (first) await noteUse(trx, login, { activation_started_at: ctx.now().toISOString() })
    return {
      reply: { usable: true },
      about: aboutLogin(login),
      fields: first ? ['activationStartedAt'] : [],
      tells: [{ patientId: login.patient_id, kind: 'activation-opened' }],
    }
  },
})
