import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { ContactPointRow } from './published.ts'
import { channelsOf } from './published.ts'
import { unreachable } from './trustedChannel.ts'

export interface Paperless {
  /** When they last agreed to it; ISO 8601. */
  since: string
  /** The address at which they hear that something waits in the portal. */
  email: ContactPointRow
}

/**
 * Of some patients those who read in the portal what would come on paper: they agreed to it and did not withdraw that (45 CFR
 * 164.404(d)(1)(i)), and an address on file tells them that there is something. Whoever has none gets paper, whatever they agreed to.
 */
export async function paperlessOf(
  db: Kysely<Tables>,
  patientIds: readonly string[],
): Promise<Map<string, Paperless>> {
  const found = new Map<string, Paperless>()
  if (patientIds.length === 0) return found
  const rows = await db
    .selectFrom('patient_preference')
    .select(['patient_id', 'changed_at'])
    .where('patient_id', 'in', patientIds)
    .where('paperless', '=', 1)
    .execute()
  for (const { patient_id, changed_at } of rows) {
    const channels = await channelsOf(db, patient_id)
    const email = channels.find((one) => one.system === 'email' && !unreachable(one, undefined))
    if (email) found.set(patient_id, { since: changed_at, email })
  }
  return found
}

/** Whoever has no portal account any more reads nothing there. */
export async function endPaperless(trx: Trx, ctx: Ctx, patientId: string): Promise<void> {
  await trx
    .updateTable('patient_preference')
    .set({ paperless: 0, changed_at: ctx.now().toISOString() })
    .where('patient_id', '=', patientId)
    .where('paperless', '=', 1)
    .execute()
}
