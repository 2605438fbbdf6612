import { act } from '../../acts/act.ts'
import * as schema from '../../core/access/passkeySchema.ts'
import { madePasskey } from '../../core/access/passkeys.ts'
import { newId } from '../../core/db/id.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellStaff } from '../tellStaff.ts'
import { notMade, passkeyKnown } from '../words.ts'
import { takeChallenge } from './challenge.ts'
import { onMyPasskeys } from './target.ts'

/** Second half: what the device made is kept under the name its owner gave it, and its owner is told by mail. */
export const addPasskey = act({
  name: 'staff.passkey-added',
  letter: 'C',
  words: { en: 'Added a passkey to their account', es: 'Añadió una llave de acceso a su cuenta' },
  watch: 'nothing',
  verb: { en: 'Save the passkey', es: 'Guardar la llave de acceso' },
  tag: 'Staff',
  at: 'POST /api/me/passkeys',
  needs: 'signed-in',
  fresh: true,
  status: 201,
  body: schema.adding,
  reply: schema.added,
  on: onMyPasskeys,
  guards: { fewEnough: true },
  prepare: ({ desk }, { credential }) => madePasskey(desk.config, credential),
  async do(trx, ctx, { staff }, { name, credential }, prepared) {
    const made = prepared as Awaited<ReturnType<typeof madePasskey>>
    const asked = { challenge: made?.challenge, for: 'add' } as const
    if (!(await takeChallenge(trx, ctx, ctx.actor.sid, asked)) || !made)
      return { outcome: 'failure', refuse: new Invalid({ credential: notMade }) }
    const known = await trx
      .selectFrom('staff_passkey')
      .select('id')
      .where('credential_id', '=', made.credentialId)
      .executeTakeFirst()
    if (known) return { outcome: 'failure', refuse: new Conflict(passkeyKnown) }
    const id = newId()
    await trx
      .insertInto('staff_passkey')
      .values({
        id,
        staff_id: staff.id,
        credential_id: made.credentialId,
        public_key: made.publicKey,
        counter: made.counter,
        transports: JSON.stringify(credential.transports),
        name,
        created_at: ctx.now().toISOString(),
        last_used_at: null,
      })
      .execute()
    await tellStaff(trx, ctx, staff, 'staff-passkey-added')
    return { reply: { id }, fields: ['secondFactor'], after: deliverSoon }
  },
})
