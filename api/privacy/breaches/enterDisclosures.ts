import { act } from '../../acts/act.ts'
import { record } from '../../audit/record.ts'
import { Conflict } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { insertDisclosure } from '../disclosures/insertDisclosure.ts'
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
    for (const { patient_id } of people) {
      const id = await insertDisclosure(trx, ctx, patient_id, entry)
      await trx
        .updateTable('breach_patient')
        .set({ disclosure_id: id })
        .where('breach_id', '=', row.id)
        .where('patient_id', '=', patient_id)
        .execute()
      await record(trx, ctx, recordDisclosure, {
        patientIds: [patient_id],
        object: { type: 'disclosure', id },
        purpose,
      })
    }
    return {
      reply: await changeBreach(trx, ctx, row),
      fields: ['disclosures'],
      detail: { entered: people.length },
    }
  },
})
