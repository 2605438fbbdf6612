import { newId } from '../../../api/core/db/id.ts'
import { loginsPolicy } from '../../../api/logins/policy.ts'
import type { ProxyGrantRow } from '../../../api/patients/tables.ts'
import type { House } from '../../support/harness.ts'
import { aPatient } from '../../support/people.ts'
import type { Example } from '../stage.ts'
import { aDoubt, aStage, placesTaken, set } from './call.ts'
import { signedInPatient } from './outside.ts'

/* Acts of who acts for whom: in a call, by records, in the portal. */

/** Access of a proxy to a patient's record, active unless the test is about another state. */
export async function aGrant(house: House, patient_id: string, over: Partial<ProxyGrantRow> = {}) {
  const row: ProxyGrantRow = {
    id: newId(),
    patient_id,
    proxy_patient_id: null,
    proxy_name: 'A Proxy',
    relationship: 'parent',
    status: 'active',
    waiting_for: null,
    ended_reason: null,
    created_at: house.desk.clock().toISOString(),
    ended_at: null,
    ...over,
  }
  await house.owner.write.insertInto('proxy_grant').values(row).execute()
  return row
}

const minorBorn = '2020-05-05'

/** A call in which an adult was seen in person, about who acts for them. */
const inCall =
  (name: string): Example =>
  async (house, { helpdesk }) => {
    const { stage, patient, caseId, verificationId } = await aStage(house, helpdesk)
    await set(house, 'verification', verificationId, { tier: 'T3' })
    if (name === 'doubt-custody') await set(house, 'patient', patient.id, { birth_date: minorBorn })
    const proxy = await aPatient(house)
    const body: Record<string, unknown> = { caseId, verificationId, reason: 'wants it so' }
    let standing = async () => {}
    if (name === 'grant-proxy')
      Object.assign(body, {
        proxyNumber: proxy.mrn,
        proxyBirthDate: proxy.birthDate,
        relationship: 'spouse',
        access: 'full',
        paper: 'none',
        seenBy: 'not-yet',
      })
    else if (name !== 'doubt-custody') {
      const grant = await aGrant(house, patient.id, { proxy_patient_id: proxy.id })
      Object.assign(body, { grantId: grant.id }, name === 'change-proxy' && { access: 'limited' })
      standing = async () => {
        await house.owner.write
          .updateTable('proxy_grant')
          .set({ status: 'ended' })
          .where('id', '=', grant.id)
          .execute()
      }
    }
    return {
      ...stage,
      path: `/api/patients/${patient.id}/acts/${name}`,
      ...(name !== 'doubt-custody' && { besides: [proxy.id] }),
      body,
      breaks: {
        ...stage.breaks,
        standing,
        rightVoice: () => set(house, 'verification', verificationId, { caller: 'proxy' }),
        adultsSeen: () => set(house, 'verification', verificationId, { tier: 'T2' }),
        undoubted: () => aDoubt(house, patient.id, caseId, helpdesk.id),
        proxyStranger: () => set(house, 'staff', helpdesk.id, { own_patient_id: proxy.id }),
        namingsLeft: () =>
          placesTaken(house, `proxy-grants:${helpdesk.id}`, loginsPolicy.proxyGrantsADay.usual),
      },
    }
  }

/** A case in the queue of records. */
const inRecords =
  (verb: string): Example =>
  async (house, cast) => {
    const { stage, patient, caseId } = await aStage(house, cast.helpdesk)
    await set(house, 'support_case', caseId, { status: 'escalated', escalated_to: 'registration' })
    await set(house, 'patient', patient.id, { birth_date: minorBorn })
    const by = cast.records
    const proxy = await aPatient(house)
    const body = { note: 'As the document says', version: 1 }
    if (verb === 'end-proxy')
      Object.assign(body, { grantId: (await aGrant(house, patient.id, { proxy_patient_id: proxy.id })).id })
    else if (verb === 'settle-custody') await aDoubt(house, patient.id, caseId, cast.helpdesk.id)
    else
      Object.assign(body, {
        proxyNumber: proxy.mrn,
        proxyBirthDate: proxy.birthDate,
        relationship: 'parent',
        access: 'full',
        paper: 'birth-certificate',
      })
    return {
      ...stage,
      by,
      path: `/api/cases/${caseId}/${verb}`,
      ...(verb === 'grant-proxy' && { besides: [proxy.id] }),
      body,
      breaks: {
        ...stage.breaks,
        stranger: () => set(house, 'staff', by.id, { own_patient_id: patient.id }),
        from: () => set(house, 'support_case', caseId, { status: 'open', escalated_to: null }),
        undoubted: () => aDoubt(house, patient.id, caseId, cast.helpdesk.id),
        proxyStranger: () => set(house, 'staff', by.id, { own_patient_id: proxy.id }),
        namingsLeft: () => placesTaken(house, `proxy-grants:${by.id}`, loginsPolicy.proxyGrantsADay.usual),
      },
    }
  }

export const proxyExamples: Record<string, Example> = {
  'proxy.granted': inCall('grant-proxy'),
  'proxy.changed': inCall('change-proxy'),
  'proxy.ended': inCall('end-proxy'),
  'proxy.custody-doubted': inCall('doubt-custody'),
  'proxy.granted-by-records': inRecords('grant-proxy'),
  'proxy.ended-by-records': inRecords('end-proxy'),
  'proxy.custody-settled': inRecords('settle-custody'),
  'portal.proxy-asked': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/proxies',
    body: { name: 'Lee Example', relationship: 'caregiver' },
  }),
  'portal.proxy-confirmed': async (house) => {
    const me = await signedInPatient(house)
    const patient = await aPatient(house)
    const over = { proxy_patient_id: me.patientId, status: 'pending', waiting_for: 'proxy' } as const
    const { id } = await aGrant(house, patient.id, over)
    return { ...me, path: `/portal/v1/proxies/${id}/confirm`, body: { birthDate: patient.birthDate } }
  },
  'portal.proxy-ended': async (house) => {
    const me = await signedInPatient(house)
    const { id } = await aGrant(house, me.patientId)
    return { ...me, method: 'delete', path: `/portal/v1/proxies/${id}` }
  },
}
