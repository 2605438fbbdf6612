import { act } from '../../acts/act.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { replaceRecoveryCodes } from '../recoveryCodes.ts'
import * as schema from '../schema.ts'
import { tellStaff } from '../tellStaff.ts'
import { onMyself } from './target.ts'

/** Gives somebody new recovery codes, shown this once; the old ones are void. */
export const renewRecoveryCodes = act({
  name: 'staff.recovery-codes-replaced',
  letter: 'U',
  words: { en: 'Replaced their recovery codes', es: 'Reemplazó sus códigos de recuperación' },
  watch: 'nothing',
  verb: { en: 'Get new recovery codes', es: 'Obtener códigos de recuperación nuevos' },
  tag: 'Staff',
  at: 'POST /api/me/recovery-codes',
  needs: 'signed-in',
  fresh: true,
  reply: schema.recoveryCodes,
  on: onMyself,
  async do(trx, ctx, staff) {
    const recoveryCodes = await replaceRecoveryCodes(trx, ctx.desk.keys, staff.id)
    await tellStaff(trx, ctx, staff, 'staff-recovery-codes-replaced')
    return { reply: { recoveryCodes }, fields: ['recoveryCodes'], after: deliverSoon }
  },
})
