import { openView } from '../acts/view.ts'
import { type Answered, response, responseOf, responseSince } from '../appointments/response.ts'
import { hourMs } from '../core/calendar.ts'
import { readPolicy } from '../core/policy.ts'
import { dueAfter } from '../core/serviceHours.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { messagesPolicy } from './policy.ts'

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
