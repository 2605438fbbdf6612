import type { House } from '../../support/harness.ts'
import type { Cast, Example } from '../stage.ts'
import { aStage, set } from './call.ts'

/* An agent sees what a patient sees, who agreed to it. */

async function consented(house: House, { helpdesk }: Pick<Cast, 'helpdesk'>) {
  const { stage, patient, caseId, verificationId } = await aStage(house, helpdesk, { status: 'active' })
  await set(house, 'verification', verificationId, { tier: 'T2' })
  return {
    ...stage,
    path: `/api/patients/${patient.id}/portal-views`,
    body: { caseId, verificationId, consent: 'spoken-in-call' },
    breaks: { ...stage.breaks, consentLevel: stage.breaks.tier },
  }
}

export const asPatientExamples: Readonly<Record<string, Example>> = {
  'portal.view-begun': consented,
  'portal.view-ended': async (house, cast) => {
    const { by, path, body, patientId } = await consented(house, cast)
    const { id } = (await by.post(path, body)).body
    return { by, path: `/api/portal-views/${id}/end`, patientId }
  },
}
