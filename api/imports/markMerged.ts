import type { Kysely } from 'kysely'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { transact } from '../core/db/transact.ts'
import { closeAccess } from '../logins/closeAccess.ts'
import { leadsTo } from '../patients/survivor.ts'
import { holdPatients } from '../patients/target.ts'
import { markReplaced } from '../patients/updatePatient.ts'
import { patientImported } from './actions.ts'
import type { Warning } from './records.ts'
import type { Met } from './run.ts'

/**
 * Points records that were merged to those that took their place. Where the one that is to stand was itself merged into the other,
 * here or by an earlier feed, the link is not followed: each would lead to the other and neither would stand. Medical records
 * undoes its own merge, and the next feed is followed (2026-11-26).
 * @returns what was not followed
 */
export async function markMerged(ctx: Ctx, met: Met, dryRun: boolean): Promise<Warning[]> {
  const warnings: Warning[] = []
  const warn = (rule: string) => warnings.push({ field: 'link', rule })
  for (const [id, successor] of met.replaced) {
    const by = met.byId.get(successor)
    const circle = async (db: Kysely<Tables>) => by !== undefined && (await leadsTo(db, by, id))
    if (!by || by === id) warn(`names a record that is not here (${successor})`)
    else if (
      dryRun
        ? await circle(ctx.desk.db.read)
        : await transact(ctx.desk.db, async (trx) => {
            await holdPatients(trx, ctx, [id, by])
            if (await circle(trx)) return true
            if (!(await markReplaced(trx, ctx, id, by))) return false
            await closeAccess(trx, ctx, id)
            await record(trx, ctx, patientImported, { patientIds: [id, by], fields: ['replacedBy'] })
            return false
          })
    )
      warn(
        `names a record that was itself merged into the one that says so (${successor}): it was not followed. Undo that merge here, or correct the source`,
      )
  }
  return warnings
}
