import { z } from '@hono/zod-openapi'
import { recordView } from '../audit/recordView.ts'
import { roles } from '../core/access/permissions.ts'
import type { StaffCtx } from '../core/context.ts'
import type { ListQuery } from '../core/http/list.ts'
import { text } from '../core/http/schema.ts'
import { toStaffMember } from './changeStatus.ts'

export const staffFilter = z.strictObject({
  id: z.union([z.uuid(), z.array(z.uuid()).max(200)]).optional(),
  q: text(100).optional(),
  role: z.enum(roles).optional(),
  status: z.enum(['invited', 'active', 'disabled']).optional(),
})
export const staffSort = ['name', 'email', 'role', 'status', 'last_sign_in_at', 'id'] as const

export async function listStaff(ctx: StaffCtx, query: ListQuery<z.output<typeof staffFilter>>) {
  const { filter, sort, range } = query
  const wantedIds = filter.id === undefined ? undefined : [filter.id].flat()
  let found = ctx.desk.db.read.selectFrom('staff')
  if (wantedIds) found = found.where('id', 'in', wantedIds.length ? wantedIds : [''])
  if (filter.role) found = found.where('role', '=', filter.role)
  if (filter.status) found = found.where('status', '=', filter.status)
  if (filter.q) {
    const like = `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    found = found.where((eb) =>
      eb.or([eb(eb.fn<string>('lower', ['name']), 'like', like), eb('email', 'like', like)]),
    )
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy(sort.field as (typeof staffSort)[number], sort.descending ? 'desc' : 'asc')
    .orderBy('id')
    .$if(!wantedIds, (q) => q.offset(range.from).limit(range.to - range.from + 1))
    .execute()
  await recordView(ctx, 'staff.listed', { detail: { rows: rows.length } })
  return { rows: rows.map(toStaffMember), total }
}
