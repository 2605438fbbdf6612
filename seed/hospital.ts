import { noteEvents } from '../api/adoption/noteEvents.ts'
import { record } from '../api/audit/record.ts'
import { hashPassword } from '../api/core/access/passwords.ts'
import { dayMs } from '../api/core/calendar.ts'
import { type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import { transact } from '../api/core/db/transact.ts'
import { patientImported } from '../api/imports/actions.ts'
import { findableBy, wordsIn } from '../api/patients/findable.ts'
import { learnWords } from '../api/patients/nameWords.ts'
import { ordinaryAccount, type SyntheticAccount } from './accounts.ts'
import { actsOf, arrangedOtherwise } from './acts.ts'
import { openCase, pastCase } from './cases.ts'
import { insertAll } from './insert.ts'
import { populations } from './names.ts'
import { type SyntheticPatient, syntheticPatient } from './patients.ts'
import { type Problem, problems } from './problems.ts'
import { randomFrom } from './random.ts'

/** Clinics, and how many of those they invite activate. */
export const activationIn: Readonly<Record<string, number>> = {
  Cardiology: 0.72,
  'Family Medicine': 0.78,
  'Internal Medicine': 0.74,
  Orthopedics: 0.42,
  Pediatrics: 0.7,
  'Women’s Health': 0.8,
}

export interface HospitalOptions {
  patients: number
  seed: number
  /** Patients with each kind of problem. */
  problemsOfEach: number
  pastCases: number
  /** Who took the past calls. */
  staffIds: readonly string[]
  now: Date
  /** The password of every active synthetic login. */
  patientPassword: string
  /** Only the registry and those with a problem: somebody else tells what the others did. */
  registryOnly?: { known: readonly [number, number] }
  onProgress?: (patients: number) => void
}

/** Makes a synthetic hospital, the same for the same options, and returns the patients that have each problem. */
export async function makeHospital(desk: Desk, options: HospitalOptions): Promise<Map<string, string[]>> {
  const random = randomFrom(options.seed)
  const { now } = options
  const passwordHash = await hashPassword(options.patientPassword)
  const ctx = systemCtx(desk, 'synthetic-hospital', newId())
  const clinics = Object.keys(activationIn).map((name, i) => ({
    id: newId(),
    external_id: `clinic-${i}`,
    name,
    other_portal: null,
  }))
  const providers = Array.from({ length: 40 }, (_, i) => ({
    id: newId(),
    external_id: `provider-${i}`,
    name: `${random.pick(populations[0]!.female)} ${random.pick(populations[0]!.family)}, MD`,
    clinic_id: random.pick(clinics).id,
  }))
  await transact(desk.db, async (trx) => {
    await insertAll(trx, 'clinic', clinics)
    await insertAll(trx, 'provider', providers)
  })

  const planned = Object.keys(problems).flatMap((code) =>
    Array.from({ length: options.problemsOfEach }, () => code),
  )
  const byProblem = new Map<string, string[]>()
  const ids: string[] = []
  const chunk = 1000
  for (let start = 0; start < options.patients; start += chunk) {
    const people = Array.from({ length: Math.min(chunk, options.patients - start) }, (_, i) =>
      syntheticPatient(random, start + i, now, providers, options.registryOnly?.known),
    )
    const made: Partial<SyntheticAccount>[] = []
    const proxies: Tables['proxy_grant'][] = []
    people.forEach((p, i) => {
      // Problem patients stand apart, so that each one’s neighbour can be the other person of the story.
      const code = i % 2 === 1 ? planned.pop() : undefined
      if (code) {
        const other = people[i - 1]!
        const problem = problems[code]!(withEmail(p, now), now, random, passwordHash, withEmail(other, now))
        applyProblem(p, problem)
        made.push(problem)
        proxies.push(...(problem.proxies ?? []))
        byProblem.set(code, [...(byProblem.get(code) ?? []), p.patient.id])
      } else if (
        !options.registryOnly &&
        !p.patient.deceased_at &&
        p.contacts.some((c) => c.system === 'email') &&
        random.chance(0.62)
      )
        made.push(ordinaryAccount(random, p, now, passwordHash, activationOf(p)))
    })
    await transact(desk.db, async (trx) => {
      await insertAll(
        trx,
        'patient',
        people.map((p) => p.patient),
      )
      await insertAll(
        trx,
        'patient_identifier',
        people.map((p) => p.identifier),
      )
      await insertAll(
        trx,
        'patient_term',
        people.flatMap((p) => p.terms),
      )
      await learnWords(
        trx,
        people.flatMap((p) => wordsIn(p.patient.words)),
      )
      await insertAll(
        trx,
        'contact_point',
        people.flatMap((p) => p.contacts),
      )
      await insertAll(trx, 'portal_account', uniqueAccounts(made))
      await insertAll(
        trx,
        'portal_token',
        made.flatMap((m) => m.tokens ?? []),
      )
      await insertAll(
        trx,
        'mail',
        made.flatMap((m) => m.mails ?? []),
      )
      await insertAll(
        trx,
        'portal_event',
        made.flatMap((m) => m.events ?? []),
      )
      await insertAll(trx, 'proxy_grant', proxies)
      await insertAll(
        trx,
        'encounter',
        people.flatMap((p) => (options.registryOnly ? [] : visitsOf(p))),
      )
      await noteEvents(trx, [
        ...made.flatMap((m) => actsOf(random, m.events ?? [], now)),
        ...people.flatMap((p) => (options.registryOnly ? [] : arrangedOtherwise(random, p.patient.id, now))),
      ])
      await record(trx, ctx, patientImported, {
        patientIds: people.map((p) => p.patient.id),
        detail: { format: 'synthetic' },
      })
    })
    ids.push(...people.map((p) => p.patient.id))
    options.onProgress?.(ids.length)
  }

  const cases = Array.from({ length: options.pastCases }, (_, i) =>
    pastCase(random, 1001 + i, random.pick(ids), options.staffIds, now),
  )
  // One patient of each problem is in the queue; the others have not called yet.
  for (const [problem, [first]] of options.registryOnly ? [] : byProblem)
    cases.push(openCase(random, 1001 + cases.length, first!, problem, options.staffIds, now))
  await transact(desk.db, (trx) => insertAll(trx, 'support_case', cases))
  return byProblem

  /** One clinic sends its patients home without a word about the portal, and people who read Spanish get it in English. */
  function activationOf(p: SyntheticPatient): number {
    const clinic = providers.find((one) => one.id === p.patient.primary_provider_id)?.clinic_id
    const name = clinics.find((one) => one.id === clinic)?.name
    return (activationIn[name ?? ''] ?? 0.66) - (p.patient.language === 'es' ? 0.14 : 0)
  }

  function visitsOf(p: SyntheticPatient): Tables['encounter'][] {
    return Array.from({ length: random.int(0, 3) }, (_, i) => {
      const provider = random.pick(providers)
      return {
        id: newId(),
        external_id: `visit-${p.patient.mrn}-${i}`,
        patient_id: p.patient.id,
        clinic_id: provider.clinic_id,
        provider_id: provider.id,
        started_at: new Date(now.getTime() - random.int(1, 700) * dayMs).toISOString(),
      }
    })
  }
}

// Stories that need an address to write to give the person one.
function withEmail(p: SyntheticPatient, now: Date): SyntheticPatient {
  p.patient.deceased_at = null
  if (!p.contacts.some((c) => c.system === 'email')) {
    const value = `p${p.patient.mrn}@example.test`
    const since = new Date(now.getTime() - 90 * dayMs).toISOString()
    p.contacts.push({
      id: newId(),
      patient_id: p.patient.id,
      system: 'email',
      value,
      value_key: value,
      on_file_since: since,
      ended_at: null,
      bounced_at: null,
      rank: null,
      takes_texts: 0,
    })
  }
  return p
}

function applyProblem(p: SyntheticPatient, problem: Problem): void {
  if (problem.patient) Object.assign(p.patient, problem.patient)
  if (problem.contacts) for (const contact of p.contacts) Object.assign(contact, problem.contacts(contact))
  const { family_name, given_name, mrn, birth_date, id } = p.patient
  const { terms, words } = findableBy({
    familyName: family_name,
    givenName: given_name,
    otherNames: [],
    mrn,
  })
  p.patient.words = words
  p.terms = terms.map((term) => ({ term, words, birth_date, patient_id: id }))
}

// A shared address can be the username of one login only.
function uniqueAccounts(made: Partial<SyntheticAccount>[]): Tables['portal_account'][] {
  const accounts = made.flatMap((m) => (m.account ? [m.account] : []))
  const taken = new Set<string>()
  for (const account of accounts) {
    if (taken.has(account.username_key)) account.username = account.username_key = `user-${account.id}`
    taken.add(account.username_key)
  }
  return accounts
}
