import { openView } from '../acts/view.ts'
import { response, responseOf, responseSince } from '../appointments/response.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'

/** How soon a clinic decides the refills asked of it. */
export const showRefillResponse = openView({
  at: 'GET /api/clinic-response/refills',
  summary: 'How soon your clinic decides refills',
  tag: 'Clinic inbox',
  needs: 'clinic.inbox',
  unrecorded: 'counts decisions of one clinic, of nobody by name',
  reply: response,
  async show(ctx) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    const { days, since } = await responseSince(ctx)
    const own = db.selectFrom('refill_request').where('clinic_id', '=', clinic)
    const rows = await own
      .select(['created_at', 'decided_at', 'due_at'])
      .where('decided_at', '>=', since)
      .execute()
    const { late } = await own
      .select((eb) => eb.fn.countAll<number>().as('late'))
      .where('status', '=', 'requested')
      .where('due_at', '<', ctx.now().toISOString())
      .executeTakeFirstOrThrow()
    const answered = rows.map((row) => ({ since: row.created_at, at: row.decided_at!, due: row.due_at }))
    return { reply: responseOf(days, answered, Number(late)) }
  },
})
