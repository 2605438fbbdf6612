import { type Band, judge } from './judge.ts'
import { compare, levelsOf, type Pattern } from './levels.ts'
import type { Model } from './model.ts'
import type { Person } from './person.ts'
import type { PairRow } from './tables.ts'

/** How two records weigh that somebody is to be asked about. */
export interface Weighed {
  bits: number
  band: Band
  pattern: Pattern
}
type Now = Pick<PairRow, 'bits' | 'band' | 'levels'>

export interface PairChange {
  found: (Now & Pick<PairRow, 'patient_id' | 'other_patient_id'>)[]
  /** That weigh otherwise than they did. */
  weighedAnew: { before: PairRow; now: Now }[]
  /** That stand no more. */
  gone: PairRow[]
}

/** @returns undefined where nobody is asked, as of records that are not in use */
export function weighTwo(
  model: Model,
  one: Person | undefined,
  other: Person | undefined,
): Weighed | undefined {
  if (!one || !other) return undefined
  const pattern = compare(one, other)
  const { bits, band } = judge(model, pattern, one)
  return band && { bits, band, pattern }
}

/** Adds what becomes of a pair to what is to be written. */
export function note(
  change: PairChange,
  ids: readonly [string, string],
  before: PairRow | undefined,
  weighed: Weighed | undefined,
): void {
  if (before?.state === 'merged') return
  if (!weighed) {
    if (before?.state === 'waiting') change.gone.push(before)
    return
  }
  const { bits, band, pattern } = weighed
  const now = { bits, band, levels: JSON.stringify(levelsOf(pattern)) }
  if (!before) {
    const [patient_id, other_patient_id] = ids[0] < ids[1] ? ids : [ids[1], ids[0]]
    change.found.push({ ...now, patient_id, other_patient_id })
  } else if (before.state === 'waiting' ? before.bits !== now.bits : isMore(before, now))
    change.weighedAnew.push({ before, now })
}

/** What people decided stands until the records agree in other fields, and more than they did then (2026-11-26). */
const isMore = (before: PairRow, now: Now) => before.levels !== now.levels && now.bits > before.bits
