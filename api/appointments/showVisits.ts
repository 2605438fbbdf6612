import { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { view } from '../acts/view.ts'
import type { PatientCtx } from '../core/context.ts'
import { asEach, type Each, eachOf } from '../core/db/oneOf.ts'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { type ActsFor, actingFor, actsFor } from '../patients/actsFor.ts'
import { calendarFile } from './calendarFile.ts'
import { appointmentsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { placesOf } from './slots.ts'
import type { AppointmentRow } from './tables.ts'
import { changeUntil } from './visits.ts'
import { noVisit } from './words.ts'

const common = { letter: 'R', watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const

type Given = Each & { me: string; id?: string; now?: string; startsAt?: string; most?: number }

/** Visits of some patients; a limited proxy sees those that they asked for themselves. */
const visits = (db: Kysely<Tables>, p: Given, patients: number, limited: boolean) =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('patient_id', 'in', eachOf(p, patients))
    .$if(limited, (query) => query.where('booked_by', '=', p.me))

const visitCalled = preparedBy(
  (shape: string) => (db, p: Given) =>
    visits(db, p, Number.parseInt(shape, 10), shape.endsWith('limited')).where('id', '=', p.id!),
)

const pages = preparedBy((shape: string) => (db, p: Given) => {
  const [patients, whose, which, place] = shape.split(' ')
  const upcoming = which === 'upcoming'
  const order = upcoming ? 'asc' : 'desc'
  return visits(db, p, Number(patients), whose === 'limited')
    .where('ends_at', upcoming ? '>' : '<=', p.now!)
    .$if(place === 'after', (query) =>
      query.where((eb) =>
        eb(eb.refTuple('starts_at', 'id'), upcoming ? '>' : '<', eb.tuple(p.startsAt!, p.id!)),
      ),
    )
    .orderBy('starts_at', order)
    .orderBy('id', order)
    .limit(p.most!)
})

/** By what the queries above are kept, and what each is given: the visits of whom somebody acts for that they may see. */
const whose = ({ ids, limited }: ActsFor) => `${ids.length} ${limited ? 'limited' : 'all'}`
const given = (ctx: PatientCtx, { ids }: ActsFor) => ({ ...asEach(ids), me: ctx.actor.id })

const visitOf = async (ctx: PatientCtx, whom: ActsFor, id: string): Promise<AppointmentRow | undefined> =>
  (await visitCalled(whose(whom), ctx.desk.db.read, { ...given(ctx, whom), id }))[0]

async function presentVisits(ctx: PatientCtx, rows: readonly AppointmentRow[]) {
  const db = ctx.desk.db.read
  const policy = readPolicy(db, appointmentsPolicy)
  const [place, { visitChangeHours }] = await Promise.all([placesOf(db, rows, policy), policy])
  const now = ctx.now().toISOString()
  return rows.map((row) => {
    const until = changeUntil(row, visitChangeHours)
    return {
      id: row.id,
      ...place(row),
      status: row.status,
      changeUntil: row.status === 'booked' && until > now ? until : null,
    }
  })
}

/** Visits to come, soonest first, or those that were, latest first. */
export const listVisits = view({
  ...common,
  name: 'portal.visits-read',
  words: { en: 'Looked at visits in the portal', es: 'Consultó visitas en el portal' },
  at: 'GET /portal/v1/visits',
  summary: 'Visits, to come or past',
  asks: schema.askVisits,
  reply: schema.visits,
  async show(ctx, { which, after, limit, for: grant }) {
    const whom = await actsFor(ctx.desk.db.read, ctx, grant, 'any')
    const now = ctx.now().toISOString()
    const last = after && (await visitOf(ctx, whom, after))
    const edge = last && { startsAt: last.starts_at, id: last.id }
    const rows = await pages(`${whose(whom)} ${which} ${edge ? 'after' : 'first'}`, ctx.desk.db.read, {
      ...given(ctx, whom),
      now,
      ...edge,
      most: limit + 1,
    })
    const shown = rows.slice(0, limit)
    return {
      reply: {
        visits: await presentVisits(ctx, shown),
        next: rows.length > limit ? shown.at(-1)!.id : null,
      },
      seen: { ...whom.about, detail: { ...whom.detail, rows: shown.length } },
    }
  },
})

async function calendarOf(ctx: PatientCtx, id: string, grant: string | undefined) {
  const whom = await actsFor(ctx.desk.db.read, ctx, grant, 'any')
  const row = await visitOf(ctx, whom, id)
  if (!row) throw new NotFound(noVisit)
  const { clinic } = (await placesOf(ctx.desk.db.read, [row]))(row)
  const host = new URL(ctx.desk.config.publicUrl).hostname
  const content = calendarFile(row, { clinic, host, language: ctx.language })
  return { whom, file: { name: 'visit.ics', mediaType: 'text/calendar' as const, content } }
}

/**
 * What a page of visits has ready for a calendar beside each. It is recorded as the look at them that it is: the log would say, of a
 * proxy to the patient too, that each was taken along (2026-11-28).
 */
export const calendarBeside = async (ctx: PatientCtx, id: string, grant: string | undefined) =>
  (await calendarOf(ctx, id, grant)).file

/** One visit as a file for a calendar. */
export const visitCalendar = view({
  ...common,
  name: 'portal.visit-calendar-read',
  words: { en: 'Took a visit into a calendar', es: 'Llevó una visita a un calendario' },
  at: 'GET /portal/v1/visits/{id}/calendar',
  summary: 'A visit as a calendar file',
  params: idParam,
  asks: z.strictObject(actingFor),
  reply: schema.calendarFile,
  async show(ctx, { id, for: grant }) {
    const { whom, file } = await calendarOf(ctx, id, grant)
    return {
      reply: file,
      seen: { ...whom.about, detail: whom.detail, object: { type: 'appointment', id } },
    }
  },
})
