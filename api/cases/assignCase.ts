import { act } from '../acts/act.ts'
import type { Role } from '../core/access/permissions.ts'
import { Invalid, NotYet } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { staffById } from '../staff/published.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { missingQueue, missingStrangerTo, onCase } from './target.ts'
import { notActiveStaff, notTheirQueue } from './words.ts'

export const assignCase = act({
  name: 'case.assigned',
  letter: 'U',
  words: { en: 'Assigned a support case', es: 'Asignó un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Assign', es: 'Asignar' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/assign',
  needs: 'cases.assign',
  params: idParam,
  body: schema.assign,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, notMine: true, version: true },
  async do(trx, ctx, found, { staffId }) {
    const taker = staffId ? await staffById(trx, staffId) : undefined
    if (staffId && taker?.status !== 'active') throw new Invalid({ staffId: notActiveStaff })
    // A relative hands a case on, and takes none.
    const kin = taker?.id === ctx.actor.id && (await missingStrangerTo(trx, ctx, found))
    if (kin) throw new NotYet(kin)
    if (taker && missingQueue(taker.role as Role, found)) throw new Invalid({ staffId: notTheirQueue })
    // To give it to whoever had it, or to nobody, is no new pair of eyes.
    const another = staffId !== null && staffId !== found.assigned_to
    await changeCase(trx, found, { assigned_to: staffId, ...(another && { postponements: 0 }) })
    return { reply: await caseReply(trx, ctx, found.id), fields: ['assignedTo'] }
  },
})
