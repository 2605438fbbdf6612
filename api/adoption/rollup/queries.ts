import type { Kysely } from 'kysely'
import { closedCases } from '../../cases/published.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { patientTraits } from '../../patients/published.ts'
import { visits } from '../../patients/visits.ts'
import { listed } from '../traitLists.ts'
import { dayNumber, yearOf } from './calendar.ts'
import type { CallClosed, PersonEvent } from './contributions.ts'
import { groupsOfEach, shownGroup } from './generations.ts'
import type { Person } from './segments.ts'

const ofPerson = (db: Kysely<Tables>, p: { person: number }) =>
  db
    .selectFrom('adoption_event')
    .select(['id', 'kind', 'day', 'at', 'value', 'data', 'amends'])
    .where('person', '=', p.person)
const eventsOfPerson = prepared(ofPerson)
const eventsOfPersonUpTo = prepared((db: Kysely<Tables>, p: { person: number; batch: number }) =>
  ofPerson(db, p).where('batch', '<=', p.batch),
)

/** The histories of the given people. */
export async function eventsOf(
  db: Kysely<Tables>,
  people: readonly number[],
): Promise<Map<number, PersonEvent[]>> {
  const histories = new Map<number, PersonEvent[]>()
  for (const person of people) histories.set(person, await eventsOfPerson(db, { person }))
  return histories
}

/** The histories of people of consecutive numbers, as they were after a step of taking events in. */
export async function historiesUpTo(
  db: Kysely<Tables>,
  from: number,
  to: number,
  batch: number,
): Promise<Map<number, PersonEvent[]>> {
  const histories = new Map<number, PersonEvent[]>()
  for (let person = from; person <= to; person++)
    histories.set(person, await eventsOfPersonUpTo(db, { person, batch }))
  return histories
}

/** Whose histories the given numbers are. */
export async function patientIdsOf(
  db: Kysely<Tables>,
  from: number,
  to: number,
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('adoption_person')
    .selectAll()
    .where('person', '>=', from)
    .where('person', '<=', to)
    .execute()
  return new Map(rows.map((row) => [row.person, row.patient_id]))
}

/** What the registry knows of the given patients now. */
export async function personFacts(
  db: Kysely<Tables>,
  patientIds: readonly string[],
): Promise<Map<string, Person>> {
  const facts = new Map<string, Person>()
  for (let i = 0; i < patientIds.length; i += 500) {
    const rows = await patientTraits(db)
      .where('p.id', 'in', patientIds.slice(i, i + 500))
      .execute()
    const visited = await clinicsVisited(
      db,
      rows.filter((row) => row.clinic_id === null).map((row) => row.id),
    )
    for (const row of rows) {
      facts.set(row.id, {
        clinic: row.clinic_id ?? visited.get(row.id) ?? null,
        provider: row.primary_provider_id,
        birthYear: yearOf(dayNumber(row.birth_date)),
        sex: listed('sex', row.sex),
        language: listed('language', row.language),
        race: listed('race', row.race),
        ethnicity: listed('ethnicity', row.ethnicity),
        payer: listed('payer', row.payer),
        endedOn: row.deceased_at === null ? null : dayNumber(row.deceased_at.slice(0, 10)),
        merged: row.replaced_by !== null,
      })
    }
  }
  return facts
}

/** The clinic of each patient's latest visit to one. */
async function clinicsVisited(db: Kysely<Tables>, patientIds: string[]): Promise<Map<string, string>> {
  if (patientIds.length === 0) return new Map()
  const rows = await visits(db)
    .where('patient_id', 'in', patientIds)
    .where('clinic_id', 'is not', null)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.patient_id, row.clinic_id!]))
}

/** How the given cases ended. */
export async function caseFacts(
  db: Kysely<Tables>,
  caseIds: readonly string[],
): Promise<Map<string, { seconds: number; closed: CallClosed }>> {
  const facts = new Map<string, { seconds: number; closed: CallClosed }>()
  for (let i = 0; i < caseIds.length; i += 500) {
    const rows = await closedCases(db)
      .where('id', 'in', caseIds.slice(i, i + 500))
      .execute()
    for (const row of rows)
      facts.set(row.id, {
        seconds: row.resolve_seconds ?? 0,
        closed: {
          cause: row.cause ?? 'other',
          escalated: row.escalated_to !== null || row.transferred !== null,
          inTime: row.closed_at! <= row.due_at,
        },
      })
  }
  return facts
}

/** Reads all figures once, in the order they lie: a disk’s random reads would else be paid by whoever looks first. */
export async function readFigures(db: Kysely<Tables>): Promise<void> {
  await db
    .selectFrom('adoption_rollup')
    .select((eb) => eb.fn.sum('total').as('sum'))
    .where('grp', '>=', shownGroup(0))
    .where('grp', '<', shownGroup(groupsOfEach))
    .executeTakeFirst()
}
