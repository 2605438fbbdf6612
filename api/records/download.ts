import { z } from '@hono/zod-openapi'
import { streamView, view } from '../acts/view.ts'
import { recordView } from '../audit/recordView.ts'
import type { PatientCtx } from '../core/context.ts'
import { bytesOf, withEntries } from '../core/http/streamed.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { type ActsFor, aboutRecord, actsFor, askedFor } from '../patients/actsFor.ts'
import { type Json, toPatient, toResource } from './fhir.ts'
import { kinds } from './lists.ts'
import { present } from './present.ts'
import { type Edge, nextRecords } from './published.ts'
import { everything } from './queries.ts'
import { entry } from './schema.ts'

const common = {
  name: 'portal.health-downloaded',
  letter: 'R',
  words: { en: 'Downloaded the health record', es: 'Descargó los datos de salud' },
  watch: 'nothing',
  tag: 'Patient records',
  needs: 'patient',
  asks: askedFor,
} as const

const together = 200

/** The patient, then each kind of record, newest first; a page at a time is opened, written and let go. */
async function* entries(ctx: PatientCtx, of: ActsFor) {
  const { db } = ctx.desk
  const subject = { reference: `urn:uuid:${of.patient.id}` }
  const entryOf = (resource: Json) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })
  yield entryOf(toPatient(of.patient, []))
  for (const kind of kinds)
    for (let edge: Edge | undefined; ; await letOthersGo()) {
      const rows = await nextRecords(db.read, ctx.desk, of.ids, kind, edge, together)
      for (const row of rows) yield entryOf(toResource(row, subject))
      if (rows.length < together) break
      edge = rows.at(-1)
    }
}

export const downloadBundle = streamView({
  ...common,
  at: 'GET /portal/v1/records/bundle',
  summary: 'All of the record as a FHIR R4 Bundle',
  params: z.strictObject({}),
  produces: ['application/fhir+json'],
  async stream(asking, { for: grant }, c) {
    // Of whoever asks `needs` says that it is a patient.
    const ctx = asking as unknown as PatientCtx
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    await recordView(ctx, common, { ...aboutRecord(of), detail: { ...of.detail, format: 'fhir' } })
    const head = { resourceType: 'Bundle', type: 'collection', timestamp: ctx.now().toISOString() }
    return c.body(bytesOf(withEntries(head, entries(ctx, of))), 200, {
      'Content-Type': 'application/fhir+json',
      'Content-Disposition': 'attachment; filename="my-health-record.fhir.json"',
    })
  },
})

/** The same for people: the page to read, print and keep is made of it. */
export const readAll = view({
  ...common,
  at: 'GET /portal/v1/records/all',
  summary: 'All of the record, for a page to print',
  reply: z.object({ name: z.string(), born: z.string(), madeAt: z.iso.datetime(), rows: z.array(entry) }),
  async show(ctx, { for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(db, ctx, grant, 'full')
    const rows = await everything(db, ctx.desk, of.ids)
    return {
      reply: {
        name: `${of.patient.given_name} ${of.patient.family_name}`,
        born: of.patient.birth_date,
        madeAt: ctx.now().toISOString(),
        rows: rows.map(present),
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, format: 'page', rows: rows.length } },
    }
  },
})
