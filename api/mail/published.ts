import type { Kysely } from 'kysely'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'

/*
 * What other rooms may read of the outbox: what was sent to a patient and how that went; never a text.
 */

const mails = prepared((db, p: { patientId: string; limit: number }) =>
  db
    .selectFrom('mail')
    .select([
      'id',
      'channel',
      'template',
      'status',
      'attempts',
      'last_error',
      'created_at',
      'sent_at',
      'bounced_at',
      'delivered_at',
      'contact_point_id',
    ])
    .where('patient_id', '=', p.patientId)
    .orderBy('created_at', 'desc')
    .limit(p.limit),
)

type Mail = Tables['mail']

/** How it went with a mail, as far as is known: sent is what the server or the gateway took, delivered what it said arrived. */
export const statusOf = (mail: Pick<Mail, 'status' | 'delivered_at'>): Mail['status'] | 'delivered' =>
  mail.delivered_at ? 'delivered' : mail.status

/** The newest mails to a patient. */
export function mailsOf(db: Kysely<Tables>, patientId: string, limit: number) {
  return mails(db, { patientId, limit })
}

/** The mails to a patient since a moment, and until another where one is given, newest first. */
export function mailsSince(
  db: Kysely<Tables>,
  patientId: string,
  since: string,
  most: number,
  until?: string,
) {
  return db
    .selectFrom('mail')
    .select(['id', 'channel', 'template', 'status', 'last_error', 'created_at', 'delivered_at'])
    .where('patient_id', '=', patientId)
    .where('created_at', '>=', since)
    .$if(until !== undefined, (query) => query.where('created_at', '<=', until!))
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
}

const toNothing = ['failed', 'bounced', 'undelivered', 'cancelled'] as const

/** Patients of whom any mail by a template came back, or never left: few. */
export async function missedBy(db: Kysely<Tables>, template: Mail['template']): Promise<Set<string>> {
  const rows = await db
    .selectFrom('mail')
    .select('patient_id')
    .where('template', '=', template)
    .where('status', 'in', toNothing)
    .execute()
  return new Set(rows.flatMap(({ patient_id }) => patient_id ?? []))
}

/** Whether the mail that tells a patient of something noted at a moment came back, or never left. */
export async function cameToNothing(
  db: Kysely<Tables>,
  patientId: string,
  template: Mail['template'],
  notedAt: string,
): Promise<boolean> {
  // Several are told of by one mail, which may be older; one of its own is enqueued a moment later.
  const moments = new Date(Date.parse(notedAt) + 60_000).toISOString()
  const mail = await db
    .selectFrom('mail')
    .select('status')
    .where('patient_id', '=', patientId)
    .where('template', '=', template)
    .where('created_at', '<=', moments)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return mail !== undefined && (toNothing as readonly string[]).includes(mail.status)
}

/** Invitations that left the house, and whether they came back. */
export const invitationsSent = (db: Kysely<Tables>) =>
  db
    .selectFrom('mail')
    .select((eb) => [
      'id',
      'patient_id',
      'sent_at',
      eb('status', 'in', ['bounced', 'undelivered']).as('returned'),
    ])
    .where('template', '=', 'activation')
    .where('sent_at', 'is not', null)

/** What waits to leave: how many, and since when the oldest does. */
export async function outboxState(db: Kysely<Tables>): Promise<{ waiting: number; oldestAt: string | null }> {
  const { waiting, oldest } = await db
    .selectFrom('mail')
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('created_at').as('oldest')])
    .where('status', 'in', ['queued', 'sending'])
    .executeTakeFirstOrThrow()
  return { waiting, oldestAt: oldest }
}
