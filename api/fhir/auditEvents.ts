import { z } from '@hono/zod-openapi'
import { view } from '../acts/view.ts'
import type { Action } from '../audit/action.ts'
import { toFhir } from '../audit/exports/fhir.ts'
import { eventsById, Finder, type Found } from '../audit/search/findEvents.ts'
import { isWithheld } from '../audit/search/withheld.ts'
import type { Ctx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { withheldFrom } from '../privacy/published.ts'
import type { Json } from '../records/fhir.ts'
import { namesOfStaff } from '../staff/published.ts'
import { type AuditEdge, type AuditQuery, auditAsked, auditParams, readAuditQuery } from './auditQuery.ts'
import { format, media, resource } from './common.ts'
import { searchset } from './searchset.ts'
import { nothingThere } from './words.ts'

/*
 * The log as AuditEvent, searched as IHE ITI-81 (Retrieve ATNA Audit Event) asks: the resources that an export as FHIR holds.
 */

const readLog: Action = {
  name: 'audit.read-over-fhir',
  letter: 'R',
  words: { en: 'Read the audit log over FHIR', es: 'Leyó el registro de auditoría por FHIR' },
  watch: 'report',
}
const common = { ...readLog, tag: 'FHIR', needs: 'audit.show-all', media, reply: resource } as const

/** What the capability statement says of it. */
export const auditEventStatement = {
  type: 'AuditEvent',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  versioning: 'no-version',
  searchParam: Object.entries({ _id: 'token', ...auditParams }).map(([name, type]) => ({ name, type })),
}

/** The resources of some events, each event's in a row of its own. */
async function resourcesOf({ desk }: Ctx, found: readonly Found[]): Promise<Json[][]> {
  const host = new URL(desk.config.publicUrl).hostname
  const names = await namesOfStaff(
    desk.db.read,
    found.flatMap(({ event }) => (event.actorType === 'staff' && event.actorId ? [event.actorId] : [])),
  )
  return found.map(
    ({ event }) => toFhir(event, desk.catalogue.actions, names.get(event.actorId ?? ''), host) as Json[],
  )
}

async function pageOf(ctx: Ctx, query: AuditQuery): Promise<{ found: Json[]; edge?: AuditEdge | undefined }> {
  const { filter, count, newestFirst, edge, patient } = query
  const { db, catalogue } = ctx.desk
  const withheld = await withheldFrom(db.read, ctx.actor)
  const finder = await Finder.for(db, { filter, onlyCases: false, withheld, actions: catalogue.actions })
  // An event about many patients is many resources, and a page may end amid them.
  const begun = edge ? await shownById(ctx, [edge.id]) : []
  const events = [...begun, ...(await finder.page(newestFirst, count + 1, edge))]
  const found: Json[] = []
  let last: AuditEdge | undefined
  for (const [i, all] of (await resourcesOf(ctx, events)).entries()) {
    const { at, id, patientIds = [] } = events[i]!.event
    const own = patient === undefined ? all : all.filter((_, n) => patientIds[n] === patient)
    for (let given = id === edge?.id ? edge.given : 0; given < own.length; given++) {
      if (found.length === count) return { found, edge: last }
      found.push(own[given]!)
      last = { at, id, given: given + 1 }
    }
  }
  return { found }
}

/** Events by id, without those that are withheld from whoever asks. */
async function shownById({ desk: { db }, actor }: Ctx, ids: readonly string[]): Promise<Found[]> {
  const withheld = await withheldFrom(db.read, actor)
  return (await eventsById(db, ids)).filter(({ event }) => !isWithheld(event, withheld))
}

const named = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:-(\d{1,6}))?$/

/** The resources with these ids; any other text is an id of none. */
async function called(ctx: Ctx, ids: readonly string[]): Promise<Json[]> {
  const wanted = new Set(ids)
  const events = await shownById(ctx, [...new Set(ids.flatMap((id) => named.exec(id)?.[1] ?? []))])
  return (await resourcesOf(ctx, events)).flat().filter(({ id }) => wanted.has(String(id)))
}

const patientsIn = (found: readonly Json[]): string[] =>
  found.flatMap(({ entity }) =>
    (entity as { what?: { reference?: string } }[]).flatMap(({ what }) => what?.reference?.slice(8) ?? []),
  )

export const searchAuditEvents = view({
  ...common,
  at: 'GET /fhir/R4/AuditEvent',
  summary: 'Search the audit log as AuditEvent (ITI-81)',
  asks: auditAsked,
  async show(ctx, input) {
    const query = readAuditQuery(ctx, input)
    const { found, edge } = query.ids
      ? { found: (await called(ctx, query.ids)).slice(0, query.count), edge: undefined }
      : await pageOf(ctx, query)
    const rows = found.map((resource) => ({ id: String(resource.id), resource }))
    return {
      reply: searchset(ctx, 'AuditEvent', query.asked, rows, edge),
      seen: {
        patientIds: query.patient ? [query.patient] : [],
        detail: {
          rows: found.length,
          // What was asked of the log stands in the log; who was asked for is the event's patient.
          asked: query.asked.flatMap(([name, value]) => (name === 'patient' ? [] : `${name}=${value}`)),
        },
      },
    }
  },
})

export const readAuditEvent = view({
  ...common,
  at: 'GET /fhir/R4/AuditEvent/{id}',
  summary: 'One AuditEvent',
  params: z.strictObject({ id: z.string() }),
  asks: z.strictObject({ _format: format }),
  async show(ctx, { id }) {
    const [found] = await called(ctx, [id])
    if (!found) throw new NotFound(nothingThere)
    return {
      reply: found as { resourceType: string },
      headers: { 'Last-Modified': new Date(String(found.recorded)).toUTCString() },
      seen: {
        object: { type: 'audit-event', id: String(found.id).slice(0, 36) },
        patientIds: patientsIn([found]),
        detail: { rows: 1 },
      },
    }
  },
})
