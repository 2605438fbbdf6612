import { visitsBefore, visitsCalled } from '../appointments/published.ts'
import type { PatientCtx } from '../core/context.ts'
import { idMadeAt } from '../core/db/id.ts'
import { id as idShape } from '../core/http/schema.ts'
import type { ActsFor } from '../patients/actsFor.ts'
import { numbersOnFile } from '../patients/published.ts'
import { pastVisitsBefore, pastVisitsCalled } from '../patients/visits.ts'
import { type Json, toResource } from '../records/fhir.ts'
import { toPatient } from '../records/fhirPatient.ts'
import { type Between, type Edge, nextRecords, type Opened, recordsCalled } from '../records/published.ts'
import { profiled } from './profiles.ts'
import { type TypeName, typed } from './types.ts'

/** A resource, and where it stands in the order of its type. */
export interface Held extends Edge {
  resource: Json
}

const referenceTo = ({ patient }: ActsFor) => ({ reference: `Patient/${patient.id}` })

const heldRecord = (of: ActsFor) => (row: Opened) => ({
  at: row.at,
  id: row.id,
  resource: profiled(toResource(row, referenceTo(of))),
})

type Visit = Awaited<ReturnType<typeof visitsCalled>>[number]

const heldVisit = (of: ActsFor) => (row: Visit) => ({
  at: row.startsAt,
  id: row.id,
  resource: {
    resourceType: 'Appointment',
    id: row.id,
    // How often it changed is counted from 0; versions are from 1.
    meta: { versionId: String(row.sequence + 1), lastUpdated: row.changed_at },
    status: row.status,
    serviceType: [{ text: row.what }],
    start: row.startsAt,
    end: row.endsAt,
    created: row.created_at,
    participant: [
      { actor: referenceTo(of), status: 'accepted' },
      { actor: { display: row.provider || row.clinic }, status: 'accepted' },
      ...(row.provider && row.clinic ? [{ actor: { display: row.clinic }, status: 'accepted' }] : []),
    ],
  },
})

type PastVisit = Awaited<ReturnType<typeof pastVisitsCalled>>[number]

/** Of what sort it was sources say in ways that are not kept: FHIR wants a class, and has a word for one that is not known. */
const unknownClass = { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' }

function heldEncounter(of: ActsFor) {
  return (row: PastVisit): Held => {
    const [, system, value] = /^(\S+)\|(.+)$/.exec(row.external_id) ?? []
    return {
      at: row.started_at,
      id: row.id,
      resource: {
        resourceType: 'Encounter',
        id: row.id,
        // A visit of another time is another visit.
        meta: { versionId: '1', lastUpdated: idMadeAt(row.id).toISOString() },
        ...(system && value && { identifier: [{ system, value }] }),
        status: 'finished',
        class: unknownClass,
        subject: referenceTo(of),
        ...(row.provider && { participant: [{ individual: { display: row.provider } }] }),
        period: { start: row.started_at },
        ...(row.clinic && { serviceProvider: { display: row.clinic } }),
      },
    }
  }
}

async function heldPatient(ctx: PatientCtx, { patient }: ActsFor): Promise<Held> {
  const resource = profiled(toPatient(patient, await numbersOnFile(ctx.desk.db.read, patient.id)))
  return { at: '', id: patient.id, resource }
}

/** The next resources of a type, newest first; of the patient there is one. */
export async function next(
  ctx: PatientCtx,
  of: ActsFor,
  type: TypeName,
  after: Edge | undefined,
  most: number,
  between?: Between,
): Promise<Held[]> {
  const { db } = ctx.desk
  const { kind } = typed(type)
  if (type === 'Appointment') return nextAppointments(ctx, of, after, most, between)
  if (kind)
    return (await nextRecords(db.read, ctx.desk, of.ids, kind, after, most, between)).map(heldRecord(of))
  if (type === 'Patient') return after ? [] : [await heldPatient(ctx, of)]
  if (type === 'Encounter')
    return (await pastVisitsBefore(db.read, of.ids, after, most)).map(heldEncounter(of))
  throw new Error(`${type} is held by no room`)
}

/** Those booked here and those that sources tell of, in one order. */
async function nextAppointments(
  ctx: PatientCtx,
  of: ActsFor,
  after: Edge | undefined,
  most: number,
  between?: Between,
): Promise<Held[]> {
  const { read } = ctx.desk.db
  const [own, told] = await Promise.all([
    visitsBefore(read, of.ids, after, most),
    nextRecords(read, ctx.desk, of.ids, 'appointment', after, most, between),
  ])
  return [...own.map(heldVisit(of)), ...told.map(heldRecord(of))].sort(newestFirst).slice(0, most)
}
const newestFirst = (a: Edge, b: Edge): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1

/** The resources of a type with these ids that are the patient's; any other text is an id of none. */
export async function called(
  ctx: PatientCtx,
  of: ActsFor,
  type: TypeName,
  ids: readonly string[],
): Promise<Held[]> {
  const { db } = ctx.desk
  const { kind } = typed(type)
  const possible = [...new Set(ids)].filter((one) => idShape.safeParse(one).success)
  if (type === 'Patient')
    return possible.some((one) => of.ids.includes(one)) ? [await heldPatient(ctx, of)] : []
  if (type === 'Encounter') return (await pastVisitsCalled(db.read, of.ids, possible)).map(heldEncounter(of))
  const rows = await recordsCalled(db.read, ctx.desk, of.ids, possible)
  const told = rows.filter((row) => row.kind === kind).map(heldRecord(of))
  if (type !== 'Appointment') return told
  return [...(await visitsCalled(db.read, of.ids, possible)).map(heldVisit(of)), ...told]
}
