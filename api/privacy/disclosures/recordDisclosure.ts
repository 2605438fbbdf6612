import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { onPatient } from '../../patients/target.ts'
import { notAhead } from '../notAhead.ts'
import * as schema from '../schema.ts'
import { insertDisclosures } from './insertDisclosures.ts'
import { disclosureById } from './queries.ts'

/**
 * Enters a disclosure in the register. The register holds what was disclosed and to whom; the audit log holds that an
 * entry was made.
 */
export const recordDisclosure = act({
  name: 'disclosure.recorded',
  letter: 'C',
  words: {
    en: 'Recorded a disclosure to someone outside',
    es: 'Registró una divulgación a un tercero',
  },
  watch: 'nothing',
  verb: { en: 'Enter a disclosure in the register', es: 'Anotar una divulgación en el registro' },
  tag: 'Privacy',
  at: 'POST /api/patients/{id}/disclosures',
  needs: 'disclosures.manage',
  status: 201,
  params: idParam,
  body: schema.disclosureGiven,
  reply: schema.disclosure,
  on: onPatient,
  async do(trx, ctx, patient, given) {
    await notAhead(trx, ctx, { disclosedOn: given.disclosedOn, lastOn: given.lastOn })
    const [id] = (await insertDisclosures(trx, ctx, [patient.id], given)) as [string]
    return {
      reply: await disclosureById(trx, id),
      about: { object: { type: 'disclosure', id }, purpose: given.purpose },
    }
  },
})
