import { view } from '../../acts/view.ts'
import { caseCauses } from '../../cases/lists.ts'
import { providersOf } from '../../patients/visits.ts'
import { figureTexts } from '../figureTexts.ts'
import { clinicQuery, clinicReply } from '../lookSchema.ts'
import { cellOf, groupOf, segmentOfKey } from '../rollup/cells.ts'
import { unknown } from '../rollup/segments.ts'
import { ask, presentPeriod } from './ask.ts'
import { callsOf, figures, unitOf } from './catalog.ts'
import { readCounts } from './counts.ts'
import { evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'
import { judge, judgeOne } from './judge.ts'
import { namesOf, nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

const chief = figures.get('accessed')!
const calls = ['all', ...caseCauses].map((cause) => ({ cause, figure: callsOf(cause) }))

/** Why a clinic may need help: the causes of its calls beside those of other clinics, and the providers within it. */
export const showClinic = view({
  ...seen,
  at: 'GET /api/adoption/clinic',
  summary: 'The causes of a clinic’s calls beside the hospital’s, and its providers',
  tag: 'Adoption',
  needs: 'adoption.compare',
  asks: clinicQuery,
  reply: clinicReply,
  async show(ctx, { clinic, ...given }) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, { ...given, segment: new URLSearchParams({ clinic }).toString() })
    const { period, sight } = question
    const [clinics, doctors] = [groupOf(['clinic']), groupOf(['provider'])]
    const [here, everywhere, places, people, names, within] = await Promise.all([
      cellOf(db, { clinic }),
      cellOf(db, {}),
      sight.values(db, clinics),
      sight.values(db, doctors),
      namesOf(db, 'provider'),
      providersOf(db, clinic),
    ])
    const wanted = [chief, ...calls.map(({ figure }) => figure)]
    const [all, ofClinics, ofProviders, progress] = await Promise.all([
      readCounts(db, sight, everywhere ?? nowhere, wanted, period),
      readCounts(db, sight, { grp: clinics }, wanted, period),
      readCounts(db, sight, { grp: doctors }, [chief], period),
      readProgress(db),
    ])
    const cell = here?.cell ?? nowhere.cell
    const whole = everywhere?.cell ?? nowhere.cell
    const known = ({ key }: { key: string }) => Object.values(segmentOfKey(key))[0] !== unknown
    const placesOf = (list: typeof places, value: number | null) =>
      list.map((one) => ({
        cell: one.cell,
        expected: value === null || value === 0 || !known(one) ? null : { value, variance: 0 },
      }))
    const causes = calls.flatMap(({ cause, figure }) => {
      const own = evaluate(figure, ofClinics, cell, drawn)
      const hospital = evaluate(figure, all, whole, drawn).value
      if (own.numerator === 0) return []
      return [
        {
          cause,
          count: own.numerator,
          rate: own.value,
          low: own.interval?.low ?? null,
          high: own.interval?.high ?? null,
          hospital,
          expected: hospital === null ? null : (hospital * own.denominator) / 1000,
          verdict: judgeOne(figure, ofClinics, placesOf(places, hospital), cell, calls.length),
        },
      ]
    })
    const hospital = evaluate(chief, all, whole, drawn).value
    const verdicts = judge(chief, ofProviders, placesOf(people, hospital))
    const providers = people.flatMap(({ cell, key }, i) => {
      const value = segmentOfKey(key).provider!
      const own = evaluate(chief, ofProviders, cell, drawn)
      if (!within.has(value) || own.denominator === 0) return []
      return [
        {
          value,
          name: names.get(value) ?? null,
          figure: own.value,
          numerator: own.numerator,
          denominator: own.denominator,
          low: own.interval?.low ?? null,
          high: own.interval?.high ?? null,
          verdict: verdicts[i]!,
        },
      ]
    })
    const excess = ({ cause, count, expected }: (typeof causes)[number]) =>
      cause === 'all' ? Number.POSITIVE_INFINITY : count - (expected ?? count)
    return {
      seen: lookedAt(question, 'causes and providers'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        causes: causes.sort((a, b) => excess(b) - excess(a)),
        figure: chief.code,
        name: figureTexts[chief.code].name[ctx.language],
        unit: unitOf(chief),
        own: evaluate(chief, ofClinics, cell, drawn).value,
        hospital,
        providers: providers.sort(
          (a, b) => (a.figure ?? 2) - (b.figure ?? 2) || a.value.localeCompare(b.value),
        ),
      },
    }
  },
})
