import { type Field, fields, type LevelOf, levelAt, levels, type Pattern } from './levels.ts'
import { type Model, probability, weigh } from './model.ts'
import type { Person } from './person.ts'

/** Below it nobody is asked; from `likely` on two records are taken for one person’s unless something speaks against it. */
export const leastProbability = { possible: 0.5, likely: 0.9 } as const
export type Band = 'likely' | 'possible'

/**
 * What speaks for two people whatever else agrees: twins, fathers and sons, and newborns agree in all but this. One such
 * field may be an error and is for people to judge; two are two people (2026-11-26).
 */
const doubts: { [F in Field]?: readonly LevelOf<F>[] } = {
  given: ['differs'],
  birth: ['differs'],
  sex: ['differs'],
  suffix: ['differs'],
  // Until 2011 social security numbers were given out one after another, so that those of twins, or of a family who asked for them
  // together, are one digit apart (Social Security Administration, “Social Security Number Randomization”; 2026-11-27).
  number: ['slip', 'differs'],
}
/** Who has no name, or no birth date, to compare is not known well enough. */
const needed: readonly Field[] = ['given', 'birth']

export interface Judgement {
  bits: number
  probability: number
  band: Band | undefined
}

/**
 * Says of two people who were compared whether they may be one.
 * @param one either of the two
 */
export function judge(model: Model, pattern: Pattern, one: Person): Judgement {
  const bits = weigh(model, pattern, one)
  const likelihood = probability(model, bits)
  const doubted = fields.filter((field) =>
    (doubts[field] as readonly (string | undefined)[] | undefined)?.includes(
      levels[field][levelAt(pattern, field)],
    ),
  )
  const unknown = needed.some((field) => levelAt(pattern, field) < 0)
  if (likelihood < leastProbability.possible || doubted.length > 1)
    return { bits, probability: likelihood, band: undefined }
  const likely = likelihood >= leastProbability.likely && doubted.length === 0 && !unknown
  return { bits, probability: likelihood, band: likely ? 'likely' : 'possible' }
}
