import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { roles } from '../core/access/permissions.ts'
import { activeStaff } from '../staff/published.ts'
import { queues, worksQueue } from './lists.ts'
import { takers } from './schema.ts'

/**
 * Whom a case can be given to: those who work the queue it is in. Whoever assigns need not be one who may read the whole staff,
 * and is offered nobody who would be refused (2026-11-27).
 */
export const listTakers = openView({
  at: 'GET /api/case-takers',
  summary: 'Whom a case of a queue, or of the desk, can be given to',
  tag: 'Cases',
  needs: 'cases.assign',
  unrecorded: 'names of colleagues; no patient is named',
  asks: z.strictObject({ queue: z.enum(queues).optional().describe('Without it, those of the desk') }),
  reply: takers,
  async show(ctx, { queue = null }) {
    const people = await activeStaff(
      ctx.desk.db.read,
      roles.filter((role) => worksQueue(role, queue)),
    )
    return { reply: people.map(({ id, name }) => ({ id, name })) }
  },
})
