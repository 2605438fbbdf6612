import { lastNotAhead } from '../core/ahead.ts'
import { hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { TooMany } from '../core/errors.ts'
import { dialable } from '../core/phone.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { said } from '../core/words.ts'
import { preferencesOf } from '../patients/preferences.ts'
import type { Template } from './mailTexts.ts'
import type { Message } from './message.ts'
import { mailPolicy } from './policy.ts'
import { budgetedTemplates, writeMail, writeText } from './templates.ts'

export interface Letter {
  template: Template
  /** Null for a mail to staff. */
  patientId: string | null
  /** An e-mail address, or a telephone that takes texts. */
  contact: { id: string | null; value: string; system?: 'email' | 'phone' }
  caseId?: string | null
  /** Of a code or a link that an agent sends: what its case is called, which the mail says. */
  caseNumber?: number
  language: string | null
  /** After this the mail is worthless and is not sent; where it is not given, when the policy gives mails up. */
  expiresAt?: string
  /** It does not leave before; ISO 8601. */
  notBefore?: string
  /** Of a notice: of how many changes it tells. */
  changes?: number
  values?: Readonly<Record<string, string>>
}

const isBudgeted = (template: string) => (budgetedTemplates as readonly string[]).includes(template)

/** Whether one more code or link may be sent about a patient within the hour, by whichever way. */
export async function secretsLeft(trx: Trx, ctx: Ctx, patientId: string): Promise<boolean> {
  const { secretsByMailAnHour } = await readPolicy(trx, mailPolicy)
  const hourAgo = new Date(ctx.now().getTime() - hourMs).toISOString()
  const { sent } = await trx
    .selectFrom('mail')
    .select((eb) => eb.fn.countAll().as('sent'))
    .where('patient_id', '=', patientId)
    .where('created_at', '>=', hourAgo)
    .where('created_at', '<=', lastNotAhead(ctx.now()))
    .where('template', 'in', budgetedTemplates)
    .executeTakeFirstOrThrow()
  return Number(sent) < secretsByMailAnHour
}

const mailsOver = said(
  'mails-over',
  'So many codes and links were sent to this patient within the hour that no more are sent. Look first whether they arrive.',
  'En la última hora se enviaron tantos códigos y enlaces a este paciente que no se envían más. Compruebe primero si llegan.',
)

/**
 * Puts a mail, or a text message to a telephone, in the outbox inside the caller's transaction, so that it leaves if and only if the change stands.
 * The text holds a secret, so it is encrypted until it is sent and gone afterwards.
 * @throws TooMany where so many secrets were sent about the patient within the hour that one more would be a flood.
 */
export async function enqueueMail(trx: Trx, ctx: Ctx, asked: Letter): Promise<string> {
  const letter = await inTheirLanguage(trx, asked)
  const { mailHours, ...policy } = await readPolicy(trx, mailPolicy)
  const now = ctx.now()
  if (letter.patientId && isBudgeted(letter.template) && !(await secretsLeft(trx, ctx, letter.patientId)))
    throw new TooMany(mailsOver, 3_600)
  const leaves = letter.notBefore ?? now.toISOString()
  const expiresAt = letter.expiresAt ?? new Date(Date.parse(leaves) + mailHours * hourMs).toISOString()
  const id = newId()
  await trx
    .insertInto('mail')
    .values({
      id,
      channel: wayOf(letter),
      template: letter.template,
      patient_id: letter.patientId,
      contact_point_id: letter.contact.id,
      case_id: letter.caseId ?? null,
      sealed_message: sealedText(ctx, { ...letter, expiresAt }, policy),
      status: 'queued',
      attempts: 0,
      changes: letter.changes ?? 1,
      next_attempt_at: leaves,
      last_error: null,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      sent_at: null,
      bounced_at: null,
    })
    .execute()
  return id
}

/** The same in the language the patient chose in the portal, where they did. */
export async function inTheirLanguage<L extends Letter>(trx: Trx, letter: L): Promise<L> {
  if (letter.patientId === null) return letter
  const { language } = await preferencesOf(trx, letter.patientId)
  return language ? { ...letter, language } : letter
}

const wayOf = ({ contact }: Letter) => (contact.system === 'phone' ? 'text' : 'email')

/** What leaves, encrypted as it waits. */
export function sealedText(
  ctx: Ctx,
  letter: Letter & { expiresAt: string },
  { hospitalName, homeCountry }: Pick<PolicyOf<typeof mailPolicy>, 'hospitalName' | 'homeCountry'>,
): string {
  const what = {
    minutes: Math.round((Date.parse(letter.expiresAt) - ctx.now().getTime()) / 60_000),
    changes: letter.changes ?? 1,
    ...(letter.caseNumber !== undefined && { caseNumber: letter.caseNumber }),
    values: { hospital: hospitalName, ...letter.values },
  }
  const message = wayOf(letter) === 'text' ? textTo(letter, what, homeCountry) : mailTo(letter, what)
  return ctx.desk.keys.seal(JSON.stringify(message))
}

type What = Parameters<typeof writeMail>[2]

function mailTo({ template, language, contact }: Letter, what: What): Message {
  const { subject, body } = writeMail(template, language, what)
  return { to: contact.value, subject, text: body }
}

function textTo({ template, language, contact }: Letter, what: What, home: string): Message {
  const to = dialable(contact.value, home)
  // Whoever chose the channel asked `distrust`, which trusts no number that cannot be dialled.
  if (!to) throw new Error('a text message needs a number that can be dialled')
  return { to, subject: '', text: writeText(template, language, what) }
}
