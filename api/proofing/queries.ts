import type { Kysely } from 'kysely'
import { verificationById } from '../callers/published.ts'
import { isOver } from '../callers/tier.ts'
import { holdCase } from '../cases/target.ts'
import { hashToken } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { notLiving } from '../patients/living.ts'
import { holdPatient } from '../patients/target.ts'
import type { ProofingRow } from './tables.ts'

/** By what a proofing is found: the link that was sent, or what the browser brings back with the cookie it was given. */
export type Key = { token: string } | { state: string; browser: string | undefined }

/** One that was not finished, not replaced and has not expired. */
export function live(db: Kysely<Tables>, key: Key, now: string) {
  const open = db
    .selectFrom('identity_proofing')
    .selectAll()
    .where('finished_at', 'is', null)
    .where('expires_at', '>', now)
  return 'token' in key
    ? open.where('token_hash', '=', hashToken(key.token))
    : open
        .where('state_hash', '=', hashToken(key.state))
        .where('browser_hash', '=', hashToken(key.browser ?? ''))
}

/**
 * Holds a live proofing with what it belongs to, in the order in which the house holds rows. It is over with its verification,
 * whatever ended that, with the case that was closed, and with the patient who died.
 */
export async function holdLive(trx: Trx, ctx: Ctx, key: Key) {
  const now = ctx.now().toISOString()
  const seen = await live(trx, key, now).executeTakeFirst()
  const about = seen && (await verificationById(trx, seen.verification_id))
  if (!about) return undefined
  const patient = await holdPatient(trx, ctx, about.patient_id)
  const supportCase = await holdCase(trx, ctx, about.case_id)
  // Asked again now that patient and case are held: whoever held them before may have finished or ended it.
  const row = await held(ctx.desk.db, live(trx, key, now)).executeTakeFirst()
  const verification = (await verificationById(trx, about.id))!
  if (!row || isOver(verification, ctx.now())) return undefined
  if (!supportCase || supportCase.status === 'closed' || notLiving(patient)) return undefined
  return { row, verification, patient, supportCase }
}

export async function changeProofing(trx: Trx, id: string, change: Partial<ProofingRow>): Promise<void> {
  await trx.updateTable('identity_proofing').set(change).where('verification_id', '=', id).execute()
}
