import type { Kysely } from 'kysely'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'

/*
 * Where patients are cared for: their visits, and the names of clinics and providers.
 */

type Reader = Kysely<Tables>

export const visits = (db: Reader) =>
  db.selectFrom('encounter').select(['id', 'patient_id', 'clinic_id', 'started_at'])

/** Visits of patients that were, with where and with whom by name, latest first, after one of them. */
export const pastVisitsBefore = (
  db: Reader,
  patientIds: readonly string[],
  after: { at: string; id: string } | undefined,
  most: number,
) =>
  pastVisits(db, patientIds)
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('e.started_at', 'e.id'), '<', eb.tuple(after!.at, after!.id))),
    )
    .orderBy('e.started_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(most)
    .execute()

/** Those of some visits that are these patients'. */
export const pastVisitsCalled = async (db: Reader, patientIds: readonly string[], ids: readonly string[]) =>
  ids.length === 0 ? [] : pastVisits(db, patientIds).where('e.id', 'in', ids).execute()

const pastVisits = (db: Reader, patientIds: readonly string[]) =>
  db
    .selectFrom('encounter as e')
    .leftJoin('clinic as c', 'c.id', 'e.clinic_id')
    .leftJoin('provider as p', 'p.id', 'e.provider_id')
    .select(['e.id', 'e.external_id', 'e.started_at', 'c.name as clinic', 'p.name as provider'])
    .where('e.patient_id', 'in', patientIds)

export async function lastVisitAt(
  db: Reader,
  patientId: string,
  before: string,
): Promise<string | undefined> {
  const row = await visits(db)
    .where('patient_id', '=', patientId)
    .where('started_at', '<=', before)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.started_at
}

/** The other portal, if any, of the clinic of each of a patient's latest visits. */
export async function portalsVisited(
  db: Reader,
  patientId: string,
  most: number,
): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('encounter as e')
    .leftJoin('clinic as c', 'c.id', 'e.clinic_id')
    .select('c.other_portal')
    .where('e.patient_id', '=', patientId)
    .orderBy('e.started_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => row.other_portal)
}

export async function providerName(db: Reader, providerId: string | null): Promise<string | undefined> {
  if (!providerId) return undefined
  const row = await db.selectFrom('provider').select('name').where('id', '=', providerId).executeTakeFirst()
  return row?.name
}

/** The providers of a clinic. */
export async function providersOf(db: Reader, clinicId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('provider').select('id').where('clinic_id', '=', clinicId).execute()
  return new Set(rows.map((row) => row.id))
}

const someNames = {
  clinic: prepared((db, p: { list: List }) =>
    db
      .selectFrom('clinic')
      .select(['id', 'name'])
      .where(oneOfList(db, 'id', 'text', p.list)),
  ),
  provider: prepared((db, p: { list: List }) =>
    db
      .selectFrom('provider')
      .select(['id', 'name'])
      .where(oneOfList(db, 'id', 'text', p.list)),
  ),
}
const allNames = {
  clinic: prepared((db) => db.selectFrom('clinic').select(['id', 'name'])),
  provider: prepared((db) => db.selectFrom('provider').select(['id', 'name'])),
}

/**
 * What clinics, or providers, are called, by their ids.
 * @param ids of these only, however often each; without it, of all
 */
export async function namesOfPlaces(
  db: Reader,
  kind: 'clinic' | 'provider',
  ids?: readonly string[],
): Promise<Map<string, string>> {
  if (ids?.length === 0) return new Map()
  const rows = await (ids
    ? someNames[kind](db, { list: asList(db, [...new Set(ids)]) })
    : allNames[kind](db, {}))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** A clinic by its id. */
export const clinicById = (db: Reader, id: string) =>
  db.selectFrom('clinic').select(['id', 'name']).where('id', '=', id).executeTakeFirst()

/** Somebody who sees patients. */
export const providerCalled = (db: Reader, id: string) =>
  db.selectFrom('provider').select('clinic_id').where('id', '=', id)

/** Whether somebody works at a clinic; a provider whom no clinic is known of works at any. */
export async function worksAt(db: Reader, providerId: string, clinicId: string): Promise<boolean> {
  const row = await providerCalled(db, providerId).executeTakeFirst()
  return row !== undefined && (row.clinic_id === null || row.clinic_id === clinicId)
}

/** Who works at a clinic, by name. */
export const providersAt = (db: Reader, clinicId: string) =>
  db
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('clinic_id', '=', clinicId)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** All clinics by name. */
export const allClinics = (db: Reader) =>
  db.selectFrom('clinic').select(['id', 'name']).orderBy('name').orderBy('id').execute()

/** The clinics that care for a patient: where they were seen, and where their own provider works. */
export async function clinicsOfPatient(db: Reader, patientIds: readonly string[]): Promise<string[]> {
  const [seen, own] = await Promise.all([
    db.selectFrom('encounter').select('clinic_id').distinct().where('patient_id', 'in', patientIds).execute(),
    db
      .selectFrom('patient as p')
      .innerJoin('provider as d', 'd.id', 'p.primary_provider_id')
      .select('d.clinic_id')
      .where('p.id', 'in', patientIds)
      .execute(),
  ])
  return [...new Set([...own, ...seen].flatMap(({ clinic_id }) => clinic_id ?? []))]
}
