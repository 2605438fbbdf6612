import { keyOf, saveVisits, type VisitOf } from '../patients/saveVisits.ts'
import type { Work } from './batch.ts'

/** Writes the visits of a batch. A dry run counts those that an earlier batch of it wrote and undid, or whose patient it did. */
export async function saveSeen(work: Work, dryRun: boolean): Promise<void> {
  const { trx, ctx, met, batch, changed } = work
  const isUndone = ({ patientId, visit }: VisitOf) =>
    met.before.undone.has(patientId) || met.before.visits.has(`${patientId} ${keyOf(visit)}`)
  const touched = await saveVisits(
    trx,
    ctx,
    work.visits.filter((one) => !isUndone(one)),
    met.own.places,
  )
  for (const [patientId, count] of touched) {
    batch.counts.encounters += count
    changed.add(patientId)
  }
  if (!dryRun) return
  // Of one visit the last word of a batch counts.
  for (const one of work.visits)
    met.own.visits.set(`${one.patientId} ${keyOf(one.visit)}`, {
      undone: isUndone(one),
      startedAt: one.visit.withdrawn ? undefined : one.visit.startedAt,
    })
  for (const [key, { undone, startedAt }] of met.own.visits)
    if (undone && met.before.visits.get(key)?.startedAt !== startedAt) batch.counts.encounters++
}
