import { createTransport, type Transporter } from 'nodemailer'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import { transact } from '../core/db/transact.ts'
import { markBounced } from '../patients/markBounced.ts'
import type { Message } from './enqueueMail.ts'

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

const retrySeconds = [5, 15, 60, 300, 900, 1800]
const stuckMs = 5 * 60_000
const batch = 20

const transports = new WeakMap<Desk, Transporter>()
const running = new WeakMap<Desk, Promise<number>>()

/** Starts a delivery round soon after a commit; the schedule makes up for one that is lost. */
export function deliverSoon(desk: Desk): void {
  setImmediate(() =>
    deliverMail(desk).catch((error) => desk.log.error({ name: error.name }, 'mail delivery failed')),
  )
}

/** Sends what is due and returns how many were taken. Rounds of one process never overlap. */
export async function deliverMail(desk: Desk): Promise<number> {
  const before = running.get(desk) ?? Promise.resolve(0)
  const round = before.catch(() => 0).then(() => deliverRound(desk))
  running.set(desk, round)
  return round
}

async function deliverRound(desk: Desk): Promise<number> {
  const now = desk.clock()
  const due = await desk.db.write
    .selectFrom('mail')
    .select(['id', 'status'])
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
  for (const { id, status } of due) await deliverOne(desk, id, status)
  return due.length
}

async function deliverOne(desk: Desk, id: string, seen: Tables['mail']['status']): Promise<void> {
  const now = desk.clock()
  const mail = await desk.db.write
    .updateTable('mail')
    .set((eb) => ({
      status: 'sending',
      attempts: eb('attempts', '+', 1),
      next_attempt_at: now.toISOString(),
    }))
    .where('id', '=', id)
    .where('status', '=', seen)
    .returningAll()
    .executeTakeFirst()
  if (!mail?.sealed_message) return
  const tried = mail.attempts
  if (mail.expires_at <= now.toISOString())
    return settle(desk, mail, { status: 'failed', last_error: 'expired', sealed_message: null })
  if (!desk.config.smtpUrl) return settle(desk, mail, retry(mail, tried, now, 'no-mail-server-configured'))
  try {
    const message = JSON.parse(desk.keys.open(mail.sealed_message)) as Message
    await transportOf(desk).sendMail({
      from: desk.config.mailFrom,
      to: message.to,
      subject: message.subject,
      text: message.text,
      messageId: `<${mail.id}@portal-desk>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode
    // 5xx to the recipient is final (RFC 5321, 4.2.1); a refusal of ourselves or of the network is tried again.
    if (code && code >= 500 && (error as { code?: string }).code === 'EENVELOPE')
      return settle(desk, mail, {
        status: 'bounced',
        bounced_at: now.toISOString(),
        last_error: `smtp-${code}`,
        sealed_message: null,
      })
    return settle(desk, mail, retry(mail, tried, now, code ? `smtp-${code}` : 'no-connection'))
  }
  return settle(desk, mail, {
    status: 'sent',
    sent_at: desk.clock().toISOString(),
    last_error: null,
    sealed_message: null,
  })
}

type Mail = {
  id: string
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
    await trx
      .updateTable('mail')
      .set(change)
      .where('id', '=', mail.id)
      .where('status', '=', 'sending')
      .execute()
    if (change.status === 'bounced' && mail.contact_point_id)
      await markBounced(trx, mail.contact_point_id, change.bounced_at!)
    if (change.status === 'queued') return
    const ctx = systemCtx(desk, 'mail', newId())
    if (change.status === 'sent' && mail.template === 'activation' && mail.patient_id)
      await desk.tell(trx, ctx, [
        { id: `mail:${mail.id}`, patientId: mail.patient_id, kind: 'delivered', at: change.sent_at! },
      ])
    await record(trx, ctx, change.status === 'sent' ? mailSent : mailFailed, {
      outcome: change.status === 'sent' ? 'success' : 'failure',
      patientIds: mail.patient_id ? [mail.patient_id] : [],
      object: { type: 'mail', id: mail.id },
      caseId: mail.case_id ?? undefined,
      detail: { template: mail.template, ...(change.last_error && { error: change.last_error }) },
    })
  })
}

function transportOf(desk: Desk): Transporter {
  let transport = transports.get(desk)
  if (!transport) {
    transport = createTransport({
      url: desk.config.smtpUrl!,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as never)
    transports.set(desk, transport)
  }
  return transport
}

/** Ends pooled connections, so that the process can stop. */
export function closeMail(desk: Desk): void {
  transports.get(desk)?.close()
  transports.delete(desk)
}
