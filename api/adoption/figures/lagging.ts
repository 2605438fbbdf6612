import { fewestCompared } from './evaluate.ts'
import { different, shareInterval } from './interval.ts'

/**
 * The step at which a place loses most people more than the hospital does: of those steps where the 99.8 % interval of its
 * share, blur inside, stays below the hospital’s. The step where most people are lost says nothing of a place: it is the same
 * everywhere.
 * @returns the step’s number and how many people more would be there at the hospital’s share; null where no step differs, and
 * `few` where no step has enough people to tell.
 */
export function lagging(
  own: readonly number[],
  hospital: readonly number[],
  variance: number,
): { step: number; people: number } | null | 'few' {
  let worst: { step: number; people: number } | null | 'few' = 'few'
  for (let step = 1; step < own.length; step++) {
    const [here, before, everywhere, first] = [
      own[step]!,
      own[step - 1]!,
      hospital[step]!,
      hospital[step - 1]!,
    ]
    // Of blurred counts nothing may stand for up to ten people.
    if (before < fewestCompared || first <= 0 || (variance > 0 && here === 0)) continue
    const share = Math.min(1, everywhere / first)
    const interval = shareInterval(here, before, different, { count: variance, of: variance })
    if (worst === 'few') worst = null
    if (!interval || interval.high >= share) continue
    const people = share * before - here
    if (!worst || people > worst.people) worst = { step, people }
  }
  return worst
}
