import { describe, expect, it } from 'vitest'
import { appointmentsPolicy } from '../../api/appointments/policy.ts'
import { bookVisit } from '../../api/appointments/visits.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aVisit, aWait } from '../acts/examples/visits.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { houseForTests } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

/* What stands in the way of a visit, one thing at a time. */

const house = houseForTests()
const visits = '/portal/v1/visits'
const list = '/portal/v1/wait-list'
const day = (days: number) =>
  new Date(house.desk.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const slotOf = async (id: string) => (await house.rows('slot')).find((row) => row.id === id)!
type Patient = Awaited<ReturnType<typeof signedInPatient>>

describe('a time for a visit', () => {
  it('that has passed, or at which the patient is elsewhere, is not booked, nor moved to', async () => {
    const { clinic, slot, id, by } = await aVisit(house)
    const past = await aSlot(house, clinic, { hours: -1 })
    expect(refused(await by.post(visits, { slotId: past.id }), 409).code).toBe('time-taken')
    const elsewhere = await aClinic(house)
    // It begins while the visit lasts.
    const during = (minutes: number) => {
      const begins = Date.parse(slot.starts_at) + minutes * 60_000
      const [starts_at, ends_at] = [begins, begins + 1_800_000].map((ms) => new Date(ms).toISOString())
      return { starts_at: starts_at!, ends_at: ends_at! }
    }
    const other = await aSlot(house, elsewhere, during(10))
    expect(refused(await by.post(visits, { slotId: other.id }), 409).code).toBe('visit-overlaps')
    const second = must(
      await by.post(visits, { slotId: (await aSlot(house, clinic, { hours: 90 })).id }),
      bookVisit,
    )
    const here = await aSlot(house, clinic, during(10))
    const beside = await aSlot(house, { id: clinic.id, providerId: elsewhere.providerId }, during(15))
    const moved = (slotId: string) => by.post(`${visits}/${second.id}/move`, { slotId })
    expect(refused(await moved(beside.id), 409).code).toBe('visit-overlaps')
    // Whoever sees them then has somebody: that it is they themselves makes no other time of it.
    expect(refused(await moved(here.id), 409).code).toBe('time-taken')
    // To a time that only its own old one overlaps it is moved.
    must(await by.post(`${visits}/${id}/move`, { slotId: here.id }))
  })

  it('of another kind or clinic is none to move to; what was cancelled is neither moved nor cancelled again', async () => {
    const { clinic, id, by } = await aVisit(house)
    const move = async (slotId: string) =>
      refused(await by.post(`${visits}/${id}/move`, { slotId }), 409).code
    expect(await move((await aSlot(house, clinic, { hours: 80, kind: 'lab' })).id)).toBe(
      'other-kind-of-visit',
    )
    expect(await move((await aSlot(house, await aClinic(house), { hours: 80 })).id)).toBe(
      'other-kind-of-visit',
    )
    must(await by.post(`${visits}/${id}/cancel`))
    expect(refused(await by.post(`${visits}/${id}/cancel`), 409).code).toBe('visit-cancelled')
    expect(await move((await aSlot(house, clinic, { hours: 81 })).id)).toBe('visit-cancelled')
  })
})

describe('a wait list', () => {
  const body = (clinicId: string, over: object = {}) => ({
    clinicId,
    kind: 'follow-up',
    fromDay: day(0),
    untilDay: day(30),
    ...over,
  })

  it('is of a clinic that is there, somebody who works there and days to come; one for each kind, and not for many', async () => {
    const me = await signedInPatient(house)
    const [clinic, other] = [await aClinic(house), await aClinic(house)]
    const join = (given: object) => me.by.post(list, given)
    refused(await join(body(newId())), 404)
    for (const [over, field] of [
      [{ providerId: other.providerId }, 'providerId'],
      [{ fromDay: day(5), untilDay: day(4) }, 'untilDay'],
      [{ fromDay: day(-9), untilDay: day(-2) }, 'untilDay'],
    ] as const)
      expect(Object.keys(refused(await join(body(clinic.id, over)), 422).errors!)).toEqual([field])
    must(await join(body(clinic.id, { providerId: clinic.providerId })), 201)
    expect(refused(await join(body(clinic.id)), 409).code).toBe('waits-already')
    must(await join(body(clinic.id, { kind: 'lab' })), 201)
    must(await join(body(other.id)), 201)
    expect(refused(await join(body((await aClinic(house)).id)), 409).code).toBe('too-many-wait-lists')
  })

  it('gives a time to whom it is offered, and nobody leaves it twice', async () => {
    const waiting = await aWait(house, false)
    expect(refused(await waiting.by.post(`${list}/${waiting.id}/take`), 409).code).toBe('offer-over')
    must(await waiting.by.post(`${list}/${waiting.id}/leave`))
    refused(await waiting.by.post(`${list}/${waiting.id}/leave`), 404)
    const offered = await aWait(house, true)
    // Not after it lapsed, although the time is still kept.
    await house.owner.write
      .updateTable('wait_entry')
      .set({ status: 'lapsed' })
      .where('id', '=', offered.id)
      .execute()
    expect(refused(await offered.by.post(`${list}/${offered.id}/take`), 409).code).toBe('offer-over')
  })

  it('offers what somebody let go to others than them, and only for days on which they wait', async () => {
    const { clinic, slot, id, ...me } = await aVisit(house)
    must(await me.by.post(list, body(clinic.id)), 201)
    const later = await signedInPatient(house)
    must(await later.by.post(list, body(clinic.id, { fromDay: day(20) })), 201)
    must(await me.by.post(`${visits}/${id}/cancel`))
    expect(await slotOf(slot.id)).toMatchObject({ status: 'free', held_for: null })
  })

  it('and a visit are not shown to a proxy with limited access who did not ask for them, nor theirs to leave', async () => {
    const { clinic: _, id, ...child } = await aWait(house, true)
    const parent: Patient = await signedInPatient(house)
    const grant = await aGrant(house, child.patientId, {
      proxy_patient_id: parent.patientId,
      access: 'limited',
    })
    const seen = async () => must(await patientBy(parent).get(`${list}?for=${grant.id}`)).length
    expect(await seen()).toBe(0)
    for (const verb of ['take', 'leave'])
      refused(await parent.by.post(`${list}/${id}/${verb}`, { for: grant.id }), 404)
    await house.owner.write
      .updateTable('proxy_grant')
      .set({ access: 'full' })
      .where('id', '=', grant.id)
      .execute()
    expect(await seen()).toBe(1)
    must(await parent.by.post(`${list}/${id}/leave`, { for: grant.id }))
  })
})

describe('a proxy with limited access', () => {
  it('is refused nothing for what they may not see: neither when a teenager is elsewhere, nor where one waits, nor for how many', async () => {
    const { slot, ...child } = await aVisit(house)
    const waits = await aClinic(house)
    const kinds = ['follow-up', 'lab', 'physical']
    const wait = (kind: string) => ({ clinicId: waits.id, kind, fromDay: day(0), untilDay: day(30) })
    for (const kind of kinds) must(await child.by.post(list, wait(kind)), 201)
    const parent = await signedInPatient(house)
    const given = { proxy_patient_id: parent.patientId, access: 'limited' } as const
    const acting = { for: (await aGrant(house, child.patientId, given)).id }
    const { usual } = appointmentsPolicy.visitsAtOnce
    await savePolicy(house.owner.write, { visitsAtOnce: 1 }, appointmentsPolicy)
    const elsewhere = await aClinic(house)
    const { starts_at, ends_at } = slot
    const at = await aSlot(house, elsewhere, { starts_at, ends_at })
    const { id } = must(await parent.by.post(visits, { slotId: at.id, ...acting }), bookVisit)
    const other = await aSlot(house, elsewhere, { hours: 90 })
    expect(refused(await parent.by.post(visits, { slotId: other.id, ...acting }), 409).code).toBe(
      'too-many-visits',
    )
    await savePolicy(house.owner.write, { visitsAtOnce: usual }, appointmentsPolicy)
    must(await parent.by.post(`${visits}/${id}/move`, { slotId: other.id, ...acting }))
    must(await parent.by.post(`${visits}/${id}/move`, { slotId: at.id, ...acting }))
    const { id: second } = must(await parent.by.post(visits, { slotId: other.id, ...acting }), bookVisit)
    // Of what they booked themselves they are told.
    const beside = await aSlot(house, await aClinic(house), { starts_at, ends_at })
    expect(
      refused(await parent.by.post(`${visits}/${second}/move`, { slotId: beside.id, ...acting }), 409).code,
    ).toBe('other-kind-of-visit')
    expect(refused(await parent.by.post(visits, { slotId: beside.id, ...acting }), 409).code).toBe(
      'visit-overlaps',
    )
    for (const kind of kinds) must(await parent.by.post(list, { ...wait(kind), ...acting }), 201)
    expect(refused(await parent.by.post(list, { ...wait('lab'), ...acting }), 409).code).toBe(
      'too-many-wait-lists',
    )
  })
})

describe('the times of a clinic', () => {
  const open = (clinic: Awaited<ReturnType<typeof aClinic>>, over: object = {}) =>
    clinic.staff.post('/api/clinic-times', {
      providerId: clinic.providerId,
      kind: 'follow-up',
      day: day(10),
      from: '09:00',
      until: '10:00',
      minutes: 30,
      ...over,
    })

  it('are opened for who works there, to come, beside what is there, and not beyond the day’s number', async () => {
    const [clinic, other] = [await aClinic(house), await aClinic(house)]
    const elsewhere = await open(clinic, { providerId: other.providerId })
    expect(Object.keys(refused(elsewhere, 422).errors!)).toEqual(['providerId'])
    expect(refused(await open(clinic, { day: day(-1) }), 409).code).toBe('no-times-fit')
    expect(must(await open(clinic))).toEqual({ opened: 2, skipped: 0 })
    expect(must(await open(clinic, { from: '09:15', until: '10:45' }))).toEqual({ opened: 1, skipped: 2 })
    const { least, usual } = appointmentsPolicy.timesOpenedADay
    await savePolicy(house.owner.write, { timesOpenedADay: least }, appointmentsPolicy)
    const many = await open(clinic, { day: day(11), from: '00:00', until: '23:59', minutes: 5 })
    await savePolicy(house.owner.write, { timesOpenedADay: usual }, appointmentsPolicy)
    expect(refused(many, 429).code).toBe('too-many-times')
  })

  it('are withdrawn by their own clinic, and not once they are booked', async () => {
    const { clinic, slot } = await aVisit(house)
    const other = await aClinic(house)
    const free = await aSlot(house, clinic, { hours: 72.5, day: slot.day })
    const withdraw = (by: typeof clinic) =>
      by.staff.post('/api/clinic-times/withdraw', { providerId: clinic.providerId, day: slot.day })
    expect(refused(await withdraw(other), 409).code).toBe('no-times-free')
    expect((await slotOf(free.id)).status).toBe('free')
    expect(must(await withdraw(clinic))).toEqual({ withdrawn: 1 })
    expect((await slotOf(slot.id)).status).toBe('busy')
  })

  it('that were withdrawn while somebody had them go to nobody once they are given back, unless opened anew', async () => {
    const lets = async (anew: boolean) => {
      const { clinic, slot, id, by } = await aVisit(house)
      const times = { providerId: clinic.providerId, day: slot.day }
      must(await clinic.staff.post('/api/clinic-times/withdraw', times))
      expect(refused(await clinic.staff.post('/api/clinic-times/withdraw', times), 409).code).toBe(
        'no-times-free',
      )
      if (anew) must(await open(clinic, { day: slot.day, from: '00:00', until: '23:59' }))
      must(await by.post(`${visits}/${id}/cancel`))
      return (await slotOf(slot.id)).status
    }
    expect([await lets(false), await lets(true)]).toEqual(['busy-unavailable', 'free'])
  })
})

it('who waits for a visit is answered by an offer, how soon that is seen by that clinic alone', async () => {
  house.stopClock()
  const { clinic, id, by } = await aVisit(house)
  const asked = async (staff = clinic.staff) => must(await staff.get('/api/clinic-response/visits'))
  for (let n = 0; n < 2; n++) {
    const body = { clinicId: clinic.id, kind: 'follow-up', fromDay: day(0), untilDay: day(30) }
    must(await (await signedInPatient(house)).by.post(list, body), 201)
  }
  expect(await asked()).toMatchObject({ answered: 0, medianMinutes: null, late: 0 })
  house.later(600)
  must(await by.post(`${visits}/${id}/cancel`))
  expect(await asked()).toMatchObject({ answered: 1, medianMinutes: 10, inTime: 1, late: 0 })
  expect(await asked((await aClinic(house)).staff)).toMatchObject({ answered: 0, late: 0 })
  expect((await (await house.signIn('helpdesk')).get('/api/clinic-response/visits')).status).toBe(403)
  // The other one waits still, and longer than the clinic means anybody to.
  house.later(20 * 86_400)
  const later = await aClinic(house)
  await house.owner.write
    .updateTable('staff_clinic')
    .set({ clinic_id: clinic.id })
    .where('staff_id', '=', later.staff.id)
    .execute()
  expect(await asked(later.staff)).toMatchObject({ answered: 1, late: 1 })
})
