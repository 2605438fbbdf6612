import type { Kysely } from 'kysely'
import { callersChecked } from '../../callers/published.ts'
import { caseTimes } from '../../cases/published.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { nameKey, normalize } from '../../core/normalize.ts'
import { contacts, patientById, patientKinship, proxyGrants } from '../../patients/published.ts'
import { survivorOf } from '../../patients/survivor.ts'
import { visits } from '../../patients/visits.ts'

/** What is known of a patient, as far as the rules ask. */
export interface PatientFacts {
  id: string
  nameKeys: string
  surnames: string[]
  birthDate: string
  addressKey: string | null
  deceasedAt: string | null
  proxies: { patientId: string | null; name: string }[]
  cases: {
    id: string
    openedBy: string
    assignedTo: string | null
    openedAt: string
    closedAt: string | null
    /** When the patient signed in while the case was open. */
    signedInAt: string | null
    callerKey: string | null
  }[]
  /** From what numbers calls came, of cases however long closed, and who opened each. */
  calls: { openedBy: string; callerKey: string }[]
  visits: string[]
  /** Who verified a caller about this patient lately. */
  verifiedBy: Set<string>
  /** Officers who look into an access to this patient. */
  reviewed: boolean
  watched: string | null
}

type Read = Kysely<Tables>
type Ids = Record<string, string>

const atOnce = 64
const idsOf = (p: Ids) => Array.from({ length: atOnce }, (_, i) => p[i]!)

const people = prepared((db, p: Ids) => patientKinship(db).where('id', 'in', idsOf(p)))
const grants = prepared((db, p: Ids) => proxyGrants(db).where('patient_id', 'in', idsOf(p)))
const cases = prepared((db, p: Ids) =>
  caseTimes(db)
    .where('patient_id', 'in', idsOf(p))
    .where('opened_at', '>=', p.casesFrom!)
    .where('opened_at', '<', p.dayEnds!)
    .orderBy('opened_at', 'desc'),
)
const calls = prepared((db, p: Ids) =>
  caseTimes(db)
    .where('patient_id', 'in', idsOf(p))
    .where('opened_at', '>=', p.callsFrom!)
    .where('opened_at', '<', p.dayEnds!)
    .where('caller_key', 'is not', null),
)
const visited = prepared((db, p: Ids) =>
  visits(db)
    .where('patient_id', 'in', idsOf(p))
    .where('started_at', '>=', p.visitsFrom!)
    .where('started_at', '<', p.visitsTo!),
)
const verified = prepared((db, p: Ids) =>
  callersChecked(db)
    .where('patient_id', 'in', idsOf(p))
    .where('created_at', '>=', p.casesFrom!)
    .where('created_at', '<', p.dayEnds!)
    .where('tier', '!=', 'T0'),
)
const reviews = prepared((db, p: Ids) =>
  db
    .selectFrom('privacy_alert')
    .select('patient_id')
    .where('patient_id', 'in', idsOf(p))
    .where('first_day', '>=', p.reviewsFrom!)
    .where('first_day', '<=', p.day!),
)

export interface Span {
  day: string
  /** A day; the others are moments. */
  reviewsFrom: string
  dayEnds: string
  casesFrom: string
  callsFrom: string
  visitsFrom: string
  visitsTo: string
}

const contactsOf = prepared((db, p: Ids) => contacts(db).where('patient_id', 'in', idsOf(p)))

/** When the source brought each of some patients' contacts, in milliseconds. */
export async function contactTimes(db: Read, ids: readonly string[]): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  await inTurns(ids, {}, async (p) => {
    for (const row of await contactsOf(db, p)) {
      if (row.put_at_desk === 1) continue
      const known = times.get(row.patient_id)
      if (known) known.push(Date.parse(row.on_file_since))
      else times.set(row.patient_id, [Date.parse(row.on_file_since)])
    }
  })
  return times
}

/** Asks about some patients at a time, so that requests go in between. */
async function inTurns(ids: readonly string[], span: object, ask: (p: Ids) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) {
    // The last few are filled up with one of them, so that there is one statement of each kind.
    const some = ids.slice(from, from + atOnce)
    const p: Ids = { ...span }
    for (let i = 0; i < atOnce; i++) p[i] = some[i] ?? some[0]!
    await ask(p)
    await letOthersGo()
  }
}

/** The facts of many patients, asked for some at a time; a patient who is not on file is left out. */
export async function readPatients(
  db: Read,
  ids: readonly string[],
  span: Span,
): Promise<Map<string, PatientFacts>> {
  const known = new Map<string, PatientFacts>()
  await inTurns(ids, span, async (p) => {
    for (const row of await people(db, p))
      known.set(row.id, {
        id: row.id,
        nameKeys: `${nameKey(row.given_name)} ${nameKey(row.family_name)}`,
        surnames: normalize(row.family_name).split(' ').filter(Boolean),
        birthDate: row.birth_date,
        addressKey: row.address_key,
        deceasedAt: row.deceased_at,
        proxies: [],
        cases: [],
        calls: [],
        visits: [],
        verifiedBy: new Set(),
        reviewed: false,
        watched: null,
      })
    for (const row of await grants(db, p))
      known
        .get(row.patient_id)
        ?.proxies.push({ patientId: row.proxy_patient_id, name: normalize(row.proxy_name) })
    for (const row of await cases(db, p))
      known.get(row.patient_id)?.cases.push({
        id: row.id,
        openedBy: row.opened_by,
        assignedTo: row.assigned_to,
        openedAt: row.opened_at,
        closedAt: row.closed_at,
        signedInAt: row.signed_in_at,
        callerKey: row.caller_key,
      })
    for (const row of await calls(db, p))
      known.get(row.patient_id)?.calls.push({ openedBy: row.opened_by, callerKey: row.caller_key! })
    for (const row of await visited(db, p)) known.get(row.patient_id)?.visits.push(row.started_at)
    for (const row of await verified(db, p)) known.get(row.patient_id)?.verifiedBy.add(row.staff_id)
    for (const row of await reviews(db, p)) known.get(row.patient_id!)!.reviewed = true
  })
  const watched = await db
    .selectFrom('watched_patient')
    .select(['patient_id', 'kind'])
    .where('from_day', '<=', span.day)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', span.day)]))
    .execute()
  for (const row of watched) {
    // Who watches a record watches a person: where it was merged, the record that is in use for them too.
    const merged = await patientById(db, row.patient_id)
    for (const id of [row.patient_id, merged && (await survivorOf(db, merged))]) {
      const patient = known.get(id ?? '')
      if (patient) patient.watched = row.kind
    }
  }
  return known
}
