import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import type { Role } from '../core/access/permissions.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transact } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { issueWords } from '../core/http/schema.ts'
import { addressKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { voidPasskeys } from './passkeys/queries.ts'
import { staffPolicy } from './policy.ts'
import { staffByEmail } from './queries.ts'
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
  const { email, name, role, address } = parsed.data
  const token = newToken()
  const now = ctx.now()
  return transact(ctx.desk.db, async (trx) => {
    const { enrolmentHours } = await readPolicy(trx, staffPolicy)
    const expiresAt = new Date(now.getTime() + enrolmentHours * 3_600_000).toISOString()
    const present = await staffByEmail(trx, email)
    if (present && !renew) throw new Invalid({ email: emailTaken })
    if (!present && renew) throw new Invalid({ email: emailOfNobody })
    const id = present?.id ?? newId()
    if (present) {
      // One of them may be what was lost.
      await voidPasskeys(trx, ctx, present)
      await trx
        .updateTable('staff_enrolment')
        .set({ used_at: now.toISOString() })
        .where('staff_id', '=', id)
        .where('used_at', 'is', null)
        .execute()
    } else {
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
          created_at: now.toISOString(),
          version: 1,
        })
        .execute()
    }
    await trx
      .insertInto('staff_enrolment')
      .values({
        token_hash: hashToken(token),
        staff_id: id,
        password_hash: null,
        totp_secret: null,
        created_at: now.toISOString(),
        expires_at: expiresAt,
        used_at: null,
      })
      .execute()
    await record(trx, ctx, staffAdded, {
      object: { type: 'staff', id },
      detail: { role, renewed: !!present },
    })
    // A fragment never reaches a server, its logs or a referrer.
    return { id, link: `${ctx.desk.config.publicUrl}/#/enrol?token=${token}`, expiresAt }
  })
}
