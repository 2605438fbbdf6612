import { timingSafeEqual } from 'node:crypto'
import { record } from '../audit/record.ts'
import { caseById } from '../cases/findCase.ts'
import { newCode } from '../core/access/keys.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, Invalid, TooMany } from '../core/errors.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { maskEmail } from '../patients/mask.ts'
import { channelsOf, patientById } from '../patients/queries.ts'
import { hospitalDay, readSettings } from '../settings/settings.ts'
import { liveVerification } from './liveVerification.ts'
import { codeAttempts, failuresADay, presentVerification } from './present.ts'
import { changeVerification, failuresOn } from './queries.ts'

const codeMinutes = 10
const codesPerVerification = 3

async function attemptsLeft(ctx: StaffCtx, patientId: string): Promise<number> {
  const db = ctx.desk.db.read
  const today = hospitalDay(ctx.now(), (await readSettings(db)).timeZone)
  return Math.max(0, failuresADay - (await failuresOn(db, patientId, today)))
}

/** Sends a six-digit code to a channel that was on file before the call. Staff never see it. */
export async function sendCallBackCode(ctx: StaffCtx, verificationId: string, channelId: string) {
  const row = await liveVerification(ctx, verificationId)
  const supportCase = await caseById(ctx, row.case_id)
  const patient = await patientById(ctx.desk.db.read, row.patient_id)
  const channel = (await channelsOf(ctx.desk.db.read, row.patient_id)).find((c) => c.id === channelId)
  if (!channel || !patient || !supportCase)
    throw new Invalid({ channelId: 'is not a channel on file for this patient' })
  if (channel.on_file_since >= supportCase.opened_at)
    throw new Invalid({ channelId: 'was put on file during the call' })
  if (channel.system !== 'email' || channel.bounced_at)
    throw new Invalid({ channelId: 'cannot receive a code' })
  const left = await attemptsLeft(ctx, row.patient_id)
  const result = await transactOnce(ctx, async (trx) => {
    if (row.codes_sent >= codesPerVerification) return undefined
    const code = newCode()
    const now = ctx.now()
    const change = {
      channel_id: channelId,
      code_hash: ctx.desk.keys.mac(`call-back:${row.id}`, code),
      code_expires_at: new Date(now.getTime() + codeMinutes * 60_000).toISOString(),
      code_attempts: 0,
      codes_sent: row.codes_sent + 1,
    }
    await changeVerification(trx, row.id, change)
    await enqueueMail(trx, ctx, {
      template: 'call-back-code',
      patientId: row.patient_id,
      contact: channel,
      caseId: row.case_id,
      language: patient.language,
      expiresAt: change.code_expires_at,
      values: { code },
    })
    await record(trx, ctx, 'caller.code-sent', {
      patientIds: [row.patient_id],
      object: { type: 'verification', id: row.id },
      caseId: row.case_id,
      detail: { channel: channel.system },
    })
    return presentVerification({ ...row, ...change }, left, maskEmail(channel.value))
  })
  if (!result) throw new TooMany('Three codes were sent. Verify the caller again.', 600)
  deliverSoon(ctx.desk)
  return result
}

/** Checks the code the caller reads out. Right, it lifts the verification to T2; it works once. */
export async function confirmCallBackCode(ctx: StaffCtx, verificationId: string, code: string) {
  const seen = await liveVerification(ctx, verificationId)
  const left = await attemptsLeft(ctx, seen.patient_id)
  const now = ctx.now().toISOString()
  const result = await transactOnce(ctx, async (trx) => {
    let query = trx.selectFrom('verification').selectAll().where('id', '=', verificationId)
    if (ctx.desk.db.engine === 'postgres') query = query.forUpdate()
    const row = await query.executeTakeFirstOrThrow()
    if (
      !row.code_hash ||
      !row.code_expires_at ||
      row.code_expires_at <= now ||
      row.code_attempts >= codeAttempts
    )
      return { state: 'none' as const }
    const given = ctx.desk.keys.mac(`call-back:${row.id}`, code)
    const right = timingSafeEqual(Buffer.from(given), Buffer.from(row.code_hash))
    const change = right
      ? { tier: 'T2' as const, code_hash: null, code_expires_at: null }
      : { code_attempts: row.code_attempts + 1 }
    await changeVerification(trx, row.id, change)
    await record(trx, ctx, 'caller.code-checked', {
      outcome: right ? 'success' : 'failure',
      patientIds: [row.patient_id],
      object: { type: 'verification', id: row.id },
      caseId: row.case_id,
      detail: { tier: right ? 'T2' : row.tier },
    })
    return {
      state: right ? ('right' as const) : ('wrong' as const),
      reply: presentVerification({ ...row, ...change }, left),
    }
  })
  if (result.state === 'none')
    throw new Conflict('There is no code to check: none was sent, or it expired. Send a new one.')
  if (result.state === 'wrong') throw new Invalid({ code: 'does not match' })
  return result.reply
}
