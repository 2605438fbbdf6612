import { record } from '../audit/record.ts'
import { takeAttempt } from '../core/access/throttle.ts'
import { type Ctx, type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transact } from '../core/db/transact.ts'
import { issueLink } from '../logins/issueLink.ts'
import { accountByUsername, addPortalEvent } from '../logins/queries.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { emailKey } from '../patients/fold.ts'
import { channelsOf, patientById } from '../patients/queries.ts'

const linksAnHour = 3

/**
 * Takes the request down and answers; whether anybody has that username is looked up later. So the answer is the
 * same, in text and in time, for those who have a login and those who do not.
 */
export async function forgotPassword(ctx: Ctx, username: string): Promise<void> {
  await takeAttempt(ctx, [{ key: `forgot-from:${ctx.ip}`, free: 50 }])
  await transact(ctx.desk.db, (trx) =>
    trx
      .insertInto('forgot_request')
      .values({
        id: newId(),
        username_key: emailKey(username),
        ip: ctx.ip,
        request_id: ctx.requestId,
        created_at: ctx.now().toISOString(),
      })
      .execute(),
  )
  setImmediate(() =>
    answerForgotten(ctx.desk).catch((error) =>
      ctx.desk.log.error({ name: error.name }, 'forgotten passwords'),
    ),
  )
}

/** Works through the requests taken down; each is answered once, whichever node gets it. */
export async function answerForgotten(desk: Desk): Promise<number> {
  const waiting = await desk.db.write
    .selectFrom('forgot_request')
    .select('id')
    .orderBy('id')
    .limit(50)
    .execute()
  let answered = 0
  for (const { id } of waiting) {
    const sent = await transact(desk.db, async (trx) => {
      const request = await trx
        .deleteFrom('forgot_request')
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      if (!request) return false
      const ctx: Ctx = { ...systemCtx(desk, 'forgotten-passwords', request.request_id), ip: request.ip }
      const account = await accountByUsername(trx, request.username_key)
      const patient = account && (await patientById(trx, account.patient_id))
      if (!account || !patient || !['active', 'locked'].includes(account.status)) return false
      const hourAgo = new Date(ctx.now().getTime() - 3_600_000).toISOString()
      const { n } = await trx
        .selectFrom('portal_event')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('patient_id', '=', patient.id)
        .where('kind', '=', 'reset-requested')
        .where('at', '>', hourAgo)
        .executeTakeFirstOrThrow()
      if (n >= linksAnHour) return false
      await addPortalEvent(
        trx,
        ctx,
        patient.id,
        'reset-requested',
        account.status === 'locked' ? 'locked' : null,
      )
      await record(trx, ctx, 'account.reset-requested', {
        patientIds: [patient.id],
        object: { type: 'portal-account', id: account.id },
        outcome: account.status === 'locked' ? 'denied' : 'success',
      })
      const channel = (await channelsOf(trx, patient.id)).find((c) => c.system === 'email' && !c.bounced_at)
      if (!channel) return false
      if (account.status === 'active')
        await issueLink(trx, ctx, account, 'reset', channel, patient.language, null)
      else
        await enqueueMail(trx, ctx, {
          template: 'login-locked',
          patientId: patient.id,
          contact: channel,
          caseId: null,
          language: patient.language,
          expiresAt: new Date(ctx.now().getTime() + 86_400_000).toISOString(),
          values: {},
        })
      return true
    })
    if (sent) answered++
  }
  if (answered) deliverSoon(desk)
  return answered
}
