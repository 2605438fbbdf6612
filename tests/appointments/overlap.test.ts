import { expect, it } from 'vitest'
import { listSlots } from '../../api/appointments/slots.ts'
import { openTimes } from '../../api/appointments/times.ts'
import { bookVisit } from '../../api/appointments/visits.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { houseForTests } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
const dayIn = (days: number) =>
  new Date(house.desk.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10)

it('Times of one person that two colleagues open at once do not overlap', async () => {
  const clinic = await aClinic(house)
  const other = await house.signIn('clinic')
  const own = { staff_id: other.id, clinic_id: clinic.id }
  await house.owner.write.insertInto('staff_clinic').values(own).execute()
  for (let days = 3; days < 9; days++) {
    const asked = { providerId: clinic.providerId, kind: 'lab', day: dayIn(days), minutes: 30 }
    const replies = await Promise.all([
      clinic.staff.post('/api/clinic-times', { ...asked, from: '09:00', until: '12:00' }),
      other.post('/api/clinic-times', { ...asked, from: '09:10', until: '12:10' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    must(replies.find(({ status }) => status === 200)!, openTimes)
  }
  const rows = await house.rows('slot')
  const overlaps = rows.filter((a) =>
    rows.some((b) => a.id !== b.id && a.starts_at < b.ends_at && b.starts_at < a.ends_at),
  )
  expect(overlaps).toEqual([])
})

it('Of times that overlap as a source offers them one is had by a patient, also of two asked for at once', async () => {
  const clinic = await aClinic(house)
  for (let round = 0; round < 4; round++) {
    const hours = 400 + round * 24
    const long = await aSlot(house, clinic, { hours })
    const short = await aSlot(house, clinic, { hours: hours + 0.25 })
    const both = await Promise.all([signedInPatient(house), signedInPatient(house)])
    const replies = await Promise.all(
      [long, short].map((slot, i) => both[i]!.by.post('/portal/v1/visits', { slotId: slot.id })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(refused(replies.find(({ status }) => status === 409)!, 409).code).toBe('time-taken')
    // What cannot be had is not offered.
    const asked = `clinicId=${clinic.id}&kind=follow-up&from=${long.day}`
    const { times } = must(await patientBy(both[0]!).get(`/portal/v1/slots?${asked}`), listSlots)
    expect(times.map(({ id }) => id)).not.toContain(long.id)
    expect(times.map(({ id }) => id)).not.toContain(short.id)
  }
})

it('Whoever has one of two times that overlap moves to the other', async () => {
  const clinic = await aClinic(house)
  const [long, short] = [await aSlot(house, clinic), await aSlot(house, clinic, { hours: 72.25 })]
  const me = await signedInPatient(house)
  const { id } = must(await me.by.post('/portal/v1/visits', { slotId: long.id }), bookVisit)
  must(await me.by.post(`/portal/v1/visits/${id}/move`, { slotId: short.id }))
})
