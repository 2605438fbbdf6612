import { act } from '../../acts/act.ts'
import { addCaseNote } from '../../cases/note.ts'
import { onLogins } from '../done.ts'
import { actBody, changesWithdrawn } from '../schema.ts'
import { endChange, holdWaiting } from './changes.ts'

/** Withdraws what waits to change of a patient's contact: all stays as it is, which takes no more than level 1. */
export const withdrawChange = act({
  ...onLogins,
  name: 'contact.change-withdrawn',
  letter: 'U',
  words: { en: 'Withdrew a change of contact', es: 'Retiró un cambio de contacto' },
  watch: 'work',
  verb: { en: 'Withdraw a change of contact', es: 'Retirar un cambio de contacto' },
  at: 'POST /api/patients/{id}/acts/withdraw-contact-change',
  body: actBody,
  reply: changesWithdrawn,
  guards: { openCase: true, queue: true, closingTier: 'T1', stranger: true, changeWaits: true },
  async do(trx, ctx, { patient, supportCase, tier }, { reason }) {
    const now = ctx.now().toISOString()
    const rows = await holdWaiting(trx, ctx, patient.id)
    for (const row of rows) await endChange(trx, row, 'withdrawn', now)
    await addCaseNote(trx, ctx, supportCase.id, 'withdraw-contact-change', reason)
    return {
      reply: { at: now, withdrawn: rows.length },
      about: { object: { type: 'contact-change', id: rows[0]!.id } },
      fields: rows.map(({ system }) => system),
      detail: { tier },
      tells: [{ patientId: patient.id, kind: 'contact-change-ended', reason: 'withdrawn' }],
    }
  },
})
