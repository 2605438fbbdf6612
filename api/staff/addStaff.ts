import type { z } from '@hono/zod-openapi'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import type { Role } from '../core/access/permissions.ts'
import { hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { addressKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { voidPasskeys } from './passkeys/queries.ts'
import { staffPolicy } from './policy.ts'
import { endEnrolmentsOf, staffByEmail } from './queries.ts'
import { newStaff } from './schema.ts'
import { emailOfNobody, emailTaken } from './words.ts'

export const staffAdded: Action = {
  name: 'staff.added',
  letter: 'C',
  words: {
    en: 'Added a staff member, or renewed their enrollment',
    es: 'Añadió a un miembro del personal, o renovó su alta',
  },
  watch: 'nothing',
}

export interface AddStaff {
  email: string
  name: string
  role: Role | string
  address?: { street: string; postalCode: string }
}

/**
 * Adds a staff member, or renews the enrolment of one who lost the second factor, and returns the single-use link.
 * Until the link is used nobody can sign in as them.
 */
export async function addStaff(
  ctx: Ctx,
  given: AddStaff,
  renew = false,
): Promise<{ id: string; link: string; expiresAt: string }> {
  const parsed = newStaff.safeParse(given)
  if (!parsed.success)
    throw new Invalid(Object.fromEntries(parsed.error.issues.map((i) => [i.path.join('.'), issueWords(i)])))
  return transact(ctx.desk.db, async (trx) => {
    const present = await staffByEmail(trx, parsed.data.email)
    if (present && !renew) throw new Invalid({ email: emailTaken })
    if (!present && renew) throw new Invalid({ email: emailOfNobody })
    // One of them may be what was lost.
    if (present) await voidPasskeys(trx, ctx, present)
    const id = present?.id ?? (await insertStaff(trx, ctx, parsed.data))
    const opened = await openEnrolmentOf(trx, ctx, id)
    await record(trx, ctx, staffAdded, {
      object: { type: 'staff', id },
      detail: { role: parsed.data.role, renewed: !!present },
    })
    return { id, ...opened }
  })
}

/** Enters somebody who was invited: nobody signs in as them before they have used a link. */
export async function insertStaff(
  trx: Trx,
  ctx: Ctx,
  { email, name, role, address, language }: z.output<typeof newStaff> & { language?: string },
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('staff')
    .values({
      id,
      email: email.toLowerCase(),
      name,
      role,
      status: 'invited',
      address_key: address ? addressKey(address.street, address.postalCode) : null,
      own_patient_id: null,
      password_hash: null,
      totp_secret: null,
      totp_step: 0,
      last_sign_in_at: null,
      created_at: ctx.now().toISOString(),
      version: 1,
      language: language ?? null,
    })
    .execute()
  return id
}

/** A new enrolment link in place of those they were given before. Whoever calls records it. */
export async function openEnrolmentOf(
  trx: Trx,
  ctx: Ctx,
  staffId: string,
): Promise<{ link: string; expiresAt: string }> {
  const now = ctx.now()
  const { enrolmentHours } = await readPolicy(trx, staffPolicy)
  const expiresAt = new Date(now.getTime() + enrolmentHours * hourMs).toISOString()
  const token = newToken()
  await endEnrolmentsOf(trx, ctx, staffId)
  await trx
    .insertInto('staff_enrolment')
    .values({
      token_hash: hashToken(token),
      staff_id: staffId,
      password_hash: null,
      totp_secret: null,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  // A fragment never reaches a server, its logs or a referrer.
  return { link: `${ctx.desk.config.publicUrl}/#/enrol?token=${token}`, expiresAt }
}
