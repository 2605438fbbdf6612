import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { type Template, writeMail } from './templates.ts'

export interface Letter {
  template: Template
  /** Null for a mail to staff. */
  patientId: string | null
  contact: { id: string | null; value: string }
  caseId?: string | null
  language: string | null
  /** After this the mail is worthless and is not sent; a day from now unless given. */
  expiresAt?: string
  values?: Readonly<Record<string, string>>
}

const dayMs = 86_400_000

export interface Message {
  to: string
  subject: string
  text: string
}

/**
 * Puts a mail in the outbox inside the caller's transaction, so that it leaves if and only if the change stands.
 * The text holds a secret, so it is encrypted until it is sent and gone afterwards.
 */
export async function enqueueMail(trx: Trx, ctx: Ctx, letter: Letter): Promise<string> {
  const { hospitalName } = await readPolicy(trx)
  const now = ctx.now()
  const expiresAt = letter.expiresAt ?? new Date(now.getTime() + dayMs).toISOString()
  const { subject, body } = writeMail(letter.template, letter.language, {
    minutes: Math.round((Date.parse(expiresAt) - now.getTime()) / 60_000),
    values: { hospital: hospitalName, ...letter.values },
  })
  const message: Message = { to: letter.contact.value, subject, text: body }
  const id = newId()
  await trx
    .insertInto('mail')
    .values({
      id,
      template: letter.template,
      patient_id: letter.patientId,
      contact_point_id: letter.contact.id,
      case_id: letter.caseId ?? null,
      sealed_message: ctx.desk.keys.seal(JSON.stringify(message)),
      status: 'queued',
      attempts: 0,
      next_attempt_at: now.toISOString(),
      last_error: null,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      sent_at: null,
      bounced_at: null,
    })
    .execute()
  return id
}
