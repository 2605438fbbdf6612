import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import { recordView } from '../../audit/recordView.ts'
import { dayPlus, hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientById } from '../../patients/queries.ts'
import type { watch, watched } from './schema.ts'

const todayOf = async (ctx: StaffCtx) => hospitalDay(ctx.now(), (await readPolicy(ctx.desk.db.read)).timeZone)

/** The records under watch and those that were, the newest first. */
export async function listWatched(ctx: StaffCtx): Promise<z.input<typeof watched>[]> {
  const today = await todayOf(ctx)
  const rows = await ctx.desk.db.read
    .selectFrom('watched_patient as w')
    .innerJoin('patient as p', 'p.id', 'w.patient_id')
    .innerJoin('staff as s', 's.id', 'w.added_by')
    .selectAll('w')
    .select(['p.family_name', 'p.given_name', 's.name'])
    .orderBy('w.id', 'desc')
    .limit(500)
    .execute()
  await recordView(ctx, 'watch-list.shown', {
    patientIds: rows.map((row) => row.patient_id),
    detail: { rows: rows.length },
  })
  return rows.map((row) => ({
    id: row.id,
    patient: { id: row.patient_id, name: `${row.family_name}, ${row.given_name}` },
    kind: row.kind as z.input<typeof watched>['kind'],
    fromDay: row.from_day,
    toDay: row.to_day,
    addedBy: row.name,
    addedAt: row.added_at,
    over: row.to_day !== null && row.to_day < today,
  }))
}

/** Puts a record under watch from today on. @throws NotFound, Invalid, Conflict when it is under watch already */
export async function watchRecord(ctx: StaffCtx, { patientId, kind, toDay }: z.output<typeof watch>) {
  if (!(await patientById(ctx.desk.db.read, patientId))) throw new NotFound('patient')
  const today = await todayOf(ctx)
  if (toDay && toDay < today) throw new Invalid({ toDay: 'must not lie in the past' })
  await transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const present = await trx
      .selectFrom('watched_patient')
      .select('id')
      .where('patient_id', '=', patientId)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', today)]))
      .executeTakeFirst()
    if (present) throw new Conflict('The record is under watch already.')
    const id = newId(now.getTime())
    await trx
      .insertInto('watched_patient')
      .values({
        id,
        patient_id: patientId,
        kind,
        from_day: today,
        to_day: toDay ?? null,
        added_by: ctx.actor.id,
        added_at: now.toISOString(),
      })
      .execute()
    await record(trx, ctx, 'watch-list.added', {
      patientIds: [patientId],
      object: { type: 'watched-record', id },
    })
    return {}
  })
  return listWatched(ctx)
}

/** Ends a watch: today is no longer part of it. @throws NotFound, Conflict when it is over */
export async function endWatch(ctx: StaffCtx, id: string) {
  const today = await todayOf(ctx)
  await transactOnce(ctx, async (trx) => {
    const row = await trx.selectFrom('watched_patient').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound('watched record')
    if (row.to_day !== null && row.to_day < today) throw new Conflict('This watch is over.')
    await trx
      .updateTable('watched_patient')
      .set({ to_day: dayPlus(today, -1) })
      .where('id', '=', id)
      .execute()
    await record(trx, ctx, 'watch-list.ended', {
      patientIds: [row.patient_id],
      object: { type: 'watched-record', id },
    })
    return {}
  })
  return listWatched(ctx)
}
