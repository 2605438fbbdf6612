import { dayPlus } from '../../core/calendar.ts'
import type { PolicyOf } from '../../core/policy.ts'
import type { privacyPolicy } from '../policy.ts'
import type { BreachDuty, NoticeMethod } from './lists.ts'

/** What is known of a breach that its dates follow from; days are YYYY-MM-DD. */
export interface Facts {
  known_on: string
  should_known_on: string | null
  associate_agent: number
  associate_found_on: string | null
  /** People affected who have no record here. */
  others: number
  status: string
  outcome: string | null
  delay_until: string | null
}
export interface Affected {
  patient_id: string
  residence: string | null
  /** A letter can be sent to what is on file. */
  reachable: boolean
}
export interface Sent {
  patient_id: string | null
  method: NoticeMethod
  residence: string | null
  on_day: string | null
  returned_on: string | null
  withdrawn_at: string | null
}
export interface Duty {
  duty: BreachDuty
  /** The state or jurisdiction whose media are told. */
  residence: string | null
  dueOn: string
  doneOn: string | null
  /** How many people it is about, and of how many it is still to be done. */
  people: number
  left: number
}
type Numbers = Pick<
  PolicyOf<typeof privacyPolicy>,
  'alertDays' | 'hhsAtOnceFrom' | 'hhsYearlyDays' | 'mediaOver' | 'substituteFrom'
>

/**
 * The day a breach is treated as discovered: the first on which it was known or would have been with reasonable diligence, and
 * what an agent of the hospital knew, the hospital knew (45 CFR 164.404(a)(2)).
 */
export function discoveredOn(facts: Facts): string {
  const days = [
    facts.known_on,
    facts.should_known_on,
    facts.associate_agent ? facts.associate_found_on : null,
  ]
  return days.filter((day) => day !== null).sort()[0]!
}

/** Who was told in writing and has it; a telephone call comes besides (45 CFR 164.404(d)(3)). */
const counts = ({ method, on_day, returned_on, withdrawn_at }: Sent) =>
  method !== 'phone' && on_day !== null && returned_on === null && withdrawn_at === null

/** What became of the notice to each person: the day they were told, that nothing on file reaches them, or that it is to be sent. */
export function told(
  people: readonly Affected[],
  sent: readonly Sent[],
): Map<string, string | 'unreachable' | null> {
  const web = sent.filter((one) => one.method === 'web' && counts(one)).map((one) => one.on_day!)
  const byPerson = Map.groupBy(sent, (one) => one.patient_id)
  return new Map(
    people.map(({ patient_id, reachable }) => {
      const own = byPerson.get(patient_id) ?? []
      const days = own.filter(counts).map((one) => one.on_day!)
      const returned = own.some((one) => one.returned_on !== null && one.withdrawn_at === null)
      const unreachable = returned || !reachable
      return [
        patient_id,
        [...days, ...(unreachable ? web : [])].sort()[0] ?? (unreachable ? 'unreachable' : null),
      ]
    }),
  )
}

const last = (days: readonly string[]) => [...days].sort().at(-1) ?? null

/**
 * What the law asks about a breach, until when, and whether it was done (45 CFR 164.404 to 164.412). While law enforcement asks for
 * a delay nothing is due before it ends; a delay within the sixty days does not lengthen them (2026-11-27).
 */
export function dutiesOf(
  facts: Facts,
  people: readonly Affected[],
  sent: readonly Sent[],
  policy: Numbers,
): Duty[] {
  const discovered = discoveredOn(facts)
  const noticeDue = dayPlus(discovered, policy.alertDays)
  const delayed = (day: string) => (facts.delay_until && facts.delay_until > day ? facts.delay_until : day)
  const dueOn = delayed(noticeDue)
  const all = people.length + facts.others
  const whole = { residence: null, people: all }
  if (facts.status !== 'concluded')
    return [{ ...whole, duty: 'conclude', dueOn: noticeDue, doneOn: null, left: all }]
  if (facts.outcome !== 'breach') return []
  const reached = [...told(people, sent).values()]
  const unreachable = reached.filter((one) => one === 'unreachable').length
  const waiting = reached.filter((one) => one === null).length
  const publicly = (method: NoticeMethod, residence: string | null = null) =>
    last(
      sent
        .filter((one) => one.method === method && one.residence === residence && counts(one))
        .map((one) => one.on_day!),
    )
  const elsewhere = publicly('elsewhere')
  const left = waiting + unreachable + (elsewhere ? 0 : facts.others)
  const days = reached.filter((one) => one !== null)
  const duties: Duty[] = [
    {
      ...whole,
      duty: 'individuals',
      dueOn,
      // A breach of which nobody is named yet is not done with.
      doneOn: left === 0 ? last([...days, ...(elsewhere ? [elsewhere] : [])]) : null,
      left,
    },
  ]
  // Fewer than ten are told one by one, in any other form (164.404(d)(2)(i)).
  const web = publicly('web')
  if (web || unreachable >= policy.substituteFrom)
    duties.push({
      residence: null,
      duty: 'substitute',
      dueOn,
      doneOn: web,
      people: unreachable,
      left: unreachable,
    })
  for (const [residence, of] of Map.groupBy(people, (one) => one.residence))
    if (residence && of.length > policy.mediaOver) {
      const doneOn = publicly('media', residence)
      duties.push({
        duty: 'media',
        residence,
        dueOn,
        doneOn,
        people: of.length,
        left: doneOn ? 0 : of.length,
      })
    }
  const hhs = publicly('hhs')
  const yearEnd = `${discovered.slice(0, 4)}-12-31`
  duties.push({
    ...whole,
    duty: 'hhs',
    dueOn: all >= policy.hhsAtOnceFrom ? dueOn : delayed(dayPlus(yearEnd, policy.hhsYearlyDays)),
    doneOn: hhs,
    left: hhs ? 0 : all,
  })
  return duties
}
