import { act, type Target } from '../../acts/act.ts'
import { notOwn, open } from '../../acts/review.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { notAhead } from '../../privacy/notAhead.ts'
import { onColleague } from '../../staff/onColleague.ts'
import { missing, noTraining, trainingWithdrawn } from '../words.ts'
import * as schema from './schema.ts'

type Training = Tables['training']

const common = {
  watch: 'nothing',
  tag: 'Training',
  needs: 'access.review',
  reply: schema.trainingDone,
} as const

/** Records that somebody completed a training (45 CFR 164.308(a)(5), 164.530(b)(2)(ii)). */
export const recordTraining = act({
  ...common,
  name: 'training.recorded',
  letter: 'C',
  words: { en: 'Recorded a training of a staff member', es: 'Anotó una capacitación del personal' },
  verb: { en: 'Record a training', es: 'Anotar una capacitación' },
  at: 'POST /api/training',
  status: 201,
  body: schema.trainingGiven,
  on: onColleague(missing.ownTraining),
  guards: { notOwn: true },
  async do(trx, ctx, { id: staffId }, { subject, completedOn }) {
    await notAhead(trx, ctx, { completedOn })
    const now = ctx.now()
    const id = newId(now.getTime())
    await trx
      .insertInto('training')
      .values({
        id,
        staff_id: staffId,
        subject,
        completed_on: completedOn,
        recorded_by: ctx.actor.id,
        recorded_at: now.toISOString(),
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_reason: null,
      })
      .execute()
    return { reply: { id }, detail: { training: id, subject, completedOn } }
  },
})

const onTraining = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('training').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(noTraining)
    return row
  },
  about: ({ id }) => ({ object: { type: 'training', id } }),
  detail: (row) => ({ staff: row.staff_id }),
  guards: {
    notOwn: notOwn(
      (row: Training) => row.staff_id,
      () => [missing.ownTraining],
    ),
    open: open((row: Training) => row.withdrawn_at, trainingWithdrawn),
  },
} satisfies Target<{ id: string }, Training>

/** Withdraws an entry that was wrong; it stays, and says why. */
export const withdrawTraining = act({
  ...common,
  name: 'training.withdrawn',
  letter: 'U',
  words: { en: 'Withdrew a training from the register', es: 'Retiró una capacitación del registro' },
  verb: { en: 'Withdraw', es: 'Retirar' },
  at: 'POST /api/training/{id}/withdraw',
  params: idParam,
  body: schema.trainingWithdrawal,
  on: onTraining,
  guards: { notOwn: true, open: true },
  async do(trx, ctx, row, { reason }) {
    await trx
      .updateTable('training')
      .set({ withdrawn_at: ctx.now().toISOString(), withdrawn_by: ctx.actor.id, withdrawn_reason: reason })
      .where('id', '=', row.id)
      .execute()
    return { reply: { id: row.id }, fields: ['withdrawn'] }
  },
})
