import type { Desk } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { asList, oneOfList } from '../core/db/oneOf.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Step } from './findPairs.ts'
import { everybody } from './keyTable.ts'
import type { PairChange } from './weighTwo.ts'

export const putPeople = insertRows(
  'duplicate_person',
  ['patient_id', 'number', 'version', 'model_number'],
  ['patient_id'],
)
export const putKeys = insertRows('duplicate_key', ['key', 'person'])

/** Writes what a step found out; the caller holds the search. What people decided meanwhile stands. @returns what changed */
export async function writeStep(
  trx: Trx,
  desk: Desk,
  step: Step,
): Promise<{ found: number; dropped: number }> {
  const { keys, people, upto, nextPerson } = step
  await trx
    .updateTable('duplicate_search')
    .set({
      upto,
      next_person: nextPerson,
      ...(upto === '' && { swept_at: desk.clock().toISOString() }),
    })
    .execute()
  await putPeople(trx, people)
  if (keys.crowded.length > 0) {
    await trx
      .deleteFrom('duplicate_key')
      .where(oneOfList(trx, 'key', 'bigint', asList(trx, keys.crowded)))
      .execute()
    await putKeys(
      trx,
      keys.crowded.map((key) => ({ key, person: everybody })),
    )
  }
  await putKeys(
    trx,
    keys.held.toSorted((a, b) => a.key - b.key),
  )
  return writePairs(trx, desk, step.pairs)
}

/** Writes what became of pairs; what people decided meanwhile stands. @returns how many changed */
export async function writePairs(
  trx: Trx,
  desk: Desk,
  pairs: PairChange,
): Promise<{ found: number; dropped: number }> {
  const now = desk.clock().toISOString()
  let [found, dropped] = [0n, 0n]
  for (const pair of pairs.found) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('duplicate_pair')
      .values({ ...pair, ...undecided, id: newId(), found_at: now, version: 1 })
      .onConflict((oc) => oc.columns(['patient_id', 'other_patient_id']).doNothing())
      .executeTakeFirst()
    found += numInsertedOrUpdatedRows ?? 0n
  }
  for (const { before, now: weighed } of pairs.weighedAnew) {
    const { numUpdatedRows } = await trx
      .updateTable('duplicate_pair')
      .set({
        ...{ ...weighed, ...undecided, version: before.version + 1 },
        ...(before.state === 'different' && { found_at: now }),
      })
      .where('id', '=', before.id)
      .where('version', '=', before.version)
      .executeTakeFirst()
    if (before.state === 'different') found += numUpdatedRows
  }
  for (const { id, version } of pairs.gone) {
    const { numDeletedRows } = await trx
      .deleteFrom('duplicate_pair')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    dropped += numDeletedRows
  }
  return { found: Number(found), dropped: Number(dropped) }
}

const undecided = {
  state: 'waiting',
  because: null,
  note: null,
  decided_by: null,
  decided_at: null,
} as const
