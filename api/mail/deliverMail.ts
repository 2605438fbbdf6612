import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import { transact } from '../core/db/transact.ts'
import { markBounced } from '../patients/markBounced.ts'
import type { Message } from './message.ts'
import { sendEmail } from './sendEmail.ts'
import { sendText } from './sendText.ts'

/** Mails go to patients, and to staff: the event names the patient where there is one. */
export const mailSent: Action = {
  name: 'mail.sent',
  letter: 'E',
  words: { en: 'Sent an email', es: 'Envió un correo electrónico' },
  watch: 'nothing',
}
export const mailFailed: Action = {
  name: 'mail.failed',
  letter: 'E',
  words: { en: 'Could not deliver an email', es: 'No pudo entregar un correo electrónico' },
  watch: 'nothing',
}
export const textSent: Action = {
  name: 'text.sent',
  letter: 'E',
  words: { en: 'Sent a text message', es: 'Envió un mensaje de texto' },
  watch: 'nothing',
}
export const textFailed: Action = {
  name: 'text.failed',
  letter: 'E',
  words: { en: 'Could not deliver a text message', es: 'No pudo entregar un mensaje de texto' },
  watch: 'nothing',
}

/** The ways out, each with what takes a message there and what the log says of it. */
const ways = {
  email: { send: sendEmail, sent: mailSent, failed: mailFailed },
  text: { send: sendText, sent: textSent, failed: textFailed },
} as const
type Way = keyof typeof ways

const retrySeconds = [5, 15, 60, 300, 900, 1800]
const stuckMs = 5 * 60_000
const batch = 20

const running = new WeakMap<Desk, Partial<Record<Way, Promise<number>>>>()

/** Starts a delivery round soon after a commit; the schedule makes up for one that is lost. */
export function deliverSoon(desk: Desk): void {
  setImmediate(() =>
    deliverMail(desk).catch((error) => desk.log.error({ name: error.name }, 'mail delivery failed')),
  )
}

/**
 * Sends what is due and returns how many were taken. Rounds of one process never overlap; each way out has its own, so that
 * a gateway that hangs holds no mail up.
 */
export async function deliverMail(desk: Desk): Promise<number> {
  const rounds = running.get(desk) ?? {}
  running.set(desk, rounds)
  const taken = Object.keys(ways).map((way) => {
    const before = rounds[way as Way] ?? Promise.resolve(0)
    const round = before.catch(() => 0).then(() => deliverRound(desk, way as Way))
    rounds[way as Way] = round
    return round
  })
  return (await Promise.all(taken)).reduce((sum, n) => sum + n, 0)
}

async function deliverRound(desk: Desk, way: Way): Promise<number> {
  const now = desk.clock()
  const due = await desk.db.write
    .selectFrom('mail')
    .select(['id', 'status', 'next_attempt_at'])
    .where('channel', '=', way)
    .where((eb) =>
      eb.or([
        eb.and([eb('status', '=', 'queued'), eb('next_attempt_at', '<=', now.toISOString())]),
        // A process that died while sending leaves a mail behind; sent twice is better than never.
        eb.and([
          eb('status', '=', 'sending'),
          eb('next_attempt_at', '<=', new Date(now.getTime() - stuckMs).toISOString()),
        ]),
      ]),
    )
    .orderBy('next_attempt_at')
    .limit(batch)
    .execute()
  for (const seen of due) await deliverOne(desk, seen)
  return due.length
}

async function deliverOne(
  desk: Desk,
  seen: Pick<Tables['mail'], 'id' | 'status' | 'next_attempt_at'>,
): Promise<void> {
  const now = desk.clock()
  const mail = await desk.db.write
    .updateTable('mail')
    .set((eb) => ({
      status: 'sending',
      attempts: eb('attempts', '+', 1),
      next_attempt_at: now.toISOString(),
    }))
    .where('id', '=', seen.id)
    .where('status', '=', seen.status)
    // Of what a dead process left behind only the time tells whether another one took it meanwhile.
    .where('next_attempt_at', '=', seen.next_attempt_at)
    .returningAll()
    .executeTakeFirst()
  if (!mail?.sealed_message) return
  if (mail.expires_at <= now.toISOString())
    return settle(desk, mail, { status: 'failed', last_error: 'expired', sealed_message: null })
  const message = JSON.parse(desk.keys.open(mail.sealed_message)) as Message
  const sent = await ways[mail.channel].send(desk, mail.id, message)
  const at = desk.clock().toISOString()
  switch (sent.is) {
    case 'sent':
      return settle(desk, mail, { status: 'sent', sent_at: at, last_error: null, sealed_message: null })
    case 'bounced':
      return settle(desk, mail, {
        status: 'bounced',
        bounced_at: at,
        last_error: sent.why,
        sealed_message: null,
      })
    case 'failed':
      return settle(desk, mail, { status: 'failed', last_error: sent.why, sealed_message: null })
    case 'later':
      return settle(desk, mail, retry(mail, mail.attempts, now, sent.why))
  }
}

type Mail = {
  id: string
  channel: Way
  patient_id: string | null
  contact_point_id: string | null
  case_id: string | null
  template: string
  expires_at: string
}
type Change = {
  status: 'queued' | 'sent' | 'failed' | 'bounced'
  last_error?: string | null
  sealed_message?: null
  sent_at?: string
  bounced_at?: string
  next_attempt_at?: string
}

function retry(mail: Mail, tried: number, now: Date, lastError: string): Change {
  const next = new Date(
    now.getTime() + retrySeconds[Math.min(tried - 1, retrySeconds.length - 1)]! * 1000,
  ).toISOString()
  if (next >= mail.expires_at) return { status: 'failed', last_error: lastError, sealed_message: null }
  return { status: 'queued', last_error: lastError, next_attempt_at: next }
}

async function settle(desk: Desk, mail: Mail, change: Change): Promise<void> {
  await transact(desk.db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('mail')
      .set(change)
      .where('id', '=', mail.id)
      // What was withdrawn meanwhile is not sent again; that it was sent is true all the same.
      .where('status', 'in', change.status === 'queued' ? ['sending'] : ['sending', 'cancelled'])
      .executeTakeFirst()
    // The gateway reported on it meanwhile: our giving up says nothing more.
    if (numUpdatedRows === 0n && change.status !== 'sent') return
    if (change.status === 'bounced' && mail.contact_point_id)
      await markBounced(trx, mail.contact_point_id, change.bounced_at!)
    if (change.status === 'queued') return
    const ctx = systemCtx(desk, 'mail', newId())
    if (change.status === 'sent' && mail.template === 'activation' && mail.patient_id)
      await desk.tell(trx, ctx, [
        { id: `mail:${mail.id}`, patientId: mail.patient_id, kind: 'delivered', at: change.sent_at! },
      ])
    const way = ways[mail.channel]
    await record(trx, ctx, change.status === 'sent' ? way.sent : way.failed, {
      outcome: change.status === 'sent' ? 'success' : 'failure',
      patientIds: mail.patient_id ? [mail.patient_id] : [],
      object: { type: 'mail', id: mail.id },
      caseId: mail.case_id ?? undefined,
      detail: { template: mail.template, ...(change.last_error && { error: change.last_error }) },
    })
  })
}
