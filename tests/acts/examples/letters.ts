import type { LetterState } from '../../../api/letters/lists.ts'
import type { House, Person } from '../../support/harness.ts'
import { type Example, perform } from '../stage.ts'
import { aStage, set } from './call.ts'

/* Acts on letters by post: asked for in a call, printed and posted by records. */

/** A letter that was asked for in a call, as the desk leaves it. */
export async function aLetter(house: House, agent: Person) {
  const { stage, patient, caseId, verificationId } = await aStage(house, agent)
  const ask = {
    ...stage,
    path: `/api/patients/${patient.id}/acts/order-letter`,
    body: { caseId, verificationId, reason: 'has no email' },
  }
  return { ask, patient, caseId, verificationId }
}

async function printed(house: House, { helpdesk, records }: { helpdesk: Person; records: Person }) {
  const { ask, patient } = await aLetter(house, helpdesk)
  await perform(ask)
  const { body } = await records.post('/api/letters/print')
  const row = (await house.rows('letter')).find((one) => one.patient_id === patient.id)!
  return { patient, id: row.id, batchId: body.batchId as string }
}

const onLetter =
  (verb: string, state: LetterState): Example =>
  async (house, cast) => {
    const { patient, id } = await printed(house, cast)
    const put = (to: LetterState) =>
      house.owner.write.updateTable('letter').set({ state: to }).where('id', '=', id).execute()
    await put(state)
    return {
      by: cast.records,
      patientId: patient.id,
      path: `/api/letters/${id}/${verb}`,
      breaks: {
        stranger: () => set(house, 'staff', cast.records.id, { own_patient_id: patient.id }),
        from: () => put('lapsed'),
      },
    }
  }

export const letterExamples: Record<string, Example> = {
  'account.letter-ordered': async (house, { helpdesk }) => (await aLetter(house, helpdesk)).ask,
  'letters.printed': async (house, cast) => {
    const { ask } = await aLetter(house, cast.helpdesk)
    await perform(ask)
    return { by: cast.records, path: '/api/letters/print' }
  },
  'letters.posted': async (house, cast) => ({
    by: cast.records,
    path: `/api/letter-batches/${(await printed(house, cast)).batchId}/post`,
  }),
  'letter.spoiled': onLetter('spoil', 'printed'),
  'letter.returned': onLetter('return', 'posted'),
}
