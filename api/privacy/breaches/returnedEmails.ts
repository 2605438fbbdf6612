import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import { transact } from '../../core/db/transact.ts'
import { cameToNothing, missedBy } from '../../mail/published.ts'
import { changeBreach } from './changeBreach.ts'

export const emailReturned: Action = {
  name: 'breach.email-returned',
  letter: 'U',
  words: {
    en: 'The email about a notice of a breach in the portal did not arrive; it goes on paper',
    es: 'El correo sobre un aviso de una violación de datos en el portal no llegó; se envía en papel',
  },
  watch: 'nothing',
}

const template = 'letter-in-portal'

/**
 * Whoever is told in the portal hears of it by email: where that came back, or never left, they were not told, and stand among those
 * who wait for a letter again (45 CFR 164.404(d)(1)(i) and (2), 2026-11-27).
 */
export async function takeReturnedEmails(desk: Desk): Promise<void> {
  const missed = await missedBy(desk.db.read, template)
  if (missed.size === 0) return
  const notices = await desk.db.read
    .selectFrom('breach_notice')
    .select(['id', 'breach_id', 'patient_id', 'recorded_at'])
    .where('method', '=', 'email')
    .where('content', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  for (const { id, breach_id, patient_id, recorded_at } of notices) {
    if (!missed.has(patient_id!)) continue
    if (!(await cameToNothing(desk.db.read, patient_id!, template, recorded_at))) continue
    await transact(desk.db, async (trx) => {
      const ctx = systemCtx(desk, 'breach-emails', newId())
      const row = await held(
        desk.db,
        trx.selectFrom('breach').selectAll().where('id', '=', breach_id),
      ).executeTakeFirstOrThrow()
      const { numUpdatedRows } = await trx
        .updateTable('breach_notice')
        .set({ withdrawn_at: ctx.now().toISOString() })
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) return
      await changeBreach(trx, ctx, row)
      await record(trx, ctx, emailReturned, {
        patientIds: [patient_id!],
        object: { type: 'breach', id: breach_id },
      })
    })
  }
}
