import { bookVisit } from '../../../api/appointments/visits.ts'
import { takeOffer } from '../../../api/appointments/waitList.ts'
import { hospitalDay } from '../../../api/core/calendar.ts'
import { aClinic, aSlot } from '../../support/clinics.ts'
import type { House } from '../../support/harness.ts'
import { must } from '../../support/people.ts'
import type { Example } from '../stage.ts'
import { signedInPatient } from './outside.ts'
import { deciding, waits } from './requests.ts'

/* Acts on visits: of patients, and of the clinic that sees them. */

const dayIn = (house: House, days: number) =>
  hospitalDay(new Date(house.desk.clock().getTime() + days * 86_400_000), 'UTC')

/** A patient with a visit at a clinic, and another time there. */
export async function aVisit(house: House) {
  const clinic = await aClinic(house)
  const me = await signedInPatient(house)
  const slot = await aSlot(house, clinic)
  const { id } = must(await me.by.post('/portal/v1/visits', { slotId: slot.id }), bookVisit)
  return { ...me, clinic, slot, id }
}

/** A patient on a wait list; with a time that is kept for them where it is offered. */
export async function aWait(house: House, offered: boolean) {
  const clinic = await aClinic(house)
  const me = await signedInPatient(house)
  const body = {
    clinicId: clinic.id,
    kind: 'follow-up',
    fromDay: dayIn(house, 0),
    untilDay: dayIn(house, 30),
  }
  const { id } = must(await me.by.post('/portal/v1/wait-list', body), 201)
  if (offered) {
    const held_until = new Date(house.desk.clock().getTime() + 3_600_000).toISOString()
    const slot = await aSlot(house, clinic, { status: 'busy-tentative', held_for: id, held_until })
    await house.owner.write
      .updateTable('wait_entry')
      .set({ status: 'offered', slot_id: slot.id, offered_until: held_until })
      .where('id', '=', id)
      .execute()
  }
  return { ...me, clinic, id: id as string }
}

const decideClinic = (verb: 'approve' | 'decline') =>
  deciding('clinic_request', verb, async (house, staff_id, asked_by) => {
    const { id } = await aClinic(house)
    await house.owner.write.updateTable('staff').set({ role: 'clinic' }).where('id', '=', staff_id).execute()
    return waits(house, 'clinic_request', { staff_id, asked_by, from_clinic: null, to_clinic: id })
  })

export const visitExamples: Record<string, Example> = {
  [bookVisit.name]: async (house) => {
    const slot = await aSlot(house, await aClinic(house))
    return { ...(await signedInPatient(house)), path: '/portal/v1/visits', body: { slotId: slot.id } }
  },
  'portal.visit-moved': async (house) => {
    const { id, clinic, ...me } = await aVisit(house)
    const other = await aSlot(house, clinic, { hours: 96 })
    return { ...me, path: `/portal/v1/visits/${id}/move`, body: { slotId: other.id } }
  },
  'portal.visit-cancelled': async (house) => {
    const { id, ...me } = await aVisit(house)
    return { ...me, path: `/portal/v1/visits/${id}/cancel` }
  },
  'portal.wait-list-joined': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/wait-list',
    body: {
      clinicId: (await aClinic(house)).id,
      kind: 'physical',
      fromDay: dayIn(house, 1),
      untilDay: dayIn(house, 9),
    },
  }),
  [takeOffer.name]: async (house) => {
    const { id, ...me } = await aWait(house, true)
    return { ...me, path: `/portal/v1/wait-list/${id}/take` }
  },
  'portal.wait-list-left': async (house) => {
    const { id, ...me } = await aWait(house, false)
    return { ...me, path: `/portal/v1/wait-list/${id}/leave` }
  },
  'visit.times-opened': async (house, cast) => {
    const { providerId } = await aClinic(house, cast.clinic)
    const body = { providerId, kind: 'lab', day: dayIn(house, 3), from: '09:00', until: '11:00', minutes: 30 }
    return { by: cast.clinic, path: '/api/clinic-times', body }
  },
  'visit.times-withdrawn': async (house, cast) => {
    const clinic = await aClinic(house, cast.clinic)
    const { day } = await aSlot(house, clinic)
    return {
      by: cast.clinic,
      path: '/api/clinic-times/withdraw',
      body: { providerId: clinic.providerId, day },
    }
  },
  'clinic.time-zone-set': async (house, cast) => ({
    by: cast.administrator,
    method: 'put',
    path: `/api/clinics/${(await aClinic(house)).id}/time-zone`,
    body: { timeZone: 'America/Chicago' },
  }),
  'staff.clinic-asked': async (house, cast) => {
    const { id } = await aClinic(house)
    const other = await house.signIn('clinic')
    const { version } = await house.owner.write
      .selectFrom('staff')
      .select('version')
      .where('id', '=', other.id)
      .executeTakeFirstOrThrow()
    const by = cast.administrator
    const change = (values: object) =>
      house.owner.write.updateTable('staff').set(values).where('id', '=', other.id).execute()
    const stage = {
      by,
      path: `/api/staff/${other.id}/clinic-requests`,
      body: { clinicId: id, version },
      breaks: {
        notMyself: async () => {
          stage.path = `/api/staff/${by.id}/clinic-requests`
        },
        version: () => change({ version: 99 }),
        ofClinic: () => change({ role: 'manager' }),
        otherClinic: () =>
          house.owner.write
            .insertInto('staff_clinic')
            .values({ staff_id: other.id, clinic_id: id })
            .execute(),
        noneWaits: () => by.post(stage.path, stage.body),
      },
    }
    return stage
  },
  'staff.clinic-set': decideClinic('approve'),
  'staff.clinic-declined': decideClinic('decline'),
}
