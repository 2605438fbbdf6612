import { act } from '../acts/act.ts'
import { missingTo } from '../callers/tier.ts'
import { addCaseNote } from '../cases/note.ts'
import { newId } from '../core/db/id.ts'
import { Conflict, NotYet } from '../core/errors.ts'
import { addressKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { onLogins } from '../logins/done.ts'
import { actBody } from '../logins/schema.ts'
import { sharesGuardiansHome } from '../patients/guardiansContacts.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { trustedAddress } from '../patients/trustedChannel.ts'
import { letterOrdered } from './schema.ts'
import { letterWaits, missingAddress, missingOwnHome, noAddress } from './words.ts'

/**
 * Asks for an activation letter to the address on file. Its code is made when it is printed, by somebody else: whoever speaks
 * with the caller never has it before them.
 */
export const orderLetter = act({
  ...onLogins,
  name: 'account.letter-ordered',
  letter: 'C',
  words: {
    en: 'Asked for an activation letter by post',
    es: 'Pidió una carta de activación por correo postal',
  },
  watch: 'reset',
  verb: { en: 'Send an activation letter', es: 'Enviar una carta de activación' },
  at: 'POST /api/patients/{id}/acts/order-letter',
  body: actBody,
  reply: letterOrdered,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T1',
    stranger: true,
    living: true,
    undoubtedChild: true,
    from: ['none', 'invited'],
  },
  async do(trx, ctx, { patient, supportCase, verification, tier }, { reason }) {
    const now = ctx.now()
    const seen = missingTo('T3', verification, now)
    if (seen.length > 0 && (await sharesGuardiansHome(trx, patient, now)))
      throw new NotYet([...seen, missingOwnHome])
    const at = { now, opened: supportCase.opened_at, seenInPerson: tier === 'T3' }
    if (!trustedAddress(patient, at, await readPolicy(trx, patientsPolicy)))
      throw new Conflict(noAddress, { missing: [missingAddress] })
    const row = {
      id: newId(),
      patient_id: patient.id,
      case_id: supportCase.id,
      ordered_by: ctx.actor.id,
      ordered_at: now.toISOString(),
      address: addressKey(patient.street, patient.postal_code)!,
      state: 'waiting' as const,
      batch_id: null,
      token_id: null,
      expires_at: null,
      state_at: now.toISOString(),
    }
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('letter')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new Conflict(letterWaits)
    await addCaseNote(trx, ctx, supportCase.id, 'order-letter', reason)
    return {
      reply: { act: 'order-letter' as const, at: row.ordered_at, letter: { id: row.id } },
      about: { object: { type: 'letter', id: row.id } },
      fields: ['letter'],
      detail: { tier },
      tells: [{ patientId: patient.id, kind: 'letter-ordered' }],
    }
  },
})
