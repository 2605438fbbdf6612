import { holdCase } from '../cases/target.ts'
import { newCode } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeVerification } from './queries.ts'
import type { VerificationRow } from './tables.ts'

const macOf = ({ desk }: Ctx, patientId: string, number: string) =>
  desk.keys.mac(`passkey-number:${patientId}`, number)

/** Makes a verification that is held wait for a passkey of its patient. @returns the number the agent reads out, not kept */
export async function awaitPasskey(
  trx: Trx,
  ctx: Ctx,
  row: VerificationRow,
  minutes: number,
): Promise<{ number: string; expiresAt: string }> {
  const number = newCode()
  const expiresAt = new Date(ctx.now().getTime() + minutes * 60_000).toISOString()
  await changeVerification(trx, row.id, {
    passkey_mac: macOf(ctx, row.patient_id, number),
    passkey_until: expiresAt,
    // The budget of codes, which it takes the place of.
    codes_sent: row.codes_sent + 1,
  })
  return { number, expiresAt }
}

/** The verification of a patient, who is held, that waits for this number, with its open case; both held. */
export async function awaitingPasskey(trx: Trx, ctx: Ctx, patientId: string, number: string) {
  const now = ctx.now().toISOString()
  const waiting = trx
    .selectFrom('verification')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('passkey_mac', '=', macOf(ctx, patientId, number))
    .where('passkey_until', '>', now)
    .where('expires_at', '>', now)
    .where('tier', '!=', 'T0')
  const seen = await waiting.executeTakeFirst()
  const supportCase = seen && (await holdCase(trx, ctx, seen.case_id))
  if (!supportCase || supportCase.status === 'closed') return undefined
  const row = await held(ctx.desk.db, waiting.where('id', '=', seen.id)).executeTakeFirst()
  return row && { row, supportCase }
}
