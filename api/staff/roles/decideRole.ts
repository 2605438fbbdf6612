import { act, type Done } from '../../acts/act.ts'
import { type Permission, permissionsOf, type Role } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { approving, decided, deciding, requireFirst } from '../requests.ts'
import * as schema from '../schema.ts'
import { tellStaff } from '../tellStaff.ts'
import { onRoleRequest } from './target.ts'

const common = { ...deciding, reply: schema.roleDecided, on: onRoleRequest } as const

type Request = Tables['role_request']

/** Notes the decision. @throws Conflict where another was first */
const decide = async (trx: Trx, ctx: StaffCtx, id: string, decision: NonNullable<Request['decision']>) =>
  requireFirst(
    await trx
      .updateTable('role_request')
      .set(decided(ctx, decision))
      .where('id', '=', id)
      .where('decided_at', 'is', null)
      .executeTakeFirst(),
  )

const told = ({ id, from_role, to_role, staff_id, reason }: Request) => ({
  about: { object: { type: 'staff', id: staff_id }, purpose: reason },
  detail: { request: id, from: from_role, to: to_role },
})

/**
 * The second person's word: the role changes, and all sessions of whoever it is about end, since they were theirs in the
 * earlier role. An access review that has not decided on them yet decides on the role they now have.
 */
export const approveRole = act({
  ...common,
  name: 'staff.role-changed',
  words: {
    en: 'Approved a change of a colleague’s role, which took effect',
    es: 'Aprobó un cambio de función de un colega, que entró en vigor',
  },
  verb: { en: 'Approve the change of role', es: 'Aprobar el cambio de función' },
  at: 'POST /api/role-requests/{id}/approve',
  guards: approving,
  async do(trx, ctx, { request, staff }): Promise<Done<{ id: string; decision: 'approved' }>> {
    await decide(trx, ctx, request.id, 'approved')
    const to = request.to_role as Role
    await trx
      .updateTable('staff')
      .set({ role: to, version: staff.version + 1 })
      .where('id', '=', staff.id)
      .where('version', '=', request.staff_version)
      .execute()
    await ctx.desk.sessions.endAllOf(trx, staff.id)
    await reviewAs(trx, staff.id, to)
    await tellStaff(trx, ctx, staff, 'staff-role-changed')
    return {
      ...told(request),
      reply: { id: request.id, decision: 'approved' },
      fields: ['role'],
      after: deliverSoon,
    }
  },
})

/** Whoever asked may withdraw it so, too; the one it is about decides nothing. */
export const declineRole = act({
  ...common,
  name: 'staff.role-declined',
  words: {
    en: 'Declined or withdrew a change of a colleague’s role',
    es: 'Rechazó o retiró un cambio de función de un colega',
  },
  verb: { en: 'Decline the change of role', es: 'Rechazar el cambio de función' },
  at: 'POST /api/role-requests/{id}/decline',
  guards: { notAbout: true, undecided: true },
  async do(trx, ctx, { request }): Promise<Done<{ id: string; decision: 'declined' }>> {
    await decide(trx, ctx, request.id, 'declined')
    return { ...told(request), reply: { id: request.id, decision: 'declined' } }
  },
})

/** In reviews that are under way: permissions that came with the role were not used yet. */
async function reviewAs(trx: Trx, staffId: string, role: Role): Promise<void> {
  const items = await trx
    .selectFrom('access_review_item as i')
    .innerJoin('access_review as r', 'r.id', 'i.review_id')
    .select(['i.review_id', 'i.role', 'i.unused'])
    .where('i.staff_id', '=', staffId)
    .where('i.decision', 'is', null)
    .where('r.finished_at', 'is', null)
    .execute()
  for (const item of items) {
    const before = permissionsOf(item.role as Role)
    const unused = JSON.parse(item.unused) as Permission[]
    await trx
      .updateTable('access_review_item')
      .set({
        role,
        unused: JSON.stringify(
          permissionsOf(role).filter((one) => !before.includes(one) || unused.includes(one)),
        ),
      })
      .where('review_id', '=', item.review_id)
      .where('staff_id', '=', staffId)
      .execute()
  }
}
