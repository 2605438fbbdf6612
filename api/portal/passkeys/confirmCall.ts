import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../../acts/act.ts'
import { awaitingPasskey } from '../../callers/byPasskey.ts'
import { raiseToT2 } from '../../callers/raise.ts'
import { aboutCase } from '../../cases/target.ts'
import { accessPolicy } from '../../core/access/policy.ts'
import { countAttempt, giveBackAttempts, type Limit, tooManyAttempts } from '../../core/access/throttle.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { notifyOwner } from '../../logins/notifyOwner.ts'
import { checkSigned } from '../../logins/passkeys.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { longEnough } from '../../patients/trustedChannel.ts'
import { portalPolicy } from '../policy.ts'
import { aboutLogin } from '../target.ts'
import { newPasskey, noCallWaits } from '../words.ts'
import { provenLogin } from './provenLogin.ts'
import * as schema from './schema.ts'
import { purposes } from './target.ts'

/**
 * The patient confirms with a passkey that it is them on the phone (`logins/askForPasskey.ts` has why, and what is left). Only
 * who has the passkey learns whether a number is right, few times.
 */
export const confirmCall = act({
  name: 'portal.call-confirmed',
  letter: 'E',
  words: {
    en: 'Confirmed with a passkey that they are the caller',
    es: 'Confirmó con una llave de acceso que es quien llama',
  },
  watch: 'nothing',
  verb: { en: 'Confirm the call', es: 'Confirmar la llamada' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/call/confirm',
  needs: 'public',
  once: false,
  body: schema.confirm,
  reply: schema.confirmed,
  prepare: (ctx, { passkey }) => checkSigned(ctx, passkey),
  async do(trx, ctx, _found, { number }, given): Promise<Done<z.input<typeof schema.confirmed>>> {
    const signed = given as Awaited<ReturnType<typeof checkSigned>>
    const proven = await provenLogin(trx, ctx, signed, purposes.confirm(number))
    if ('refuse' in proven) return proven
    const { patient, login, passkey } = proven
    const policy = await readPolicy(trx, { ...accessPolicy, ...portalPolicy, ...patientsPolicy })
    const as = { type: 'patient', id: login.id, patientId: patient.id } as const
    const now = ctx.now()
    // Each passkey has tries of its own, so that a stranger's uses up none of the owner's; those made lately share theirs, since
    // they can be made without end (2026-11-26).
    const settled = longEnough(passkey.created_at, { now }, policy)
    const limit: Limit = {
      key: `portal-confirm:${settled ? passkey.id : `new:${login.id}`}`,
      free: policy.wrongPasswordsBeforeLock,
      forgets: policy.failureForgottenMinutes,
    }
    const waitMs = await countAttempt(trx, ctx, [limit])
    if (waitMs > 0) return { about: aboutLogin(login), refuse: tooManyAttempts(waitMs), unchanged: true }
    const failed = { as, about: aboutLogin(login), outcome: 'failure' } as const
    const found = await awaitingPasskey(trx, ctx, patient.id, number)
    if (!found)
      return { ...failed, detail: { reason: 'no-call' }, refuse: new Invalid({ number: noCallWaits }) }
    await giveBackAttempts(trx, ctx, limit)
    const { row, supportCase } = found
    const about = { ...aboutCase(supportCase), object: { type: 'verification', id: row.id } }
    const at = { now, opened: supportCase.opened_at }
    if (!longEnough(passkey.created_at, at, policy))
      return { ...failed, about, detail: { reason: 'passkey-too-new' }, refuse: new Conflict(newPasskey) }
    const { tier } = await raiseToT2(trx, row, 'passkey', now)
    await notifyOwner(trx, ctx, patient, 'call-confirmed')
    return { reply: { at: now.toISOString() }, as, about, detail: { tier }, after: deliverSoon }
  },
})
