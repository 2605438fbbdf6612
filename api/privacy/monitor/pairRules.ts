import { dayMs, hourMs } from '../../core/calendar.ts'
import type { PolicyOf } from '../../core/policy.ts'
import { worksAt } from '../../staff/records/schedule.ts'
import type { RuleCode } from '../lists.ts'
import type { privacyPolicy } from '../policy.ts'
import type { PairDay } from './addToDay.ts'
import { type Rule, rules } from './catalog.ts'
import { type Context, explains } from './explanation.ts'
import type { PatientFacts } from './patientFacts.ts'
import type { RuleSettings } from './ruleSettings.ts'
import type { Member } from './staffFacts.ts'

/** Numbers and codes that a finding's words are made of; never a value of patient data. */
export type Evidence = Record<string, string | number | boolean>

export interface Hit {
  rule: RuleCode
  score: number
  evidence: Evidence
}

export interface PairQuestion {
  day: string
  pair: PairDay
  member: Member
  patient: PatientFacts
  context: Context
  /** Only shown in a list beside the patient who was sought. */
  beside: boolean
  rules: RuleSettings
  settings: Pick<PolicyOf<typeof privacyPolicy>, 'shiftGraceMinutes' | 'leastHabitDays'>
  /** Staff members by the patient record that is their own. */
  staffAsPatients: Map<string, Member>
  /** The part of all patients that bear a surname. */
  share(surname: string): Promise<number>
  /** Days before this one, still near, on which the two had no relation either; of days long ago every second one counts. */
  earlierLooks: number
}

type Found = { score: number; evidence: Evidence } | undefined
type Test = (question: PairQuestion) => Promise<Found> | Found

const tests: Partial<Record<RuleCode, Test>> = {
  self: ({ member, patient, rules }) =>
    isOwn(member, patient) ? { score: rules.self.thresholds.score, evidence: {} } : undefined,

  household: ({ member, patient, rules }) =>
    member.addressKey !== null && member.addressKey === patient.addressKey && !isOwn(member, patient)
      ? { score: rules.household.thresholds.score, evidence: {} }
      : undefined,

  family: ({ member, patient, rules }) => {
    if (isOwn(member, patient)) return undefined
    const { score } = rules.family.thresholds
    const isProxy = patient.proxies.some(
      (p) => (p.patientId !== null && p.patientId === member.ownPatientId) || p.name === member.fullName,
    )
    if (isProxy) return { score, evidence: { by: 'proxy' } }
    return member.sameContact.has(patient.id) ? { score, evidence: { by: 'contact' } } : undefined
  },

  coworker: ({ member, patient, rules, staffAsPatients }) => {
    const other = staffOf(staffAsPatients, patient)
    if (!other || other.id === member.id) return undefined
    const { score, sameDepartment } = rules.coworker.thresholds
    const near =
      (member.department !== null && member.department === other.department) ||
      member.managerId === other.id ||
      other.managerId === member.id
    return { score: near ? sameDepartment : score, evidence: { near } }
  },

  'same-surname': async ({ member, patient, rules, share }) => {
    if (isOwn(member, patient)) return undefined
    const { score, commonest } = rules['same-surname'].thresholds
    let rarest = 1
    for (const name of member.surnames)
      if (patient.surnames.includes(name)) rarest = Math.min(rarest, await share(name))
    const per10k = rarest * 10_000
    if (per10k >= commonest) return undefined
    const rarity = Math.min(1, Math.log10(commonest / Math.max(per10k, commonest / 1000)) / 3)
    return {
      score: Math.round(score * (0.4 + 0.6 * rarity)),
      evidence: { per10k: Math.max(0.1, Math.round(per10k * 10) / 10) },
    }
  },

  neighbour: ({ member, patient, rules }) => {
    const { score, houseNumbers } = rules.neighbour.thresholds
    if (member.addressKey === null || patient.addressKey === null) return undefined
    if (member.addressKey === patient.addressKey) return undefined
    const [here, there] = [houseOf(member.addressKey), houseOf(patient.addressKey)]
    if (!here || !there || here.street !== there.street) return undefined
    const apart = Math.abs(here.number - there.number)
    return apart <= houseNumbers ? { score, evidence: { apart } } : undefined
  },

  watched: ({ patient, rules }) =>
    patient.watched !== null
      ? { score: rules.watched.thresholds.score, evidence: { kind: patient.watched } }
      : undefined,

  deceased: ({ day, patient, rules }) => {
    const { score, graceDays } = rules.deceased.thresholds
    if (patient.deceasedAt === null) return undefined
    const days = daysBetween(patient.deceasedAt.slice(0, 10), day)
    return days > graceDays ? { score, evidence: { days } } : undefined
  },

  'break-glass': ({ pair, rules }) =>
    pair.emergency ? { score: rules['break-glass'].thresholds.score, evidence: {} } : undefined,

  'glass-without-cause': ({ pair, patient, rules }) => {
    const { score, hours } = rules['glass-without-cause'].thresholds
    if (!pair.emergency) return undefined
    const near = (at: string) => Math.abs(Date.parse(at) - pair.firstAt) <= hours * hourMs
    const cause = patient.visits.some(near) || patient.cases.some((c) => near(c.openedAt))
    return cause ? undefined : { score, evidence: { hours } }
  },

  'no-relation': ({ context, earlierLooks, rules }) => {
    const { score, mistaken, repeated, days } = rules['no-relation'].thresholds
    const looks = earlierLooks + 1
    // Whoever had so short a call may look the next morning what came of it.
    if (looks >= (context.madeUp ? days + 1 : days)) return { score: repeated, evidence: { looks } }
    return { score: context.mistaken ? mistaken : score, evidence: { looks } }
  },

  'act-without-case': ({ pair, context, rules }): Found => {
    const { score, revealed } = rules['act-without-case'].thresholds
    if (pair.actsWithoutCase > 0) return { score, evidence: { acts: pair.actsWithoutCase } }
    const excused = context.own || context.caseId !== undefined || context.review
    return pair.revealed > 0 && !excused
      ? { score: revealed, evidence: { revealed: pair.revealed } }
      : undefined
  },

  // Who works here, or looks at what is their own, may use the portal at work.
  'desk-sign-in': ({ context, member, patient, staffAsPatients, rules }) =>
    context.atDesk && !isOwn(member, patient) && !staffOf(staffAsPatients, patient)
      ? { score: rules['desk-sign-in'].thresholds.score, evidence: {} }
      : undefined,

  'off-hours': ({ pair, member, rules, settings }) => {
    const odd = pair.minutesOfWeek.find((minute) =>
      member.schedule
        ? !worksAt(member.schedule, minute, settings.shiftGraceMinutes)
        : !isUsual(member, minute, settings.leastHabitDays),
    )
    if (odd === undefined) return undefined
    const { score } = rules['off-hours'].thresholds
    return {
      score,
      evidence: { hour: Math.floor((odd % 1440) / 60), by: member.schedule ? 'schedule' : 'habit' },
    }
  },

  'new-address': ({ pair, member, rules, settings }) => {
    if (member.past.days < settings.leastHabitDays) return undefined
    const strange = [...pair.addresses].some((address) => !member.past.addresses.has(address))
    return strange
      ? { score: rules['new-address'].thresholds.score, evidence: { days: member.past.days } }
      : undefined
  },
}

/** Every rule about a person and a patient that speaks of this day, unless something explains the access. */
export async function testPair(question: PairQuestion): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const [code, test] of Object.entries(tests) as [RuleCode, Test][]) {
    if (question.pair.acts === 0 && !(rules[code] as Rule).anyDoor) continue
    if (!question.rules[code].enabled || explains(question.context, rules[code].explainedBy)) continue
    // That kin, or who is under watch, turns up beside another is a look all the same: their name may have been what was sought.
    if (question.beside && (rules[code] as Rule).halvedBySlip) continue
    const hit = await test(question)
    if (!hit) continue
    const halved = question.context.mistaken && (rules[code] as Rule).halvedBySlip
    const score = halved ? Math.round(hit.score / 2) : hit.score
    if (score > 0) hits.push({ rule: code, score, evidence: hit.evidence })
  }
  return hits
}

/** A person as personnel and patient records both know them. */
export const personKey = (person: { birthDate: string | null; nameKeys: string }) =>
  person.birthDate === null ? '' : `${person.birthDate} ${person.nameKeys}`

const staffOf = (staffAsPatients: Map<string, Member>, patient: PatientFacts) =>
  staffAsPatients.get(patient.id) ?? staffAsPatients.get(personKey(patient))

const isOwn = (member: Member, patient: PatientFacts) =>
  member.ownPatientId === patient.id ||
  (member.birthDate !== null && personKey(member) === personKey(patient))

// An address key begins with the house number: “12 n main st apt 4|01103”.
function houseOf(addressKey: string): { number: number; street: string } | undefined {
  const m = /^(\d{1,6})\w? (.+?)(?: (?:apt|unit|ste) .*)?\|(.+)$/.exec(addressKey)
  return m ? { number: Number(m[1]), street: `${m[2]}|${m[3]}` } : undefined
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

// An hour is usual when this person has worked in it, or in one beside it, on more days than chance.
function isUsual({ past }: Member, minuteOfWeek: number, leastHabitDays: number): boolean {
  if (past.days < leastHabitDays) return true
  const hour = Math.floor((minuteOfWeek % 1440) / 60)
  const around = [hour, (hour + 1) % 24, (hour + 23) % 24].map((h) => past.hours[h]!)
  return Math.max(...around) >= Math.max(2, past.days * 0.05)
}
