import { list } from '../acts/view.ts'
import { presentStaff } from './present.ts'
import * as schema from './schema.ts'

const columns = {
  name: 'name',
  email: 'email',
  role: 'role',
  status: 'status',
  lastSignInAt: 'last_sign_in_at',
  id: 'id',
} as const

export const listStaff = list({
  name: 'staff.listed',
  letter: 'R',
  words: { en: 'Looked at the list of staff', es: 'Consultó la lista del personal' },
  watch: 'nothing',
  at: 'GET /api/staff',
  summary: 'List staff',
  tag: 'Staff',
  needs: 'staff.show',
  unit: 'staff',
  filter: schema.staffFilter,
  sorts: ['name', 'email', 'role', 'status', 'lastSignInAt', 'id'],
  row: schema.staffMember,
  async list(ctx, { filter, sort, range }) {
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
    const { total } = await found
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await found
      .selectAll()
      .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
      .orderBy('id')
      .$if(!wantedIds, (q) => q.offset(range.from).limit(range.to - range.from + 1))
      .execute()
    return { rows: rows.map(presentStaff), total }
  },
})
