import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { closeAccess } from '../logins/closeAccess.ts'
import { markReplaced } from '../patients/updatePatient.ts'
import { patientImported } from './actions.ts'
import type { Met } from './run.ts'

/** Points records that were merged to those that took their place. @returns what the source calls those not to be found */
export async function markMerged(ctx: Ctx, met: Met, dryRun: boolean): Promise<string[]> {
  const unknown: string[] = []
  for (const [id, successor] of met.replaced) {
    const by = met.byId.get(successor)
    if (!by || by === id) unknown.push(successor)
    else if (!dryRun)
      await transact(ctx.desk.db, async (trx) => {
        if (!(await markReplaced(trx, ctx, id, by))) return
        await closeAccess(trx, ctx, id)
        await record(trx, ctx, patientImported, { patientIds: [id, by], fields: ['replacedBy'] })
      })
  }
  return unknown
}
