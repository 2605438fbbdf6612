import { z } from '@hono/zod-openapi'
import { view } from '../acts/view.ts'
import type { PatientCtx } from '../core/context.ts'
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

/** The visits of whom somebody acts for that they may see. */
function visitsOf(ctx: PatientCtx, { ids, limited }: ActsFor) {
  const all = ctx.desk.db.read.selectFrom('appointment').selectAll().where('patient_id', 'in', ids)
  return limited ? all.where('booked_by', '=', ctx.actor.id) : all
}

async function presentVisits(ctx: PatientCtx, rows: readonly AppointmentRow[]) {
  const db = ctx.desk.db.read
  const [place, { visitChangeHours }] = await Promise.all([
    placesOf(db, rows),
    readPolicy(db, appointmentsPolicy),
  ])
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
    const [beyond, order] = which === 'upcoming' ? (['>', 'asc'] as const) : (['<', 'desc'] as const)
    let query = visitsOf(ctx, whom).where('ends_at', which === 'upcoming' ? '>' : '<=', now)
    const last = after && (await visitsOf(ctx, whom).where('id', '=', after).executeTakeFirst())
    if (last)
      query = query.where((eb) =>
        eb(eb.refTuple('starts_at', 'id'), beyond, eb.tuple(last.starts_at, last.id)),
      )
    const rows = await query
      .orderBy('starts_at', order)
      .orderBy('id', order)
      .limit(limit + 1)
      .execute()
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
    const whom = await actsFor(ctx.desk.db.read, ctx, grant, 'any')
    const row = await visitsOf(ctx, whom).where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noVisit)
    const { clinic } = (await placesOf(ctx.desk.db.read, [row]))(row)
    const host = new URL(ctx.desk.config.publicUrl).hostname
    const content = calendarFile(row, { clinic, host, language: ctx.language })
    return {
      reply: { name: 'visit.ics', mediaType: 'text/calendar' as const, content },
      seen: { ...whom.about, detail: whom.detail, object: { type: 'appointment', id } },
    }
  },
})
