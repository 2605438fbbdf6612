import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { dayMs, hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { dueAfter } from '../core/serviceHours.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { messagesPolicy } from './policy.ts'

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

interface Answered {
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
  const { clinicResponseDays: days } = await readPolicy(ctx.desk.db.read, messagesPolicy)
  return { days, since: new Date(ctx.now().getTime() - days * dayMs).toISOString() }
}

export const showMessageResponse = openView({
  at: 'GET /api/clinic-response/messages',
  summary: 'How soon your clinic answers messages',
  tag: 'Clinic inbox',
  needs: 'clinic.inbox',
  unrecorded: 'counts answers of one clinic, of nobody by name',
  reply: response,
  async show(ctx) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    const policy = await readPolicy(db, messagesPolicy)
    const { days, since } = await responseSince(ctx)
    const answeredSince = db
      .selectFrom('message')
      .select('thread_id')
      .where('staff_id', 'is not', null)
      .where('sent_at', '>=', since)
    const rows = await db
      .selectFrom('message as m')
      .innerJoin('message_thread as t', 't.id', 'm.thread_id')
      .select(['m.thread_id', 'm.staff_id', 'm.sent_at'])
      .where('t.clinic_id', '=', clinic)
      .where('m.thread_id', 'in', answeredSince)
      .orderBy('m.thread_id')
      .orderBy('m.sent_at')
      .orderBy('m.id')
      .execute()
    // What waits is the first message since the last answer; a second answer answers nothing.
    const waits = new Map<string, string>()
    const answered: Answered[] = []
    for (const { thread_id, staff_id, sent_at } of rows) {
      const from = waits.get(thread_id)
      if (!staff_id) waits.set(thread_id, from ?? sent_at)
      else if (from !== undefined) {
        waits.delete(thread_id)
        // By the hours of service as they are now: those of then are not kept.
        const due = dueAfter(policy, new Date(from), policy.messageAnswerHours * hourMs)
        if (sent_at >= since) answered.push({ since: from, at: sent_at, due })
      }
    }
    const { late } = await db
      .selectFrom('message_thread')
      .select((eb) => eb.fn.countAll<number>().as('late'))
      .where('clinic_id', '=', clinic)
      .where('due_at', '<', ctx.now().toISOString())
      .executeTakeFirstOrThrow()
    return { reply: responseOf(days, answered, Number(late)) }
  },
})
