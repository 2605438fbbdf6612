import { record } from '../audit/record.ts'
import { hashToken } from '../core/access/keys.ts'
import { hashPassword, passwordFault } from '../core/access/passwords.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { addPortalEvent, endPortalSessions, revokeLinks } from '../logins/queries.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { channelsOf } from '../patients/queries.ts'
import { consumeLink, liveLink } from './queries.ts'

const wrongBirthDates = 5

export type Link = { kind: 'activation'; code: string } | { kind: 'reset'; token: string }
const fieldOf = { activation: 'code', reset: 'token' } as const
const secretOf = (link: Link) => (link.kind === 'activation' ? link.code : link.token)

/** Whether a link still works; opening an invitation is noted, since many begin and never finish. */
export async function checkLink(ctx: Ctx, link: Link): Promise<{ usable: boolean }> {
  const now = ctx.now().toISOString()
  const found = await liveLink(ctx.desk.db.read, hashToken(secretOf(link)), link.kind, now)
  if (found && link.kind === 'activation')
    await transact(ctx.desk.db, async (trx) => {
      await trx
        .updateTable('portal_account')
        .set({ activation_started_at: now })
        .where('id', '=', found.account_id)
        .where('activation_started_at', 'is', null)
        .execute()
      await addPortalEvent(trx, ctx, found.patient_id, 'activation-opened')
    })
  return { usable: found !== undefined }
}

/**
 * Activates a login, or gives it a new password, for whoever holds a live link and knows the birth date. The link
 * is used up with the change, every session ends, and each address on file hears of it.
 */
export async function choosePassword(
  ctx: Ctx,
  link: Link,
  birthDate: string,
  password: string,
): Promise<{ username: string }> {
  const field = fieldOf[link.kind]
  const now = ctx.now().toISOString()
  const tokenHash = hashToken(secretOf(link))
  const found = await liveLink(ctx.desk.db.read, tokenHash, link.kind, now)
  if (!found) throw new Invalid({ [field]: 'does not work any more: it was used, replaced or has expired' })
  const fault = passwordFault(password, [
    found.username,
    found.username.split('@')[0]!,
    found.given_name + found.family_name,
    found.birth_date,
  ])
  if (fault) throw new Invalid({ password: fault })
  if (birthDate !== found.birth_date) return refuseBirthDate(ctx, link, found)
  const passwordHash = await hashPassword(password)
  await transact(ctx.desk.db, async (trx) => {
    // Read again inside: the login may have been locked, or the link replaced, since.
    const still = await liveLink(trx, tokenHash, link.kind, now)
    if (!still || !(await consumeLink(trx, still.token_id, now)))
      throw new Conflict('The link was used or replaced meanwhile.')
    await trx
      .updateTable('portal_account')
      .set((eb) => ({
        password_hash: passwordHash,
        must_change_password: 0,
        failed_attempts: 0,
        status: 'active',
        ...(link.kind === 'activation' && {
          activated_at: now,
          activation_started_at: eb.fn.coalesce('activation_started_at', eb.val(now)),
        }),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', still.account_id)
      .execute()
    await revokeLinks(trx, { id: still.account_id, patient_id: still.patient_id }, now)
    await endPortalSessions(trx, still.account_id)
    await addPortalEvent(
      trx,
      ctx,
      still.patient_id,
      link.kind === 'activation' ? 'activated' : 'password-reset',
    )
    await record(trx, ctx, link.kind === 'activation' ? 'account.activated' : 'account.password-reset', {
      patientIds: [still.patient_id],
      object: { type: 'portal-account', id: still.account_id },
      fields: ['password'],
    })
    for (const contact of await channelsOf(trx, still.patient_id))
      if (contact.system === 'email' && !contact.bounced_at)
        await enqueueMail(trx, ctx, {
          template: 'password-changed',
          patientId: still.patient_id,
          contact,
          caseId: null,
          language: still.language,
          expiresAt: new Date(ctx.now().getTime() + 86_400_000).toISOString(),
          values: {},
        })
  })
  deliverSoon(ctx.desk)
  return { username: found.username }
}

async function refuseBirthDate(
  ctx: Ctx,
  link: Link,
  found: NonNullable<Awaited<ReturnType<typeof liveLink>>>,
): Promise<never> {
  await transact(ctx.desk.db, async (trx) => {
    const { failed_attempts } = await trx
      .updateTable('portal_token')
      .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
      .where('id', '=', found.token_id)
      .returning('failed_attempts')
      .executeTakeFirstOrThrow()
    if (failed_attempts >= wrongBirthDates)
      await trx
        .updateTable('portal_token')
        .set({ revoked_at: ctx.now().toISOString() })
        .where('id', '=', found.token_id)
        .execute()
    await addPortalEvent(
      trx,
      ctx,
      found.patient_id,
      link.kind === 'activation' ? 'activation-failed' : 'reset-failed',
      'birth-date',
    )
    await record(trx, ctx, link.kind === 'activation' ? 'account.activated' : 'account.password-reset', {
      outcome: 'failure',
      patientIds: [found.patient_id],
      object: { type: 'portal-account', id: found.account_id },
      detail: { reason: 'birth-date' },
    })
  })
  throw new Invalid({ birthDate: 'is not the one we have on file' })
}
