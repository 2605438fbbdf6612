import { hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { enqueueMail, inTheirLanguage, type Letter, sealedText } from './enqueueMail.ts'
import { mailPolicy } from './policy.ts'

type Notice = Omit<Letter, 'patientId' | 'changes' | 'expiresAt' | 'notBefore'> & { patientId: string }

/**
 * Tells a patient that something changed. The first few of a kind within an hour leave at once; the next ones wait together, as
 * one mail that says how many changes there were, until the hour of the oldest is over. So nothing is kept from anybody, and
 * whoever makes a flood of notices to hide one among them makes few, of that kind only (2026-11-26).
 */
export async function enqueueNotice(trx: Trx, ctx: Ctx, notice: Notice): Promise<void> {
  const { noticesAnHour, ...policy } = await readPolicy(trx, mailPolicy)
  const now = ctx.now()
  const recent = await trx
    .selectFrom('mail')
    .select(['id', 'status', 'attempts', 'changes', 'created_at', 'next_attempt_at', 'expires_at'])
    .where('patient_id', '=', notice.patientId)
    .where('template', '=', notice.template)
    .where('contact_point_id', '=', notice.contact.id)
    .where('created_at', '>', new Date(now.getTime() - hourMs).toISOString())
    .orderBy('created_at', 'desc')
    .limit(noticesAnHour)
    .execute()
  const waiting = recent.find(
    (mail) => mail.status === 'queued' && mail.attempts === 0 && mail.next_attempt_at > now.toISOString(),
  )
  if (waiting) {
    const changes = waiting.changes! + 1
    const sealed_message = sealedText(
      ctx,
      { ...(await inTheirLanguage(trx, notice)), changes, expiresAt: waiting.expires_at },
      policy,
    )
    const { numUpdatedRows } = await trx
      .updateTable('mail')
      .set({ changes, sealed_message })
      .where('id', '=', waiting.id)
      // It may be leaving at this moment: then it tells of those before, and this one is told by another.
      .where('status', '=', 'queued')
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) return
  }
  const oldest = recent.length < noticesAnHour ? undefined : recent.at(-1)
  const notBefore = oldest && new Date(Date.parse(oldest.created_at) + hourMs).toISOString()
  await enqueueMail(trx, ctx, { ...notice, ...(notBefore && { notBefore }) })
}
