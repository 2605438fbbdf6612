import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { date, idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { loginsPolicy } from '../../logins/policy.ts'
import { refuseDoubted } from '../../logins/proxies/refuseDoubted.ts'
import { notLiving } from '../../patients/living.ts'
import { changeGrant, endGrant, grantWith, holdGrant } from '../../patients/proxyGrants.ts'
import { holdPatients } from '../../patients/target.ts'
import { nothing } from '../schema.ts'
import { noProxy, wrongBirthDate } from '../words.ts'

/**
 * The proxy confirms access by the patient's birth date: who was named by mistake, or by somebody else's record number, does not
 * know it. A few wrong dates end it.
 */
export const acceptProxy = act({
  name: 'portal.proxy-confirmed',
  letter: 'U',
  words: {
    en: 'Confirmed in the portal that they act for a patient',
    es: 'Confirmó en el portal que representa a un paciente',
  },
  watch: 'nothing',
  tag: 'Patient portal',
  needs: 'patient',
  verb: { en: 'Confirm proxy access', es: 'Confirmar el acceso de representante' },
  at: 'POST /portal/v1/proxies/{id}/confirm',
  params: idParam,
  body: z.strictObject({ birthDate: date }),
  reply: nothing,
  async do(trx, ctx, _found, { id, birthDate }) {
    const me = ctx.actor.patientId
    const seen = await grantWith(trx, me, id)
    // Nobody learns whether others have one of that id.
    if (seen?.proxy_patient_id !== me) throw new NotFound(noProxy)
    const patient = (await holdPatients(trx, ctx, [seen.patient_id, me])).get(seen.patient_id)!
    const grant = await holdGrant(trx, ctx, id)
    if (grant?.status !== 'pending' || grant.waiting_for !== 'proxy') throw new NotFound(noProxy)
    const why = notLiving(patient)
    if (why) throw new Conflict(why)
    const doubted = await refuseDoubted(trx, patient.id)
    if (doubted) throw doubted
    const about = { patientIds: [patient.id, me], object: { type: 'proxy-grant', id } }
    if (birthDate !== patient.birth_date) {
      const { proxyBirthDateTries } = await readPolicy(trx, loginsPolicy)
      const failures = grant.confirm_failures! + 1
      await changeGrant(trx, id, { confirm_failures: failures })
      const over = failures >= proxyBirthDateTries
      if (over) await endGrant(trx, ctx, id, 'not-confirmed')
      return {
        about,
        outcome: 'failure',
        fields: over ? ['proxy'] : [],
        refuse: new Invalid({ birthDate: wrongBirthDate }),
        ...(over && {
          tells: [{ patientId: patient.id, kind: 'proxy-ended', reason: 'not-confirmed' } as const],
        }),
      }
    }
    await changeGrant(trx, id, { status: 'active', waiting_for: null })
    return {
      reply: {},
      about,
      fields: ['proxy'],
      tells: [{ patientId: patient.id, kind: 'proxy-confirmed', reason: grant.relationship }],
    }
  },
})
