import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/** A link that can still be used: not used, not revoked, not expired, its login in the right state. */
export function liveLink(db: Kysely<Tables>, tokenHash: string, kind: 'activation' | 'reset', now: string) {
  return db
    .selectFrom('portal_token as t')
    .innerJoin('portal_account as a', 'a.id', 't.account_id')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .select([
      't.id as token_id',
      't.failed_attempts as token_failures',
      'a.id as account_id',
      'p.id as patient_id',
    ])
    .select(['p.birth_date', 'p.given_name', 'p.family_name', 'p.language', 'a.username'])
    .where('t.token_hash', '=', tokenHash)
    .where('t.kind', '=', kind)
    .where('t.used_at', 'is', null)
    .where('t.revoked_at', 'is', null)
    .where('t.expires_at', '>', now)
    .where('a.status', '=', kind === 'activation' ? 'invited' : 'active')
    .executeTakeFirst()
}

/** Uses a link up; false when another request did so first. */
export async function consumeLink(trx: Trx, tokenId: string, now: string): Promise<boolean> {
  const result = await trx
    .updateTable('portal_token')
    .set({ used_at: now })
    .where('id', '=', tokenId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Patients with a login who have this address on file although it is not their username. */
export function patientsReachedBy(db: Kysely<Tables>, emailKey: string) {
  return db
    .selectFrom('contact_point as c')
    .innerJoin('portal_account as a', 'a.patient_id', 'c.patient_id')
    .select('a.patient_id')
    .where('c.value_key', '=', emailKey)
    .where('c.system', '=', 'email')
    .where('c.ended_at', 'is', null)
    .limit(3)
    .execute()
}
