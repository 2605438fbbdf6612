import { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { view } from '../acts/view.ts'
import { appointmentStates, visitKinds } from '../appointments/lists.ts'
import { visitsBefore } from '../appointments/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { moment } from '../core/http/schema.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { aboutRecord, actsFor, askedFor } from '../patients/actsFor.ts'
import { pastVisitsBefore } from '../patients/visits.ts'
import { present } from './present.ts'
import type { Edge } from './published.ts'
import { everything } from './queries.ts'
import { entry } from './schema.ts'

/** What the log says of whoever takes the record along, as a Bundle (`fhir/bundle.ts`) or as a page. */
export const downloading = {
  name: 'portal.health-downloaded',
  letter: 'R',
  words: { en: 'Downloaded the health record', es: 'Descargó los datos de salud' },
  watch: 'nothing',
  tag: 'Patient records',
  needs: 'patient',
  asks: askedFor,
} as const

const visit = z.object({
  at: moment,
  kind: z.enum(visitKinds).nullable(),
  with: z.string().nullable().openapi({ example: 'Dr. Imani Okafor' }),
  where: z.string().nullable().openapi({ example: 'Riverside Clinic' }),
  status: z.enum([...appointmentStates, 'finished']),
})
type Visit = z.input<typeof visit>

/** All visits, those booked here and those that were, newest first. */
async function allVisits(db: Kysely<Tables>, ids: readonly string[]): Promise<Visit[]> {
  const booked: Visit[] = []
  const were: Visit[] = []
  for (let after: Edge | undefined; ; await letOthersGo()) {
    const rows = await visitsBefore(db, ids, after, together)
    booked.push(
      ...rows.map((row) => ({
        at: row.startsAt,
        kind: row.kind,
        with: row.provider || null,
        where: row.clinic || null,
        status: row.status,
      })),
    )
    if (rows.length < together) break
    after = { at: rows.at(-1)!.startsAt, id: rows.at(-1)!.id }
  }
  for (let after: Edge | undefined; ; await letOthersGo()) {
    const rows = await pastVisitsBefore(db, ids, after, together)
    were.push(
      ...rows.map((row) => ({
        at: row.started_at,
        kind: null,
        with: row.provider,
        where: row.clinic,
        status: 'finished' as const,
      })),
    )
    if (rows.length < together) break
    after = { at: rows.at(-1)!.started_at, id: rows.at(-1)!.id }
  }
  return [...booked, ...were].sort((a, b) => (a.at < b.at ? 1 : -1))
}
const together = 200

/** All of it for people: the page to read, print and keep is made of it. */
export const readAll = view({
  ...downloading,
  at: 'GET /portal/v1/records/all',
  summary: 'All of the record, for a page to print',
  reply: z.object({
    name: z.string(),
    born: z.string(),
    madeAt: z.iso.datetime(),
    rows: z.array(entry),
    visits: z.array(visit),
  }),
  async show(ctx, { for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(db, ctx, grant, 'full')
    const [rows, visits] = [await everything(db, ctx.desk, of.ids), await allVisits(db, of.ids)]
    return {
      reply: {
        name: `${of.patient.given_name} ${of.patient.family_name}`,
        born: of.patient.birth_date,
        madeAt: ctx.now().toISOString(),
        rows: rows.map(present),
        visits,
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, format: 'page', rows: rows.length } },
    }
  },
})
