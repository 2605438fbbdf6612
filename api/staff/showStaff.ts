import { view } from '../acts/view.ts'
import { allows } from '../core/access/permissions.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { sessionsOf } from './account/sessionsOf.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { presentStaff } from './present.ts'
import { clinicOf, staffById } from './published.ts'
import { recoveryCodesLeft } from './recoveryCodes.ts'
import * as schema from './schema.ts'
import { noStaff } from './words.ts'

/** A colleague; who manages the staff sees as well what they get in by, counted, and where they are signed in. */
export const showStaff = view({
  name: 'staff.shown',
  letter: 'R',
  words: { en: 'Looked at a staff member’s account', es: 'Consultó la cuenta de un miembro del personal' },
  watch: 'nothing',
  at: 'GET /api/staff/{id}',
  summary: 'A staff member, how they get in, and where they are signed in',
  tag: 'Staff',
  needs: 'staff.show',
  params: idParam,
  reply: schema.staffPage,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const staff = await staffById(db, id)
    if (!staff) throw new NotFound(noStaff)
    const now = ctx.now()
    const manages = allows(ctx.actor.role, 'staff.manage')
    const link = await db
      .selectFrom('staff_enrolment')
      .select('expires_at')
      .where('staff_id', '=', id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst()
    return {
      seen: { object: { type: 'staff', id } },
      reply: {
        ...presentStaff(staff),
        clinicId: (await clinicOf(db, id)) ?? null,
        access: manages
          ? {
              enrolled: staff.password_hash !== null && staff.totp_secret !== null,
              linkUntil: link?.expires_at ?? null,
              recoveryCodesLeft: await recoveryCodesLeft(db, id),
              passkeys: (await passkeysOf(db, id).execute()).length,
              sessions: await sessionsOf(db, id, now, ctx.actor.sid),
            }
          : null,
      },
    }
  },
})
