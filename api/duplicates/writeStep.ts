import type { Desk } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { asList, oneOfList } from '../core/db/oneOf.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Step } from './findPairs.ts'
import { everybody } from './keyTable.ts'
import type { PairRow } from './tables.ts'

type Weighed = Pick<PairRow, 'bits' | 'band' | 'levels'>

export interface PairChange {
  found: (Weighed & Pick<PairRow, 'patient_id' | 'other_patient_id'>)[]
  /** That weigh otherwise than they did. */
  weighedAnew: { before: PairRow; now: Weighed }[]
  /** That stand no more. */
  gone: PairRow[]
}

const putPeople = insertRows(
  'duplicate_person',
  ['patient_id', 'number', 'version', 'model_number'],
  ['patient_id'],
)
const putKeys = insertRows('duplicate_key', ['key', 'person'])

/** Writes what a step found out; the caller holds the search. What people decided meanwhile stands. @returns what changed */
export async function writeStep(
  trx: Trx,
  desk: Desk,
  step: Step,
): Promise<{ found: number; dropped: number }> {
  const { keys, pairs, people, upto, nextPerson } = step
  const now = desk.clock().toISOString()
  await trx
    .updateTable('duplicate_search')
    .set({ upto, next_person: nextPerson, ...(upto === '' && { swept_at: now }) })
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
