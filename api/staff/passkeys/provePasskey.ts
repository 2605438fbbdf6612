import type { z } from 'zod'
import type { assertion } from '../../core/access/passkeySchema.ts'
import { answered, goesOn, type Signed } from '../../core/access/passkeys.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { Proving } from '../sessionTarget.ts'
import { tellStaff } from '../tellStaff.ts'
import { takeChallenge } from './challenge.ts'
import { passkeysOf } from './queries.ts'

/** What a passkey of the session's own person signed, before the transaction that decides whether it counts. */
export async function checkSigned(
  ctx: Ctx,
  given: z.output<typeof assertion>,
): Promise<(Signed & { id: string }) | undefined> {
  const passkey =
    ctx.session &&
    (await passkeysOf(ctx.desk.db.read, ctx.session.staff.id)
      .where('credential_id', '=', given.id)
      .executeTakeFirst())
  const signed = passkey && (await answered(ctx.desk.config, passkey, given))
  return signed && { ...signed, id: passkey.id }
}

/**
 * Takes what was signed for a second factor: an answer to the challenge this session was given last, of a passkey that is
 * still there, whose counter goes on. One that does not was perhaps copied: it is refused and its owner told, and which of
 * the two to remove only they can say (Web Authentication Level 3, 6.1.1) (2026-11-26).
 */
export async function provePasskey(
  trx: Trx,
  ctx: Ctx,
  { session, staff }: Proving,
  signed: Awaited<ReturnType<typeof checkSigned>>,
): Promise<'passkey' | 'wrong' | 'counter-went-back'> {
  const asked = { challenge: signed?.challenge, for: 'prove' } as const
  const inTime = await takeChallenge(trx, ctx, session.sid, asked)
  if (!signed || !inTime) return 'wrong'
  const passkey = await passkeysOf(trx, staff.id).where('id', '=', signed.id).executeTakeFirst()
  if (!passkey) return 'wrong'
  if (!goesOn(signed, passkey)) {
    await tellStaff(trx, ctx, staff, 'staff-passkey-copied')
    return 'counter-went-back'
  }
  await trx
    .updateTable('staff_passkey')
    .set({ counter: signed.counter, last_used_at: ctx.now().toISOString() })
    .where('id', '=', passkey.id)
    .execute()
  return 'passkey'
}
