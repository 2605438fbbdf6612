import { view } from '../../acts/view.ts'
import { hospitalDay, yearsBefore } from '../../core/calendar.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientById } from '../../patients/published.ts'
import { noPatient } from '../../patients/target.ts'
import { privacyPolicy } from '../policy.ts'
import * as schema from '../schema.ts'
import { afterTo } from '../words.ts'
import { disclosuresOf } from './queries.ts'

/** The accounting of 45 CFR 164.528 for a patient: the years the policy says, unless less or more is asked for. */
export const accountForPatient = view({
  name: 'disclosure.accounted',
  letter: 'R',
  words: { en: 'Prepared the accounting of disclosures', es: 'Preparó la relación de divulgaciones' },
  watch: 'report',
  at: 'GET /api/patients/{id}/disclosures',
  summary: 'The accounting of disclosures of a patient (45 CFR 164.528)',
  tag: 'Privacy',
  needs: 'disclosures.manage',
  params: idParam,
  asks: schema.accountingQuery,
  reply: schema.accounting,
  async show(ctx, { id, ...asked }) {
    const db = ctx.desk.db.read
    const patient = await patientById(db, id)
    if (!patient) throw new NotFound(noPatient)
    const { timeZone, accountingYears } = await readPolicy(db, privacyPolicy)
    const today = hospitalDay(ctx.now(), timeZone)
    const to = asked.to ?? today
    const from = asked.from ?? yearsBefore(to, accountingYears)
    if (from > to) throw new Invalid({ from: afterTo })
    const disclosures = await disclosuresOf(db, id, from, to)
    return {
      reply: {
        patient: { id, name: `${patient.given_name} ${patient.family_name}`, mrn: patient.mrn },
        from,
        to,
        madeAt: ctx.now().toISOString(),
        // What is over says nothing more.
        disclosures: disclosures.map(({ suspendedUntil, ...one }) => ({
          ...one,
          suspendedUntil: suspendedUntil !== null && suspendedUntil >= today ? suspendedUntil : null,
        })),
      },
      seen: { patientIds: [id], detail: { rows: disclosures.length } },
    }
  },
})
