import type { Desk } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { patientsAfter } from '../patients/published.ts'
import { recordsToCompare } from '../patients/recordsToCompare.ts'
import { judge } from './judge.ts'
import { holdSearch, modelFor } from './keptModel.ts'
import { type KeyChange, meet } from './keyTable.ts'
import { compare, levelsOf } from './levels.ts'
import type { Model } from './model.ts'
import { type Person, personOnFile } from './person.ts'
import { pairKey, pairsWith, peopleKnown, searchState } from './queries.ts'
import type { PairRow } from './tables.ts'
import { type PairChange, writeStep } from './writeStep.ts'

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
 * one was broken off, and holds a step in memory however many patients there are. Several nodes may run it at once: a
 * step that another overtook writes nothing.
 */
export async function findPairs(
  desk: Desk,
  { onStep, stopped }: { onStep?: (so: Found) => void; stopped?: () => boolean } = {},
): Promise<Found> {
  const all: Found = { compared: 0, found: 0, dropped: 0 }
  const { model, number } = await modelFor(desk)
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
  /** Where it began, and by which model: if it is so no more, another was faster. */
  from: string
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
    ...{ from: state.upto, modelNumber, upto: ended ? '' : page.at(-1)!.id, nextPerson, people, keys },
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
    if (now.upto !== step.from || now.model_number !== modelNumber) return undefined
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
  const weighed = new Set<string>()
  const weighTwo = (a: string, b: string) => {
    const key = pairKey(a, b)
    if (a === b || weighed.has(key)) return
    weighed.add(key)
    const [one, other] = [here.get(a), here.get(b)]
    const before = stored.get(key)
    if (before?.state === 'merged') return
    const pattern = one && other && compare(one, other)
    const judged = pattern === undefined ? undefined : judge(model, pattern, one!)
    if (pattern === undefined || judged?.band === undefined) {
      if (before?.state === 'waiting') change.gone.push(before)
      return
    }
    const now = { bits: judged.bits, band: judged.band, levels: JSON.stringify(levelsOf(pattern)) }
    if (!before) {
      const [patient_id, other_patient_id] = a < b ? [a, b] : [b, a]
      change.found.push({ ...now, patient_id, other_patient_id })
    } else if (before.state === 'waiting' ? before.bits !== now.bits : isMore(before, now))
      change.weighedAnew.push({ before, now })
  }
  for (const [id, ids] of meets) for (const other of ids) weighTwo(id, other)
  for (const { patient_id, other_patient_id } of stored.values()) weighTwo(patient_id, other_patient_id)
  return change
}

/** What people decided stands until the records agree in other fields, and more than they did then (2026-11-26). */
const isMore = (before: PairRow, now: Pick<PairRow, 'levels' | 'bits'>) =>
  before.levels !== now.levels && now.bits > before.bits
