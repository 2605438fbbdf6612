import { newId } from '../../../api/core/db/id.ts'
import type { QualityReviewRow } from '../../../api/quality/tables.ts'
import type { House, Person } from '../../support/harness.ts'
import type { Example } from '../stage.ts'
import { aStage, set } from './call.ts'

/* Calls that are drawn and reviewed. */

const longAgo = '2020-01-01T00:00:00.000Z'
let drawn = 0

const yes = {
  identityFirst: 'yes',
  causeRight: 'yes',
  remedyRight: 'yes',
  noteClear: 'yes',
  courtesy: 'does-not-apply',
}

/** A closed call of an agent that was drawn. */
async function aDrawnCall(house: House, agent: Person, over: Partial<QualityReviewRow> = {}) {
  const { patient, caseId } = await aStage(house, agent)
  await set(house, 'support_case', caseId, { status: 'closed', closed_at: longAgo })
  const [id, draw_id] = [newId(), newId()]
  const month = `19${String(10 + (drawn % 90))}-0${1 + Math.floor(drawn / 90)}`
  drawn++
  await house.owner.write
    .insertInto('quality_draw')
    .values({ id: draw_id, month, seed: 'seed', per_agent: 4, drawn_by: agent.id, drawn_at: longAgo })
    .execute()
  await house.owner.write
    .insertInto('quality_review')
    .values({
      id,
      draw_id,
      staff_id: agent.id,
      case_id: caseId,
      position: 1,
      answers: null,
      met: null,
      asked: null,
      remark: null,
      reviewed_by: null,
      reviewed_at: null,
      reply: null,
      replied_at: null,
      ...over,
    })
    .execute()
  const change = (values: Partial<QualityReviewRow>) =>
    house.owner.write.updateTable('quality_review').set(values).where('id', '=', id).execute()
  return { id, patientId: patient.id, change }
}

export const qualityExamples: Readonly<Record<string, Example>> = {
  'quality.drawn': async (house, { supervisor }) => {
    await house.owner.write.deleteFrom('quality_review').execute()
    await house.owner.write.deleteFrom('quality_draw_agent').execute()
    await house.owner.write.deleteFrom('quality_draw').execute()
    return { by: supervisor, path: '/api/quality-draws', body: {} }
  },
  'quality.reviewed': async (house, { helpdesk, supervisor }) => {
    const { id, patientId, change } = await aDrawnCall(house, helpdesk)
    return {
      by: supervisor,
      path: `/api/quality-reviews/${id}/review`,
      body: yes,
      patientId,
      breaks: {
        notOwn: () => change({ staff_id: supervisor.id }),
        undecided: () => change({ reviewed_at: longAgo }),
        stranger: () => set(house, 'staff', supervisor.id, { own_patient_id: patientId }),
      },
    }
  },
  'quality.replied': async (house, { helpdesk, supervisor }) => {
    const judged = { answers: JSON.stringify(yes), met: 4, asked: 4, reviewed_by: supervisor.id }
    const { id, patientId, change } = await aDrawnCall(house, helpdesk, { ...judged, reviewed_at: longAgo })
    return {
      by: helpdesk,
      path: `/api/me/quality-reviews/${id}/reply`,
      body: { reply: 'The caller asked for it twice' },
      patientId,
      breaks: {
        reviewed: () => change({ reviewed_at: null }),
        unreplied: () => change({ replied_at: longAgo }),
      },
    }
  },
}
