import { z } from '@hono/zod-openapi'
import { view } from '../acts/view.ts'
import { aboutRecord, actsFor, askedFor } from '../patients/actsFor.ts'
import { toBundle } from './fhir.ts'
import { present } from './present.ts'
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

export const downloadBundle = view({
  ...common,
  at: 'GET /portal/v1/records/bundle',
  summary: 'All of the record as a FHIR R4 Bundle',
  reply: z.looseObject({ resourceType: z.literal('Bundle') }).openapi('FhirBundle'),
  async show(ctx, { for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(db, ctx, grant, 'full')
    const rows = await everything(db, ctx.desk, of.ids)
    return {
      reply: toBundle(of.patient, rows, ctx.now().toISOString()) as { resourceType: 'Bundle' },
      headers: { 'Content-Disposition': 'attachment; filename="my-health-record.fhir.json"' },
      seen: { ...aboutRecord(of), detail: { ...of.detail, format: 'fhir', rows: rows.length } },
    }
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
