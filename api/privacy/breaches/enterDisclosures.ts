import { act } from '../../acts/act.ts'
import { asList, oneOfList } from '../../core/db/oneOf.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { insertDisclosures } from '../disclosures/insertDisclosures.ts'
import { recordDisclosure } from '../disclosures/recordDisclosure.ts'
import { allEntered } from '../words.ts'
import { changeBreach } from './changeBreach.ts'
import * as schema from './schema.ts'
import * as shown from './shown.ts'
import { onBreaches } from './target.ts'

const purpose = 'breach' as const

/**
 * Enters a breach in the register of disclosures for everybody it affects of whom it is not there yet: a disclosure that was not
 * permitted is accounted for like others (45 CFR 164.528(a)(1)), and whoever signed the breach has said what was disclosed, and to whom.
 * Each entry is one as the register makes them, with an event of its own (2026-11-27).
 */
export const enterDisclosures = act({
  ...onBreaches,
  name: 'breach.disclosures-entered',
  words: {
    en: 'Entered a breach in the register of disclosures',
    es: 'Anotó una violación de datos en el registro de divulgaciones',
  },
  verb: { en: 'Enter it for everyone affected', es: 'Anotarla para todos los afectados' },
  at: 'POST /api/breaches/{id}/disclosures',
  params: idParam,
  body: schema.disclosed,
  reply: shown.breachDone,
  guards: { notOwn: true, from: ['concluded'], version: true, isBreach: true },
  async do(trx, ctx, row, { recipient, recipientAddress, description }) {
    const people = await trx
      .selectFrom('breach_patient')
      .select('patient_id')
      .where('breach_id', '=', row.id)
      .where('disclosure_id', 'is', null)
      .orderBy('patient_id')
      .execute()
    if (people.length === 0) throw new Conflict(allEntered)
    const entry = {
      recipient,
      recipientAddress,
      description,
      purpose,
      times: 1,
      disclosedOn: row.occurred_from,
    }
    const patientIds = people.map(({ patient_id }) => patient_id)
    const ids = await insertDisclosures(trx, ctx, patientIds, entry)
    await pointTo(trx, row.id, patientIds, ids)
    return {
      reply: await changeBreach(trx, ctx, row),
      fields: ['disclosures'],
      detail: { entered: people.length },
      also: ids.map((id, i) => [
        recordDisclosure,
        { patientIds: [patientIds[i]!], object: { type: 'disclosure', id }, purpose },
      ]),
    }
  },
})

const atOnce = 500

/** Lets everybody affected point to their entry, some hundred in a statement. */
async function pointTo(
  trx: Trx,
  breachId: string,
  patientIds: readonly string[],
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) {
    const entries = asList(trx, ids.slice(from, from + atOnce))
    const people = asList(trx, patientIds.slice(from, from + atOnce))
    await trx
      .updateTable('breach_patient')
      .set((eb) => ({
        disclosure_id: eb
          .selectFrom('disclosure')
          .select('disclosure.id')
          .whereRef('disclosure.patient_id', '=', 'breach_patient.patient_id')
          .where(oneOfList(trx, 'disclosure.id', 'text', entries)),
      }))
      .where('breach_id', '=', breachId)
      .where(oneOfList(trx, 'breach_patient.patient_id', 'text', people))
      .execute()
  }
}
