import { sql } from 'kysely'
import { dayMs } from '../api/core/calendar.ts'
import { type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { transact } from '../api/core/db/transact.ts'
import type { Coding, Entry, GivenEntry } from '../api/records/entry.ts'
import { type EntryOf, saveEntries } from '../api/records/saveEntries.ts'
import { type Random, randomFrom } from './random.ts'

/*
 * Health records of people who never lived. What goes together (a problem, its medication, its tests) does so; no value is
 * anybody's, and each record says that it is made up.
 */

const snomed = 'http://snomed.info/sct'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const cvx = 'http://hl7.org/fhir/sid/cvx'
const loinc = 'http://loinc.org'
const note = 'Made up for this demonstration; about no real person.'

interface Test {
  name: string
  code: string
  unit: string
  low?: number
  high?: number
  /** What is usual for whoever has the problem, and how far it goes up and down. */
  about: number
  spread: number
}
interface Illness {
  from: number
  chance: number
  problem: [name: string, code: string]
  medication: [name: string, code: string, taken: string]
  tests: Test[]
}

const glucose: Test = {
  name: 'Glucose, fasting',
  code: '1558-6',
  unit: 'mg/dL',
  low: 70,
  high: 99,
  about: 92,
  spread: 8,
}
const cholesterol: Test = {
  name: 'LDL cholesterol',
  code: '13457-7',
  unit: 'mg/dL',
  high: 130,
  about: 112,
  spread: 18,
}
const hemoglobin: Test = {
  name: 'Hemoglobin',
  code: '718-7',
  unit: 'g/dL',
  low: 12,
  high: 17.5,
  about: 14,
  spread: 0.8,
}
const creatinine: Test = {
  name: 'Creatinine',
  code: '2160-0',
  unit: 'mg/dL',
  low: 0.6,
  high: 1.3,
  about: 0.9,
  spread: 0.12,
}
const usual = [glucose, cholesterol, hemoglobin, creatinine]

const illnesses: Illness[] = [
  {
    from: 40,
    chance: 0.35,
    problem: ['High blood pressure', '38341003'],
    medication: ['Lisinopril 10 MG Oral Tablet', '314076', 'One tablet each morning'],
    tests: [{ ...creatinine, about: 1.1 }],
  },
  {
    from: 45,
    chance: 0.18,
    problem: ['Type 2 diabetes', '44054006'],
    medication: ['Metformin 500 MG Oral Tablet', '861007', 'One tablet twice a day with meals'],
    tests: [
      { name: 'Hemoglobin A1c', code: '4548-4', unit: '%', low: 4, high: 5.6, about: 7.1, spread: 0.6 },
      { ...glucose, about: 138, spread: 22 },
    ],
  },
  {
    from: 35,
    chance: 0.28,
    problem: ['High cholesterol', '55822004'],
    medication: ['Atorvastatin 20 MG Oral Tablet', '617310', 'One tablet in the evening'],
    tests: [{ ...cholesterol, about: 148, spread: 22 }],
  },
  {
    from: 4,
    chance: 0.1,
    problem: ['Asthma', '195967001'],
    medication: ['Albuterol 0.09 MG/ACTUAT Inhaler', '745679', 'Two puffs when needed'],
    tests: [],
  },
  {
    from: 30,
    chance: 0.08,
    problem: ['Underactive thyroid', '40930008'],
    medication: ['Levothyroxine 0.05 MG Oral Tablet', '966222', 'One tablet each morning before breakfast'],
    tests: [
      {
        name: 'Thyrotropin (TSH)',
        code: '3016-3',
        unit: 'mIU/L',
        low: 0.4,
        high: 4.5,
        about: 4.1,
        spread: 1.2,
      },
    ],
  },
]
const allergies: [name: string, code: string, reaction: string][] = [
  ['Penicillin', '91936005', 'Hives'],
  ['Peanut', '91935009', 'Swelling of the lips'],
  ['Latex', '300916003', 'Itching'],
  ['Sulfonamide antibiotics', '91939003', 'Rash'],
]
const vaccines: [name: string, code: string, from: number][] = [
  ['Influenza vaccine', '140', 1],
  ['COVID-19 vaccine', '213', 12],
  ['Tetanus, diphtheria and pertussis vaccine (Tdap)', '115', 11],
  ['Shingles vaccine', '187', 50],
]

const procedures: [name: string, code: string, from: number][] = [
  ['Colonoscopy', '73761001', 45],
  ['Electrocardiogram', '29303009', 40],
  ['Removal of appendix', '80146002', 8],
  ['Eye exam with drops', '252779009', 20],
]

// By it apps ask for results (US Core).
const lab = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }

const yearDays = 365
const issuer = 'urn:portal-desk:demo'

interface Person {
  id: string
  mrn: string
  birth_date: string
}

/** One person's record, the same for the same seed. */
export function recordOf(person: Person, now: Date, seed: number): GivenEntry[] {
  const random = randomFrom(seed + Number(person.mrn))
  const age = Math.floor((now.getTime() - Date.parse(person.birth_date)) / (yearDays * dayMs))
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10)
  const given: GivenEntry[] = []
  const add = (entry: Omit<Entry, 'codes'> & { code: Coding }) => {
    const { code, ...rest } = entry
    const value = `${person.mrn}/${given.length}`
    const at = `${entry.at}T17:00:00.000Z`
    given.push({ issuer, value, withdrawn: false, at, entry: { note, ...rest, codes: [code] } })
  }
  const ill = illnesses.filter(({ from, chance }) => age >= from && random.chance(chance))
  for (const { problem, medication } of ill) {
    const at = daysAgo(random.int(400, 3000))
    add({
      kind: 'problem',
      name: problem[0],
      code: { system: snomed, code: problem[1] },
      status: 'active',
      at,
    })
    const [name, code, taken] = medication
    add({ kind: 'medication', name, code: { system: rxnorm, code }, status: 'active', at, details: [taken] })
  }
  if (random.chance(0.25)) {
    const [name, code, reaction] = random.pick(allergies)
    const at = daysAgo(random.int(1000, 4000))
    add({ kind: 'allergy', name, code: { system: snomed, code }, status: 'active', at, details: [reaction] })
  }
  for (const [name, code, from] of vaccines)
    if (age >= from && random.chance(0.7)) {
      const at = daysAgo(random.int(20, 700))
      add({ kind: 'immunization', name, code: { system: cvx, code }, status: 'completed', at })
    }
  for (const [name, code, from] of procedures)
    if (age >= from && random.chance(0.3)) {
      const at = daysAgo(random.int(60, 3000))
      add({ kind: 'procedure', name, code: { system: snomed, code }, status: 'completed', at })
    }
  const own = ill.flatMap(({ tests }) => tests)
  const tests = [...own, ...usual.filter(({ code }) => !own.some((one) => one.code === code))]
  const times = age < 18 ? 1 : random.int(2, 4)
  for (let n = times; n > 0; n--) addTests(random, tests, daysAgo(n * 180 + random.int(-20, 20)), add)
  return given
}

function addTests(
  random: Random,
  tests: readonly Test[],
  at: string,
  add: (entry: Omit<Entry, 'codes'> & { code: Coding }) => void,
): void {
  for (const { name, code, unit, low, high, about, spread } of tests) {
    const number = Math.round((about + (random.next() * 2 - 1) * spread) * 10) / 10
    const range = { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
    const values = [{ number, unit, ...range }]
    add({
      kind: 'result',
      name,
      code: { system: loinc, code },
      categories: [lab],
      status: 'final',
      at,
      values,
    })
  }
  add({
    kind: 'report',
    name: 'Blood tests',
    code: { system: loinc, code: '11502-2' },
    categories: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }],
    status: 'final',
    at,
    details: tests.map(({ name }) => name),
  })
}

const together = 100

// Of a demo of twenty thousand people more would take longer than all the rest of it.
const mostPeople = 3_000

/** Gives those who have a login a record, first who was in the portal last. */
export async function giveRecords(desk: Desk, now: Date, seed: number): Promise<void> {
  const ctx = systemCtx(desk, 'demo', newId())
  const people = await desk.db.write
    .selectFrom('patient as p')
    .select(['p.id', 'p.mrn', 'p.birth_date'])
    .innerJoin('portal_account as a', 'a.patient_id', 'p.id')
    .orderBy(sql`coalesce(a.last_sign_in_at, '')`, 'desc')
    .orderBy('p.mrn')
    .limit(mostPeople)
    .execute()
  for (let from = 0; from < people.length; from += together) {
    const entries: EntryOf[] = people
      .slice(from, from + together)
      .flatMap((person) => recordOf(person, now, seed).map((given) => ({ patientId: person.id, given })))
    await transact(desk.db, (trx) => saveEntries(trx, ctx, entries))
  }
}
