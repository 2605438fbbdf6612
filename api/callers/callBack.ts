import { timingSafeEqual } from 'node:crypto'
import { act } from '../acts/act.ts'
import { newCode } from '../core/access/keys.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { maskContact } from '../patients/mask.ts'
import { channelsOf } from '../patients/published.ts'
import { chosenChannel } from './chosenChannel.ts'
import { callersPolicy } from './policy.ts'
import { presentVerification } from './present.ts'
import { changeVerification } from './queries.ts'
import { raiseToT2 } from './raise.ts'
import * as schema from './schema.ts'
import { onVerification } from './target.ts'
import { noCode, wrongCode } from './words.ts'
import { countAnswer } from './wrongAnswers.ts'

const common = {
  letter: 'E',
  tag: 'Callers',
  needs: 'callers.verify',
  params: idParam,
  reply: schema.verification,
  on: onVerification,
} as const

/** Sends a six-digit code to a channel that was on file before the call. Staff never see it. */
export const sendCallBackCode = act({
  ...common,
  name: 'caller.code-sent',
  words: {
    en: 'Sent a verification code to a contact on file',
    es: 'Envió un código de verificación a un contacto registrado',
  },
  watch: 'work',
  verb: { en: 'Send a verification code', es: 'Enviar un código de verificación' },
  at: 'POST /api/verifications/{id}/call-back',
  body: schema.sendCode,
  guards: { openCase: true, stranger: true, living: true, live: true, tier: 'T1', codesLeft: true },
  async do(trx, ctx, { patient, supportCase, recent, row }, { channelId }) {
    const channel = await chosenChannel(trx, ctx, { patient, supportCase }, channelId)
    const policy = await readPolicy(trx, callersPolicy)
    const code = newCode()
    const change = {
      channel_id: channelId,
      code_hash: ctx.desk.keys.mac(`call-back:${row.id}`, code),
      code_expires_at: new Date(ctx.now().getTime() + policy.callBackCodeMinutes * 60_000).toISOString(),
      code_attempts: 0,
      codes_sent: row.codes_sent + 1,
    }
    await changeVerification(trx, row.id, change)
    await enqueueMail(trx, ctx, {
      template: 'call-back-code',
      patientId: patient.id,
      contact: channel,
      caseId: supportCase.id,
      caseNumber: supportCase.number,
      language: patient.language,
      expiresAt: change.code_expires_at,
      values: { code },
    })
    return {
      reply: presentVerification({ ...row, ...change }, recent.wrong, policy, maskContact(channel)),
      detail: { channel: channel.system },
      after: deliverSoon,
    }
  },
})

/** Checks the code the caller reads out. Right, it lifts the verification to T2; it works once. */
export const confirmCallBackCode = act({
  ...common,
  name: 'caller.code-checked',
  words: {
    en: 'Checked the verification code the caller read out',
    es: 'Comprobó el código de verificación que leyó quien llamaba',
  },
  watch: 'proof',
  verb: { en: 'Check the code', es: 'Comprobar el código' },
  at: 'POST /api/verifications/{id}/call-back/confirm',
  body: schema.confirmCode,
  guards: { openCase: true, stranger: true, live: true, tier: 'T1' },
  async do(trx, ctx, { patient, recent, row }, { code }) {
    const policy = await readPolicy(trx, callersPolicy)
    const alive = row.code_expires_at !== null && row.code_expires_at > ctx.now().toISOString()
    if (!row.code_hash || !alive || row.code_attempts >= policy.callBackCodeTries) throw new Conflict(noCode)
    // Nobody is reached any more by what has ended, and its code proves nothing.
    const onFile = await channelsOf(trx, patient.id)
    if (!onFile.some((channel) => channel.id === row.channel_id)) throw new Conflict(noCode)
    const given = ctx.desk.keys.mac(`call-back:${row.id}`, code)
    if (!timingSafeEqual(Buffer.from(given), Buffer.from(row.code_hash))) {
      await changeVerification(trx, row.id, { code_attempts: row.code_attempts + 1 })
      await countAnswer(trx, ctx, patient.id, {
        factor: 'code',
        key: `${row.code_hash}:${code}`,
        wrong: false,
      })
      return {
        reply: presentVerification(row, recent.wrong, policy),
        outcome: 'failure',
        detail: { tier: row.tier },
        refuse: new Invalid({ code: wrongCode }),
      }
    }
    const raised = await raiseToT2(trx, row, 'code', ctx.now())
    return { reply: presentVerification(raised, recent.wrong, policy), detail: { tier: raised.tier } }
  },
})
