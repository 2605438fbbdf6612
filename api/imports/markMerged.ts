import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
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
 * undoes its own merge, and the next feed is followed (2026-11-26). Of records that one feed says replaced each other none is
 * pointed anywhere, in whatever order they came: which of them stands is the source's to say, and until it does they are out of
 * use, as it said of each (2026-11-27).
 * @returns what was not followed
 */
export async function markMerged(ctx: Ctx, met: Met, dryRun: boolean): Promise<Warning[]> {
  const warnings: Warning[] = []
  const warn = (rule: string) => warnings.push({ field: 'link', rule })
  const said = new Map<string, string>()
  for (const [id, successor] of met.replaced) {
    const by = met.byId.get(successor)
    if (by === undefined) warn(`names a record that is not here (${successor})`)
    else if (by.patientId === undefined)
      warn(
        `names a record that was not taken in, or one of two called alike (${successor}): it was not followed`,
      )
    else said.set(id, by.patientId)
  }
  const unclear = inCircles(said)
  const followed = new Map<string, string>()
  for (const [id, by] of said) {
    const successor = met.replaced.get(id)!
    if (by === id) {
      warn(`names the record that it stands in (${successor}): it was not followed. Correct the source`)
      continue
    }
    if (unclear.has(id)) {
      warn(
        `names a record that by the same feed leads back to the one that says so (${successor}): none of them was followed. Correct the source`,
      )
      continue
    }
    const circle = dryRun
      ? await leadsTo(ctx.desk.db.read, by, id, followed)
      : await transact(ctx.desk.db, async (trx) => {
          await holdPatients(trx, ctx, [id, by])
          if (await leadsTo(trx, by, id)) return true
          if (!(await markReplaced(trx, ctx, id, by))) return false
          await closeAccess(trx, ctx, id)
          await record(trx, ctx, patientImported, { patientIds: [id, by], fields: ['replacedBy'] })
          return false
        })
    if (!circle) followed.set(id, by)
    else
      warn(
        `names a record that was itself merged into the one that says so (${successor}): it was not followed. Undo that merge here, or correct the source`,
      )
  }
  return warnings
}

/** Those of whom each leads to the next and the last to the first; who only leads there is not among them. */
function inCircles(links: ReadonlyMap<string, string>): Set<string> {
  const circles = new Set<string>()
  const walkOf = new Map<string, string>()
  for (const start of links.keys()) {
    let at: string | undefined = start
    while (at !== undefined && !walkOf.has(at)) {
      walkOf.set(at, start)
      at = links.get(at)
    }
    // This walk came back to where it had been: what it passed since then is a circle.
    if (at === undefined || walkOf.get(at) !== start) continue
    for (let one = at; !circles.has(one); one = links.get(one)!) circles.add(one)
  }
  return circles
}
