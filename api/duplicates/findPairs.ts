import type { Desk } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { patientsAfter } from '../patients/published.ts'
import { recordsToCompare } from '../patients/recordsToCompare.ts'
import { findAmongAll, isMostNew } from './findAmongAll.ts'
import { holdSearch, modelFor } from './keptModel.ts'
import { type KeyChange, meet } from './keyTable.ts'
import type { Model } from './model.ts'
import { type Person, personOnFile } from './person.ts'
import { pairKey, pairsWith, peopleKnown, searchState } from './queries.ts'
import { note, type PairChange, weighTwo } from './weighTwo.ts'
import { writeStep } from './writeStep.ts'

/** How many patients one step looks at: little enough that its transaction holds nobody up. */
const patientsAtOnce = 100

export interface Found {
  /** Patients who were new or had changed since the last pass. */
  compared: number
  /** Pairs that were offered newly, and those that stand no more. */
  found: number
  dropped: number
}

/**
 * One pass over all patients: those who are new or changed since the last are compared with whom they share a key. It goes on where
 * one was broken off, and holds a step in memory however many patients there are; where most are new, all are compared at
 * once. Several nodes may run it at once: a step that another overtook writes nothing.
 */
export async function findPairs(
  desk: Desk,
  { onStep, stopped }: { onStep?: (so: Found) => void; stopped?: () => boolean } = {},
): Promise<Found> {
  const all: Found = { compared: 0, found: 0, dropped: 0 }
  const { model, number } = await modelFor(desk)
  if (await isMostNew(desk.db.read, number)) return findAmongAll(desk, model, number, { onStep, stopped })
  while (!stopped?.()) {
    const step = await oneStep(desk, model, number)
    all.compared += step.compared
    all.found += step.found
    all.dropped += step.dropped
    if (step.ended) break
    onStep?.(all)
    await letOthersGo()
  }
  return all
}

/** What is worked out before the transaction begins, and written in it unless another was faster. */
export interface Step {
  modelNumber: number
  upto: string
  nextPerson: number
  people: { patient_id: string; number: number; version: number; model_number: number }[]
  keys: KeyChange
  pairs: PairChange
}

async function oneStep(desk: Desk, model: Model, modelNumber: number): Promise<Found & { ended: boolean }> {
  const db = desk.db.read
  const state = await searchState(db)
  const page = await patientsAfter(db, state.upto, patientsAtOnce)
  const known = await peopleKnown(
    db,
    page.map(({ id }) => id),
  )
  const fresh = page.filter(({ id, version }) => {
    const then = known.get(id)
    return then?.version !== version || then.model_number !== modelNumber
  })
  const records = await recordsToCompare(
    db,
    fresh.map(({ id }) => id),
  )
  let nextPerson = state.next_person
  const people = records.map(({ id, version }) => ({
    ...{ patient_id: id, version, model_number: modelNumber },
    number: known.get(id)?.number ?? nextPerson++,
  }))
  const numbers = new Map(people.map((one) => [one.patient_id, one.number]))
  const inUse = records.filter(({ replaced_by }) => replaced_by === null).map(personOnFile)
  const { keys, meets } = await meet(db, inUse, numbers)
  const ended = page.length < patientsAtOnce
  const step: Step = {
    ...{ modelNumber, upto: ended ? '' : page.at(-1)!.id, nextPerson, people, keys },
    pairs: await weighAll(
      desk,
      model,
      inUse,
      meets,
      records.map(({ id }) => id),
    ),
  }
  const counts = await transact(desk.db, async (trx) => {
    const now = await holdSearch(trx, desk)
    const overtaken =
      now.upto !== state.upto || now.next_person !== state.next_person || now.model_number !== modelNumber
    if (overtaken) return undefined
    return writeStep(trx, desk, step)
  })
  return {
    compared: counts ? people.length : 0,
    found: counts?.found ?? 0,
    dropped: counts?.dropped ?? 0,
    ended,
  }
}

/** Weighs everybody who changed against whom they meet, and against those they stood in a pair with before. */
async function weighAll(
  desk: Desk,
  model: Model,
  fresh: readonly Person[],
  meets: ReadonlyMap<string, ReadonlySet<string>>,
  changed: readonly string[],
): Promise<PairChange> {
  const db = desk.db.read
  const stored = await pairsWith(db, changed)
  const partners = new Set([...meets.values()].flatMap((ids) => [...ids]))
  for (const { patient_id, other_patient_id } of stored.values()) {
    partners.add(patient_id)
    partners.add(other_patient_id)
  }
  const here = new Map(fresh.map((person) => [person.id, person]))
  const others = await recordsToCompare(
    db,
    [...partners].filter((id) => !changed.includes(id)),
  )
  for (const row of others) if (row.replaced_by === null) here.set(row.id, personOnFile(row))
  const change: PairChange = { found: [], weighedAnew: [], gone: [] }
  const seen = new Set<string>()
  const noteTwo = (a: string, b: string) => {
    const key = pairKey(a, b)
    if (a === b || seen.has(key)) return
    seen.add(key)
    const before = stored.get(key)
    if (before?.state === 'merged') return
    note(change, [a, b], before, weighTwo(model, here.get(a), here.get(b)))
  }
  for (const [id, ids] of meets) for (const other of ids) noteTwo(id, other)
  for (const { patient_id, other_patient_id } of stored.values()) noteTwo(patient_id, other_patient_id)
  return change
}
