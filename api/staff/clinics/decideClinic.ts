import { act, type Done } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { approving, decided, deciding, requireFirst } from '../requests.ts'
import * as schema from '../schema.ts'
import { onClinicRequest } from './target.ts'

const common = { ...deciding, reply: schema.clinicDecided, on: onClinicRequest } as const

type Request = Tables['clinic_request']

/** Notes the decision. @throws Conflict where another was first */
const decide = async (trx: Trx, ctx: StaffCtx, id: string, decision: NonNullable<Request['decision']>) =>
  requireFirst(
    await trx
      .updateTable('clinic_request')
      .set(decided(ctx, decision))
      .where('id', '=', id)
      .where('decided_at', 'is', null)
      .executeTakeFirst(),
  )

const told = ({ id, from_clinic, to_clinic }: Request) => ({
  request: id,
  clinic: to_clinic,
  ...(from_clinic !== null && { from: from_clinic }),
})

/** The second person's word. Sessions end: what they saw of another clinic is shown no more. */
export const approveClinic = act({
  ...common,
  name: 'staff.clinic-set',
  words: { en: 'Said for which clinic a colleague works', es: 'Indicó para qué clínica trabaja un colega' },
  verb: { en: 'Approve the clinic', es: 'Aprobar la clínica' },
  at: 'POST /api/clinic-requests/{id}/approve',
  guards: approving,
  async do(trx, ctx, { request, staff }): Promise<Done<{ id: string; decision: 'approved' }>> {
    await decide(trx, ctx, request.id, 'approved')
    await trx
      .insertInto('staff_clinic')
      .values({ staff_id: staff.id, clinic_id: request.to_clinic })
      .onConflict((oc) => oc.column('staff_id').doUpdateSet({ clinic_id: request.to_clinic }))
      .execute()
    await trx
      .updateTable('staff')
      .set({ version: staff.version + 1 })
      .where('id', '=', staff.id)
      .where('version', '=', request.staff_version)
      .execute()
    await ctx.desk.sessions.endAllOf(trx, staff.id)
    return { reply: { id: request.id, decision: 'approved' }, fields: ['clinic'], detail: told(request) }
  },
})

/** Whoever asked may withdraw it so, too; the one it is about decides nothing. */
export const declineClinic = act({
  ...common,
  name: 'staff.clinic-declined',
  words: {
    en: 'Declined or withdrew that a colleague work for a clinic',
    es: 'Rechazó o retiró que un colega trabaje para una clínica',
  },
  verb: { en: 'Decline the clinic', es: 'Rechazar la clínica' },
  at: 'POST /api/clinic-requests/{id}/decline',
  guards: { notAbout: true, undecided: true },
  async do(trx, ctx, { request }): Promise<Done<{ id: string; decision: 'declined' }>> {
    await decide(trx, ctx, request.id, 'declined')
    return { reply: { id: request.id, decision: 'declined' }, detail: told(request) }
  },
})
