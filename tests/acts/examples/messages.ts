import { beginThread } from '../../../api/messages/write.ts'
import { askRefill } from '../../../api/refills/ask.ts'
import { aClinic, aSlot, type TestClinic } from '../../support/clinics.ts'
import type { House, Person } from '../../support/harness.ts'
import { must } from '../../support/people.ts'
import { type Example, perform } from '../stage.ts'
import { set } from './call.ts'
import { signedInPatient } from './outside.ts'

/* Acts on messages and refills: of patients, and of the clinic that cares for them. */

/** A patient whom a clinic cares for, since they have a visit there. */
export async function aCaredFor(house: House, staff?: Person) {
  const clinic = await aClinic(house, staff)
  const me = await signedInPatient(house)
  const slot = await aSlot(house, clinic)
  must(await me.by.post('/portal/v1/visits', { slotId: slot.id }), 201)
  return { ...me, clinic }
}
export type CaredFor = Awaited<ReturnType<typeof aCaredFor>>

export const aQuestion = ({ id }: Pick<TestClinic, 'id'>) => ({
  clinicId: id,
  subject: 'About my new pills',
  text: 'May I take them in the evening?',
})

export async function aThread(house: House, staff?: Person) {
  const me = await aCaredFor(house, staff)
  const { threadId } = must(await me.by.post('/portal/v1/message-threads', aQuestion(me.clinic)), beginThread)
  return { ...me, threadId }
}

export const aMedication = ({ id }: Pick<TestClinic, 'id'>) => ({
  clinicId: id,
  medication: 'Lisinopril 10 mg',
  note: 'Three are left',
})

export async function aRefill(house: House, staff?: Person) {
  const me = await aCaredFor(house, staff)
  const { id } = must(await me.by.post('/portal/v1/refills', aMedication(me.clinic)), askRefill)
  return { ...me, refillId: id }
}

const onThread =
  (verb: string, body: object): Example =>
  async (house, { clinic: staff }) => {
    const { threadId, patientId } = await aThread(house, staff)
    const change = (to: object) =>
      house.owner.write.updateTable('message_thread').set(to).where('id', '=', threadId).execute()
    return {
      by: staff,
      patientId,
      path: `/api/clinic-threads/${threadId}/${verb}`,
      body: { ...body, version: 1 },
      breaks: {
        stranger: () => set(house, 'staff', staff.id, { own_patient_id: patientId }),
        from: () => change({ status: 'closed' }),
        version: () => change({ version: 7 }),
      },
    }
  }

const onRefill =
  (verb: string, body: object): Example =>
  async (house, { clinic: staff }) => {
    const { refillId, patientId } = await aRefill(house, staff)
    const path = (to: string) => `/api/clinic-refills/${refillId}/${to}`
    const finishes = verb === 'finish'
    if (finishes) await perform({ by: staff, path: path('grant'), body: { version: 1 } })
    const change = (to: object) =>
      house.owner.write.updateTable('refill_request').set(to).where('id', '=', refillId).execute()
    return {
      by: staff,
      patientId,
      path: path(verb),
      body: { ...body, version: finishes ? 2 : 1 },
      breaks: {
        stranger: () => set(house, 'staff', staff.id, { own_patient_id: patientId }),
        from: () => change({ status: 'cancelled' }),
        version: () => change({ version: 7 }),
      },
    }
  }

export const messageExamples: Record<string, Example> = {
  [beginThread.name]: async (house) => {
    const { clinic, ...me } = await aCaredFor(house)
    return { ...me, path: '/portal/v1/message-threads', body: aQuestion(clinic) }
  },
  'portal.message-sent': async (house) => {
    const { threadId, ...me } = await aThread(house)
    return {
      ...me,
      path: `/portal/v1/message-threads/${threadId}/messages`,
      body: { text: 'And with milk?' },
    }
  },
  'portal.messages-marked-read': async (house) => {
    const { threadId, ...me } = await aThread(house)
    return { ...me, path: `/portal/v1/message-threads/${threadId}/read` }
  },
  'message.answered': onThread('answer', { text: 'Yes, with water.' }),
  'message.conversation-closed': onThread('close', {}),
  [askRefill.name]: async (house) => {
    const { clinic, ...me } = await aCaredFor(house)
    return { ...me, path: '/portal/v1/refills', body: aMedication(clinic) }
  },
  'portal.refill-cancelled': async (house) => {
    const { refillId, ...me } = await aRefill(house)
    return { ...me, path: `/portal/v1/refills/${refillId}/cancel` }
  },
  'refill.granted': onRefill('grant', { answer: 'Ready tomorrow' }),
  'refill.refused': onRefill('refuse', { reason: 'visit-needed', answer: 'Please come in first' }),
  'refill.at-pharmacy': onRefill('finish', {}),
}
