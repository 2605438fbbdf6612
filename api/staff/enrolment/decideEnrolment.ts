import { act, type Done } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { openEnrolmentOf } from '../addStaff.ts'
import { disable } from '../changeStatus.ts'
import { approving, decided, deciding, requireFirst } from '../requests.ts'
import * as schema from '../schema.ts'
import { tellStaff } from '../tellStaff.ts'
import { onEnrolmentRequest, type Request } from './target.ts'

const common = { ...deciding, reply: schema.enrolmentDecided, on: onEnrolmentRequest } as const

/** Notes the decision. @throws Conflict where another was first */
const decide = async (trx: Trx, ctx: StaffCtx, id: string, decision: NonNullable<Request['decision']>) =>
  requireFirst(
    await trx
      .updateTable('enrolment_request')
      .set(decided(ctx, decision))
      .where('id', '=', id)
      .where('decided_at', 'is', null)
      .executeTakeFirst(),
  )

const told = ({ id, kind, staff_id, reason }: Request) => ({
  about: { object: { type: 'staff', id: staff_id }, purpose: reason ?? undefined },
  detail: { request: id, kind },
})

type Decided<D> = Done<{ id: string; staffId: string; decision: D }>

/**
 * The second person’s word: the link is mailed to the address on the account, and shown to neither of the two. Sessions of
 * whoever enrols again end now; their old password, factors and codes end when the new ones are set up, so that a link
 * asked for in their name keeps nobody from their work.
 */
export const approveEnrolment = act({
  ...common,
  name: 'staff.enrolment-approved',
  words: {
    en: 'Approved an enrollment, and its link was emailed',
    es: 'Aprobó un alta, y se envió su enlace por correo electrónico',
  },
  verb: { en: 'Approve and email the link', es: 'Aprobar y enviar el enlace' },
  at: 'POST /api/enrolment-requests/{id}/approve',
  guards: approving,
  async do(trx, ctx, { request, staff }): Promise<Decided<'approved'>> {
    await decide(trx, ctx, request.id, 'approved')
    await ctx.desk.sessions.endAllOf(trx, staff.id)
    const { link, expiresAt } = await openEnrolmentOf(trx, ctx, staff.id)
    const template = request.kind === 'new' ? 'staff-enrolment' : 'staff-enrolment-again'
    await tellStaff(trx, ctx, staff, template, { link }, expiresAt)
    return {
      ...told(request),
      reply: { id: request.id, staffId: staff.id, decision: 'approved' },
      after: deliverSoon,
    }
  },
})

/** Whoever asked may withdraw it so, too. Somebody who was to be added is disabled: the list shows that they were named. */
export const declineEnrolment = act({
  ...common,
  name: 'staff.enrolment-declined',
  words: {
    en: 'Declined or withdrew the enrollment of a colleague',
    es: 'Rechazó o retiró el alta de un colega',
  },
  verb: { en: 'Decline the enrollment', es: 'Rechazar el alta' },
  at: 'POST /api/enrolment-requests/{id}/decline',
  guards: { notAbout: true, undecided: true },
  async do(trx, ctx, { request, staff }): Promise<Decided<'declined'>> {
    await decide(trx, ctx, request.id, 'declined')
    if (request.kind === 'new' && staff.status === 'invited') await disable(trx, ctx, staff)
    return { ...told(request), reply: { id: request.id, staffId: staff.id, decision: 'declined' } }
  },
})
