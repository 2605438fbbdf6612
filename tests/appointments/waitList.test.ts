import { expect, it } from 'vitest'
import { passOffersOn } from '../../api/appointments/offers.ts'
import { showVisitResponse } from '../../api/appointments/response.ts'
import { listWaiting, takeOffer } from '../../api/appointments/waitList.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aVisit } from '../acts/examples/visits.ts'
import { houseForTests } from '../support/harness.ts'
import { must } from '../support/people.ts'

const house = houseForTests()
type Patient = Awaited<ReturnType<typeof signedInPatient>>
const dayIn = (days: number) =>
  new Date(house.desk.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** A visit that is cancelled, and whoever waits for a time there, the first the longest. */
async function freed(...waiting: Patient[]) {
  const { clinic, id, by } = await aVisit(house)
  const body = { clinicId: clinic.id, kind: 'follow-up', fromDay: dayIn(0), untilDay: dayIn(60) }
  const entries: string[] = []
  for (const one of waiting) {
    entries.push(must(await one.by.post('/portal/v1/wait-list', body), 201).id)
    house.later(1)
  }
  const states = async () =>
    Promise.all(
      entries.map(async (entry) => (await house.rows('wait_entry')).find((row) => row.id === entry)!.status),
    )
  return { states, entries, cancel: async () => must(await by.post(`/portal/v1/visits/${id}/cancel`)) }
}
const change = (id: string, values: object) =>
  house.owner.write.updateTable('patient').set(values).where('id', '=', id).execute()

it('A time that becomes free is kept for nobody who died or whose record is out of use, but for the next', async () => {
  for (const field of ['deceased_at', 'inactive_since']) {
    const [first, next] = [await signedInPatient(house), await signedInPatient(house)]
    const { states, cancel } = await freed(first, next)
    await change(first.patientId, { [field]: house.desk.clock().toISOString() })
    await cancel()
    expect(await states()).toEqual(['waiting', 'offered'])
  }
})

it('A time is kept for who stands in the place of a record that was merged, who hears of it and takes it', async () => {
  const [old, me] = [await signedInPatient(house), await signedInPatient(house)]
  const { states, entries, cancel } = await freed(old)
  await change(old.patientId, { replaced_by: me.patientId })
  await cancel()
  expect(await states()).toEqual(['offered'])
  const told = (await house.rows('mail')).filter((row) => row.template === 'portal-news')
  expect(told.map((row) => row.patient_id)).toContain(me.patientId)
  expect(told.map((row) => row.patient_id)).not.toContain(old.patientId)
  const [mine] = must(await patientBy(me).get('/portal/v1/wait-list'), listWaiting)
  expect(mine).toMatchObject({ id: entries[0], status: 'offered' })
  must(await me.by.post(`/portal/v1/wait-list/${entries[0]}/take`), takeOffer)
})

it('A time that somebody lets go is not kept for them under a record that was merged into theirs', async () => {
  const [old, next] = [await signedInPatient(house), await signedInPatient(house)]
  const { clinic, id, by, patientId } = await aVisit(house)
  const body = { clinicId: clinic.id, kind: 'follow-up', fromDay: dayIn(0), untilDay: dayIn(60) }
  const entry = must(await old.by.post('/portal/v1/wait-list', body), 201).id
  house.later(1)
  const other = must(await next.by.post('/portal/v1/wait-list', body), 201).id
  await change(old.patientId, { replaced_by: patientId })
  must(await by.post(`/portal/v1/visits/${id}/cancel`))
  const rows = await house.rows('wait_entry')
  expect([entry, other].map((one) => rows.find((row) => row.id === one)!.status)).toEqual([
    'waiting',
    'offered',
  ])
})

it('Whose last day has passed waits no more, and the clinic is late with them no longer', async () => {
  const me = await signedInPatient(house)
  const { clinic } = await aVisit(house)
  const body = { clinicId: clinic.id, kind: 'follow-up', fromDay: dayIn(0), untilDay: dayIn(6) }
  must(await me.by.post('/portal/v1/wait-list', body), 201)
  const late = async () => {
    await passOffersOn(house.desk)
    const staff = await house.signIn('clinic')
    const own = { staff_id: staff.id, clinic_id: clinic.id }
    await house.owner.write.insertInto('staff_clinic').values(own).execute()
    return must(await staff.get('/api/clinic-response/visits'), showVisitResponse).late
  }
  house.later(6 * 86_400)
  expect(await late()).toBe(1)
  house.later(2 * 86_400)
  expect(await late()).toBe(0)
})
