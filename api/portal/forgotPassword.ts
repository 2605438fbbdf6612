import { act } from '../acts/act.ts'
import { countAttempt, networkOf, tooManyAttempts } from '../core/access/throttle.ts'
import type { Desk } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { emailKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { answerForgotten } from './answerForgotten.ts'
import { portalPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { requestReceived } from './words.ts'

/**
 * Takes the request down and answers; whether anybody has that username is looked up later, and recorded then. So the
 * answer is the same, in text and in time, for those who have a login and those who do not.
 */
export const forgotPassword = act({
  name: 'portal.password-forgotten',
  letter: 'E',
  words: {
    en: 'Asked for a new password on the portal’s sign-in page',
    es: 'Pidió una contraseña nueva en la página de inicio de sesión del portal',
  },
  watch: 'nothing',
  verb: { en: 'Ask for a link to choose a new password', es: 'Pedir un enlace para elegir otra contraseña' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/password/forgot',
  needs: 'public',
  once: false,
  status: 202,
  body: schema.forgot,
  reply: schema.received,
  async do(trx, ctx, _found, { username }) {
    const policy = await readPolicy(trx, portalPolicy)
    const waitMs = await countAttempt(trx, ctx, [
      {
        key: `forgot-from:${networkOf(ctx.ip)}`,
        free: policy.resetRequestsPerNetwork,
        forgets: policy.resetRequestForgottenMinutes,
      },
    ])
    if (waitMs > 0) throw tooManyAttempts(waitMs)
    await trx
      .insertInto('forgot_request')
      .values({
        id: newId(),
        username_key: emailKey(username),
        ip: ctx.ip,
        request_id: ctx.requestId,
        created_at: ctx.now().toISOString(),
      })
      .execute()
    return { reply: { message: requestReceived[ctx.language] }, after: answerSoon }
  },
})

/** Begins to answer right after the commit; the schedule makes up for a round that is lost. */
function answerSoon(desk: Desk): void {
  setImmediate(() =>
    answerForgotten(desk).catch((error) => desk.log.error({ name: error.name }, 'forgotten passwords')),
  )
}
