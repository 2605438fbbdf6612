import { view } from '../../acts/view.ts'
import type { StaffCtx } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import { figureTexts } from '../figureTexts.ts'
import { type Dimension, traits } from '../lists.ts'
import { cellKey, cellOf, groupOf, segmentOfKey } from '../rollup/cells.ts'
import { unknown } from '../rollup/segments.ts'
import { compareQuery, compareReply } from '../schema.ts'
import { mayBeNamed } from '../traitLists.ts'
import { segmentWhenCompared } from '../words.ts'
import { ask, presentPeriod, type Question } from './ask.ts'
import { expectedOfClinics, mixTraits } from './caseMix.ts'
import { type Figure, figures, unitOf } from './catalog.ts'
import { type Counts, readCounts } from './counts.ts'
import { evaluate, fewestCompared } from './evaluate.ts'
import { different, drawn } from './interval.ts'
import { type Expected, judge, type Verdict } from './judge.ts'
import { namesOf, nowhere, readProgress } from './queries.ts'
import { lookedAt } from './seen.ts'
import { stateOf } from './state.ts'

/**
 * One figure for every value of a dimension, beside the whole they are part of. A place is called better or worse only where it
 * stands apart from how places differ anyway, beside what is to be expected of its patients (figures/judge.ts); a group of
 * people where its 99.8 % interval leaves the whole’s value out. What needs help stands first: by how many people it falls short.
 */
export const compare = view({
  name: 'adoption.compared',
  letter: 'R',
  words: {
    en: 'Compared adoption figures of clinics or groups',
    es: 'Comparó cifras de uso de clínicas o grupos',
  },
  watch: 'figures',
  at: 'GET /api/adoption/compare',
  summary: 'One figure for every clinic, provider or group, with intervals',
  tag: 'Adoption',
  needs: 'adoption.compare',
  asks: compareQuery,
  reply: compareReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const { segment, period, sight } = question
    const dims = Object.keys(segment)
    const mix = given.by === 'clinic'
    const isTrait = (traits as readonly string[]).includes(given.by)
    if (dims.length > 1 || (dims.length === 1 && (dims[0] !== 'clinic' || !isTrait)))
      throw new Invalid({ segment: segmentWhenCompared })
    const figure = figures.get(given.figure)!
    const inClinic = segment.clinic !== undefined
    const [whole, values, names, crossed] = await Promise.all([
      cellOf(db, segment),
      sight.values(db, groupOf([given.by])),
      namesOf(db, given.by),
      inClinic ? sight.values(db, groupOf(['clinic', given.by])) : [],
    ])
    const cellByKey = new Map([...values, ...crossed].map((value) => [value.key, value.cell]))
    const grp = groupOf(inClinic ? ['clinic', given.by] : [given.by])
    const [all, parts, before, progress] = await Promise.all([
      readCounts(db, sight, whole ?? nowhere, [figure], period),
      readCounts(db, sight, { grp }, [figure], period),
      question.against && readCounts(db, sight, { grp }, [figure], question.against),
      readProgress(db),
    ])
    const total = evaluate(figure, all, whole?.cell ?? nowhere.cell, drawn)
    const shown = values.flatMap(({ key }) => {
      const value = segmentOfKey(key)[given.by]!
      if (!mayBeNamed(given.by, value)) return []
      const cell = cellByKey.get(cellKey({ ...segment, [given.by]: value })) ?? nowhere.cell
      return [{ value, cell }]
    })
    const expected = await expectations(ctx, question, figure, given.by, total.value)
    // Those of no known place are no place.
    const judged = isTrait
      ? shown.map(({ cell }) => verdictOf(figure, parts, cell, total.value))
      : judge(
          figure,
          parts,
          shown.map(({ value, cell }) => ({ cell, expected: value === unknown ? null : expected(value) })),
        )
    const rows = shown.map(({ value, cell }, i) => {
      const own = evaluate(figure, parts, cell, drawn)
      return {
        value,
        name: names.get(value) ?? null,
        figure: own.value,
        numerator: own.numerator,
        denominator: own.denominator,
        low: own.interval?.low ?? null,
        high: own.interval?.high ?? null,
        before: before ? evaluate(figure, before, cell, drawn).value : null,
        expected: mix ? (expected(value)?.value ?? null) : null,
        verdict: judged[i]!,
        shortfall: shortfall(figure, own, expected(value)?.value ?? total.value),
      }
    })
    const order: Verdict[] = ['worse', 'alike', 'better', 'few']
    rows.sort(
      (a, b) =>
        order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
        b.shortfall - a.shortfall ||
        a.value.localeCompare(b.value),
    )
    return {
      seen: lookedAt(question, `${figure.code} by ${given.by}`),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        against: question.against ? presentPeriod(question.against) : null,
        by: given.by,
        figure: figure.code,
        name: figureTexts[figure.code].name[ctx.language],
        numeratorIs: figureTexts[figure.code].numerator[ctx.language],
        denominatorIs: figureTexts[figure.code].denominator[ctx.language],
        unit: unitOf(figure),
        better: figure.goal,
        adjusted: mix && figure.kind !== 'time' ? [...mixTraits] : [],
        whole: { figure: total.value, numerator: total.numerator, denominator: total.denominator },
        // What has no people to show is not named: that it is there would tell of somebody.
        rows: rows.filter((row) => row.denominator > 0),
      },
    }
  },
})

/** What is to be expected of a place's patients; of others than clinics, as of all. */
async function expectations(
  ctx: StaffCtx,
  { sight, period }: Question,
  figure: Figure,
  by: Dimension,
  whole: number | null,
): Promise<(value: string) => Expected | null> {
  if (whole === null) return () => null
  if (by !== 'clinic') return () => ({ value: whole, variance: 0 })
  return expectedOfClinics(ctx.desk.db.readCold, sight, figure, period, whole)
}

function verdictOf(figure: Figure, counts: Counts, cell: number, whole: number | null): Verdict {
  const { interval, denominator } = evaluate(figure, counts, cell, different)
  if (!interval || whole === null || denominator < fewestCompared) return 'few'
  if (whole >= interval.low && whole <= interval.high) return 'alike'
  return interval.low > whole === (figure.goal === 'more') ? 'better' : 'worse'
}

/** How many people, calls or codes separate a part from what is to be expected of it; below 0 where it does better. */
function shortfall(
  figure: Figure,
  own: { value: number | null; denominator: number },
  whole: number | null,
): number {
  if (own.value === null || whole === null || figure.kind === 'time') return 0
  const gap = figure.goal === 'more' ? whole - own.value : own.value - whole
  return (gap * own.denominator) / (figure.kind === 'rate' ? 1000 : 1)
}
