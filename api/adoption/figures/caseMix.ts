import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import type { Trait } from '../lists.ts'
import { groupOf, segmentOfKey } from '../rollup/cells.ts'
import type { Period } from './ask.ts'
import type { Figure } from './catalog.ts'
import { type Counts, readCounts } from './counts.ts'
import { evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'
import type { Expected } from './judge.ts'
import type { Sight } from './sight.ts'

/**
 * What a clinic's patients are taken into account by. Not by race, ethnicity or payer: what is worse for some of these is not
 * to be explained away by whom a clinic cares for (National Quality Forum 2014; 2026-11-27).
 */
export const mixTraits = ['age', 'sex', 'language'] as const satisfies Trait[]

/** Patients of one kind: how many, and what the figure is of all such patients in the hospital. */
export interface Kind {
  people: number
  value: number
}

/**
 * What a figure would be of a clinic, did each of its patients do as patients like them do in the hospital (indirect
 * standardisation). Counts are kept for one trait at a time, so that what the traits make of it is put together as if they came
 * independently: odds of a share, and rates, multiplied.
 * @param own for each trait, the kinds of patients of the clinic; `all` those of the hospital, in the same order
 * @param blur what blurring adds to the variance of one count
 */
export function likeTheirs(
  unit: 'share' | 'rate',
  whole: number,
  traits: readonly { own: readonly Kind[]; all: readonly Kind[] }[],
  blur: number,
): Expected {
  const onto = (value: number) => (unit === 'rate' ? Math.log(value) : Math.log(value / (1 - value)))
  const within = (value: number) => (unit === 'rate' ? value : Math.min(1 - edge, value))
  const mean = (kinds: readonly Kind[]) => {
    const people = kinds.reduce((sum, one) => sum + one.people, 0)
    const value = kinds.reduce((sum, one) => sum + one.people * one.value, 0) / people
    const spread = kinds.reduce((sum, one) => sum + (one.people > 0 ? (one.value - value) ** 2 : 0), 0)
    return { people, value, variance: (blur * spread) / people ** 2 }
  }
  let moved = onto(within(Math.max(edge, whole)))
  let variance = 0
  for (const { own, all } of traits) {
    const [here, there] = [mean(own), mean(all)]
    if (!(here.people > 0) || !(here.value > 0) || !(there.value > 0)) continue
    moved += onto(within(here.value)) - onto(within(there.value))
    variance += here.variance
  }
  const value = unit === 'rate' ? Math.exp(moved) : 1 / (1 + Math.exp(-moved))
  return { value, variance }
}
const edge = 1e-4

/** What is to be expected of each clinic's patients. */
export async function expectedOfClinics(
  db: Kysely<Tables>,
  sight: Sight,
  figure: Figure,
  period: Period,
  whole: number,
): Promise<(clinic: string) => Expected> {
  if (figure.kind === 'time') return () => ({ value: whole, variance: 0 })
  // Of whom a clinic cares for, one day tells as much as all months.
  const base = {
    kind: figure.kind === 'rate' ? ('standing' as const) : figure.kind,
    numerator: [],
    denominator: figure.kind === 'rate' ? [figure.of] : figure.denominator,
  }
  const read = await Promise.all(
    mixTraits.map(async (trait) => {
      const [grp, crossed] = [groupOf([trait]), groupOf(['clinic', trait])]
      const [all, people, own, kinds, cells] = await Promise.all([
        readCounts(db, sight, { grp }, [figure], period),
        readCounts(db, sight, { grp }, [base], period),
        readCounts(db, sight, { grp: crossed }, [base], period),
        sight.values(db, grp),
        sight.values(db, crossed),
      ])
      const count = (counts: Counts, cell: number) =>
        counts.sum(base.kind === 'standing' ? counts.level : counts.flow, base.denominator, cell).n
      const hospital = new Map(
        kinds.flatMap(({ cell, key }) => {
          const { value } = evaluate(figure, all, cell, drawn)
          return value === null ? [] : [[segmentOfKey(key)[trait]!, { people: count(people, cell), value }]]
        }),
      )
      const clinics = new Map<string, Map<string, number>>()
      for (const { cell, key } of cells) {
        const { clinic, [trait]: value } = segmentOfKey(key)
        const mix = clinics.get(clinic!) ?? new Map()
        clinics.set(clinic!, mix.set(value!, count(own, cell)))
      }
      return { hospital, clinics }
    }),
  )
  return (clinic) =>
    likeTheirs(
      figure.kind === 'rate' ? 'rate' : 'share',
      whole,
      read.map(({ hospital, clinics }) => ({
        all: [...hospital.values()],
        own: [...hospital].map(([value, kind]) => ({
          ...kind,
          people: clinics.get(clinic)?.get(value) ?? 0,
        })),
      })),
      sight.variance[base.kind === 'standing' ? 'level' : 'flow'],
    )
}
