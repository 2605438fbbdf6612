import { act } from '../../acts/act.ts'
import { answerIn } from '../../cases/giveBackCase.ts'
import { addCaseNote } from '../../cases/note.ts'
import { caseReply } from '../../cases/present.ts'
import { caseRow, giveBack as giveBackBody } from '../../cases/schema.ts'
import { onCase } from '../../cases/target.ts'
import { Invalid } from '../../core/errors.ts'
import { id, idParam } from '../../core/http/schema.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { endGrant, holdGrant } from '../../patients/proxyGrants.ts'
import { holdPatient } from '../../patients/target.ts'
import { proxyLabel } from './changeProxy.ts'
import { tellBoth } from './tell.ts'
import { notThisPatientsProxy } from './words.ts'

/**
 * Records ends proxy access by a document they have before them, as they grant it: above all to a small child's record, of
 * which nobody at the desk can tell whose word counts. A doubt that waits does not stand in the way, since it only closes.
 */
export const endByRecords = act({
  name: 'proxy.ended-by-records',
  letter: 'U',
  words: {
    en: 'Ended proxy access by a document',
    es: 'Terminó un acceso de representante con un documento',
  },
  watch: 'login',
  verb: { en: 'End proxy access', es: 'Terminar un acceso de representante' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/end-proxy',
  needs: 'conflicts.decide',
  params: idParam,
  body: giveBackBody.extend({ grantId: id }),
  labels: { ...proxyLabel, note: { en: 'Note to the help desk', es: 'Nota para la mesa de ayuda' } },
  reply: caseRow,
  on: onCase,
  guards: { openCase: true, from: ['escalated'], queue: true, stranger: true, version: true },
  async do(trx, ctx, found, { grantId, note }) {
    const patient = await holdPatient(trx, ctx, found.patient_id)
    const grant = await holdGrant(trx, ctx, grantId)
    if (grant?.patient_id !== patient.id || grant.status === 'ended')
      throw new Invalid({ grantId: notThisPatientsProxy })
    await endGrant(trx, ctx, grant.id, 'ended-by-desk')
    const proxyId = grant.proxy_patient_id
    await tellBoth(trx, ctx, patient, 'changed', { grantId: grant.id, proxyId, caseId: found.id })
    const noteId = await addCaseNote(trx, ctx, found.id, 'end-proxy', note)
    const { fields, detail } = await answerIn(trx, ctx, found, noteId)
    return {
      reply: await caseReply(trx, ctx, found.id),
      about: {
        patientIds: [patient.id, ...(proxyId ? [proxyId] : [])],
        object: { type: 'proxy-grant', id: grant.id },
      },
      fields: [...fields, 'proxy'],
      detail,
      tells: [{ patientId: patient.id, kind: 'proxy-ended', reason: 'ended-by-desk' }],
      after: deliverSoon,
    }
  },
})
