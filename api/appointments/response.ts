import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { dayMs, hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { dueAfter } from '../core/serviceHours.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { appointmentsPolicy } from './policy.ts'

/*
 * How soon a clinic answers what patients ask of it: its own rows, as its inbox shows them. Adoption is told of the same answers
 * (`answered`) and counts them over all clinics, with noise and without small numbers; a clinic sees each of its own anyway.
 */

export const response = z
  .object({
    days: z.int().openapi({ description: 'Of how many days to now', example: 30 }),
    answered: z.int().openapi({ example: 42 }),
    medianMinutes: z.int().nullable().openapi({ description: 'From question to answer', example: 190 }),
    inTime: z.int().openapi({ description: 'Of those answered, by when they were due', example: 39 }),
    late: z.int().openapi({ description: 'Those that wait and are overdue now', example: 1 }),
  })
  .openapi('ClinicResponse')

export interface Answered {
  since: string
  at: string
  due: string
}

/** @param late how many wait and are overdue */
export function responseOf(days: number, answered: readonly Answered[], late: number) {
  const took = answered.map(({ since, at }) => Date.parse(at) - Date.parse(since)).sort((a, b) => a - b)
  const middle = took.length / 2
  const median = took.length === 0 ? null : (took[Math.ceil(middle) - 1]! + took[Math.floor(middle)]!) / 2
  return {
    days,
    answered: answered.length,
    medianMinutes: median === null ? null : Math.round(median / 60_000),
    inTime: answered.filter(({ at, due }) => at <= due).length,
    late,
  }
}

/** Since when answers are counted. */
export async function responseSince(ctx: Ctx): Promise<{ days: number; since: string }> {
  const { clinicResponseDays: days } = await readPolicy(ctx.desk.db.read, appointmentsPolicy)
  return { days, since: new Date(ctx.now().getTime() - days * dayMs).toISOString() }
}

/** How soon a clinic has a time for those who ask for a visit and find none that is free: from joining the wait list to an offer. */
export const showVisitResponse = openView({
  at: 'GET /api/clinic-response/visits',
  summary: 'How soon your clinic offers a time to those who wait for one',
  tag: 'Clinic inbox',
  needs: 'clinic.visits',
  unrecorded: 'counts offers of one clinic, to nobody by name',
  reply: response,
  async show(ctx) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    const { days, since } = await responseSince(ctx)
    const policy = await readPolicy(db, appointmentsPolicy)
    const dueOf = (at: string) => dueAfter(policy, new Date(at), policy.visitRequestHours * hourMs)
    const own = db.selectFrom('wait_entry').where('clinic_id', '=', clinic)
    const offered = await own.select(['created_at', 'offered_at']).where('offered_at', '>=', since).execute()
    const waiting = await own
      .select('created_at')
      .where('status', '=', 'waiting')
      .where('offered_at', 'is', null)
      .execute()
    const now = ctx.now().toISOString()
    const answered = offered.map(({ created_at, offered_at }) => ({
      since: created_at,
      at: offered_at!,
      due: dueOf(created_at),
    }))
    const late = waiting.filter(({ created_at }) => dueOf(created_at) < now).length
    return { reply: responseOf(days, answered, late) }
  },
})
