import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { passOffersOn } from '../../api/appointments/offers.ts'
import { appointmentsPolicy } from '../../api/appointments/policy.ts'
import { listVisits } from '../../api/appointments/showVisits.ts'
import { listSlots } from '../../api/appointments/slots.ts'
import { bookVisit } from '../../api/appointments/visits.ts'
import { listWaiting } from '../../api/appointments/waitList.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aVisit } from '../acts/examples/visits.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { houseForTests, type Reply } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
const inUse = async (id: string) => (await house.rows('slot')).find((row) => row.id === id)!
const statuses = (replies: Reply[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))
const day = (days: number) =>
  new Date(house.desk.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10)
type Patient = Awaited<ReturnType<typeof signedInPatient>>
const waits = async (me: Patient, clinicId: string) =>
  must(
    await me.by.post('/portal/v1/wait-list', {
      clinicId,
      kind: 'follow-up',
      fromDay: day(0),
      untilDay: day(60),
    }),
    201,
  ).id as string
const waitOf = async (me: Patient) => must(await patientBy(me).get('/portal/v1/wait-list'), listWaiting)

describe('a time for a visit', () => {
  it('wanted by a hundred at once is had by one, and all others are told that it is gone', async () => {
    const clinic = await aClinic(house)
    const slot = await aSlot(house, clinic)
    const four = await Promise.all([1, 2, 3, 4].map(() => signedInPatient(house)))
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => four[i % 4]!.by.post('/portal/v1/visits', { slotId: slot.id })),
    )
    expect(statuses(replies)).toEqual({ 201: 1, 409: 99 })
    const booked = (await house.rows('appointment')).filter((row) => row.slot_id === slot.id)
    expect(booked).toHaveLength(1)
    expect((await inUse(slot.id)).status).toBe('busy')
  })

  it('is not had beyond as many as one may have at once, however many are asked for at once', async () => {
    const clinic = await aClinic(house)
    const me = await signedInPatient(house)
    const slots = await Promise.all(
      Array.from({ length: 12 }, (_, i) => aSlot(house, clinic, { hours: 30 + i })),
    )
    const replies = await Promise.all(
      slots.map((slot) => me.by.post('/portal/v1/visits', { slotId: slot.id })),
    )
    expect(statuses(replies)).toEqual({ 201: 6, 409: 6 })
    const free = (await Promise.all(slots.map(({ id }) => inUse(id)))).filter((row) => row.status === 'free')
    expect(free).toHaveLength(6)
  })

  it('is moved to and from no more often in a day than policy says, also by many requests at once', async () => {
    const { id, slot, clinic, by } = await aVisit(house)
    const others = await Promise.all([1, 2, 3].map((i) => aSlot(house, clinic, { hours: 300 + i })))
    const moves = await Promise.all(
      [...others, slot, ...others, slot, ...others].map((to) =>
        by.post(`/portal/v1/visits/${id}/move`, { slotId: to.id }),
      ),
    )
    const { 200: done = 0 } = statuses(moves)
    const later = []
    for (let i = 0; i < 8; i++)
      later.push(
        await by.post(`/portal/v1/visits/${id}/move`, { slotId: [others[0]!, others[1]!][i % 2]!.id }),
      )
    expect(done + (statuses(later)[200] ?? 0)).toBe(6)
    expect(refused(later.at(-1)!, 429).code).toBe('too-many-moves')
  })

  it('is not booked and cancelled again and again to use up the turns of all who wait, also at once', async () => {
    const clinic = await aClinic(house)
    const me = await signedInPatient(house)
    const slots = await Promise.all(
      Array.from({ length: 40 }, (_, i) => aSlot(house, clinic, { hours: 30 + i })),
    )
    const book = (slot: { id: string }) => me.by.post('/portal/v1/visits', { slotId: slot.id })
    const cancelled = async (replies: Reply[]) => {
      for (const { status, body } of replies)
        if (status === 201) must(await me.by.post(`/portal/v1/visits/${body.id}/cancel`))
      return replies.filter(({ status }) => status === 201).length
    }
    let booked = 0
    for (const slot of slots.slice(0, 8)) booked += await cancelled([await book(slot)])
    booked += await cancelled(await Promise.all(slots.slice(8).map(book)))
    expect(booked).toBe(12)
    expect(refused(await book(slots[0]!), 429).code).toBe('too-many-moves')
    house.later(86_401)
    const again = await signedInPatient(house)
    expect((await again.by.post('/portal/v1/visits', { slotId: slots[39]!.id })).status).toBe(201)
  })

  it('moved by two to each other’s place leaves no time with two visits and no visit without its time', async () => {
    const [one, other] = [await aVisit(house), await aVisit(house)]
    const third = await aSlot(house, one.clinic, { hours: 200 })
    const replies = await Promise.all([
      one.by.post(`/portal/v1/visits/${one.id}/move`, { slotId: third.id }),
      one.by.post(`/portal/v1/visits/${one.id}/move`, { slotId: other.slot.id }),
      other.by.post(`/portal/v1/visits/${other.id}/move`, { slotId: one.slot.id }),
    ])
    expect(statuses(replies)).toEqual({ 200: 1, 409: 2 })
    expect((await inUse(one.slot.id)).status).toBe('free')
    expect((await inUse(third.id)).status).toBe('busy')
  })

  it('is another’s to look at, move or cancel for nobody, nor told from one that is not there', async () => {
    const mine = await aVisit(house)
    const stranger = await signedInPatient(house)
    const other = await aSlot(house, mine.clinic, { hours: 99 })
    for (const [verb, body] of [
      ['move', { slotId: other.id }],
      ['cancel', {}],
    ] as const) {
      const [theirs, none] = [
        refused(await stranger.by.post(`/portal/v1/visits/${mine.id}/${verb}`, body), 404),
        refused(await stranger.by.post(`/portal/v1/visits/${newId()}/${verb}`, body), 404),
      ]
      expect({ ...theirs, requestId: '' }).toEqual({ ...none, requestId: '' })
    }
    for (const id of [mine.id, newId()])
      refused(await patientBy(stranger).get(`/portal/v1/visits/${id}/calendar`), 404)
    const seen = must(await patientBy(stranger).get(`/portal/v1/visits?after=${mine.id}`), listVisits)
    expect(seen.visits).toEqual([])
  })

  it('cannot be changed once it is too late', async () => {
    const clinic = await aClinic(house)
    const me = await signedInPatient(house)
    const slot = await aSlot(house, clinic, { hours: 23 })
    const { id } = must(await me.by.post('/portal/v1/visits', { slotId: slot.id }), bookVisit)
    expect(refused(await me.by.post(`/portal/v1/visits/${id}/cancel`), 409).code).toBe('too-late-to-change')
  })

  it('is found by clinic, kind, provider and day, a page at a time, each once', async () => {
    const clinic = await aClinic(house)
    const me = patientBy(await signedInPatient(house))
    for (let i = 0; i < 7; i++) await aSlot(house, clinic, { hours: 48 + i })
    await aSlot(house, clinic, { hours: 60, kind: 'lab' })
    const ask = `/portal/v1/slots?clinicId=${clinic.id}&kind=follow-up&limit=3`
    const ids: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: z.output<typeof listSlots.reply> = must(
        await me.get(next ? `${ask}&after=${next}` : ask),
        listSlots,
      )
      ids.push(...page.times.map((time) => time.id))
      next = page.next
    }
    expect([ids.length, new Set(ids).size]).toEqual([7, 7])
    expect(must(await me.get(`${ask}&from=${day(40)}`), listSlots).times).toEqual([])
    expect(must(await me.get(`${ask}&providerId=${newId()}`), listSlots).times).toEqual([])
  })
})

describe('a wait list', () => {
  it('is offered a time that becomes free, the longest waiting first; one takes it, though all try', async () => {
    const { clinic, slot, id, ...owner } = await aVisit(house)
    const waiting = []
    for (let n = 0; n < 3; n++) {
      const me = await signedInPatient(house)
      waiting.push({ me, entry: await waits(me, clinic.id) })
    }
    must(await owner.by.post(`/portal/v1/visits/${id}/cancel`))
    const [first, second] = waiting as [(typeof waiting)[0], (typeof waiting)[0]]
    expect((await waitOf(first.me))[0]).toMatchObject({
      status: 'offered',
      offer: { startsAt: slot.starts_at },
    })
    expect((await waitOf(second.me))[0]).toMatchObject({ status: 'waiting', offer: null })
    const stranger = await signedInPatient(house)
    expect((await stranger.by.post('/portal/v1/visits', { slotId: slot.id })).status).toBe(409)
    const replies = await Promise.all(
      [first, first, second, first].map(({ me, entry }) => me.by.post(`/portal/v1/wait-list/${entry}/take`)),
    )
    expect(statuses(replies)).toEqual({ 200: 1, 409: 3 })
    expect((await inUse(slot.id)).status).toBe('busy')
  })

  it('passes an offer on that nobody took in time, then opens it to all', async () => {
    const { clinic, slot, id, ...owner } = await aVisit(house)
    const me = await signedInPatient(house)
    const entry = await waits(me, clinic.id)
    must(await owner.by.post(`/portal/v1/visits/${id}/cancel`))
    await passOffersOn(house.desk)
    expect((await inUse(slot.id)).held_for).toBe(entry)
    const past = new Date(house.desk.clock().getTime() - 1000).toISOString()
    await house.owner.write.updateTable('slot').set({ held_until: past }).where('id', '=', slot.id).execute()
    expect((await me.by.post(`/portal/v1/wait-list/${entry}/take`)).status).toBe(409)
    await Promise.all([passOffersOn(house.desk), passOffersOn(house.desk)])
    expect(await inUse(slot.id)).toMatchObject({ status: 'free', held_for: null })
    expect((await waitOf(me))[0]!.status).toBe('lapsed')
  })
})

describe('a proxy', () => {
  it('books for whom they act for, which the log says of both; with limited access they see only that', async () => {
    const { clinic, id: theirOwn, ...child } = await aVisit(house)
    const parent = await signedInPatient(house)
    const grant = await aGrant(house, child.patientId, {
      proxy_patient_id: parent.patientId,
      access: 'limited',
    })
    const slot = await aSlot(house, clinic, { hours: 100 })
    const { id } = must(
      await parent.by.post('/portal/v1/visits', { slotId: slot.id, for: grant.id }),
      bookVisit,
    )
    const event = (await house.audit('portal.visit-booked')).at(-1)!
    expect(event.actorId).toBe(parent.loginId)
    expect([...event.patientIds!].sort()).toEqual([child.patientId, parent.patientId].sort())
    const seen = must(await patientBy(parent).get(`/portal/v1/visits?for=${grant.id}`), listVisits)
    expect(seen.visits.map((one) => one.id)).toEqual([id])
    expect((await parent.by.post(`/portal/v1/visits/${theirOwn}/cancel`, { for: grant.id })).status).toBe(404)
    // The access is the parent's own: by its id nobody else comes in.
    const stranger = await signedInPatient(house)
    refused(await patientBy(stranger).get(`/portal/v1/visits?for=${grant.id}`), 404)
    refused(await stranger.by.post('/portal/v1/visits', { slotId: slot.id, for: grant.id }), 404)
    await house.owner.write
      .updateTable('proxy_grant')
      .set({ status: 'ended' })
      .where('id', '=', grant.id)
      .execute()
    const [ended, none] = [
      refused(await patientBy(parent).get(`/portal/v1/visits?for=${grant.id}`), 404),
      refused(await patientBy(parent).get(`/portal/v1/visits?for=${newId()}`), 404),
    ]
    expect({ ...ended, requestId: '' }).toEqual({ ...none, requestId: '' })
  })
})

describe('the role clinic', () => {
  it('sees visits and wait lists of its own clinic alone, and without a clinic none', async () => {
    const { clinic, id } = await aVisit(house)
    const other = await aClinic(house)
    expect(must(await clinic.staff.get('/api/clinic-visits')).map((row: { id: string }) => row.id)).toEqual([
      id,
    ])
    expect(must(await other.staff.get('/api/clinic-visits'))).toEqual([])
    const nobodys = await house.signIn('clinic')
    expect(refused(await nobodys.get('/api/clinic-visits'), 409).code).toBe('no-own-clinic')
    refused(await (await house.signIn('helpdesk')).get('/api/clinic-visits'), 403)
  })

  it('opens as many times a day as the policy says, also where one colleague opens many at once', async () => {
    const clinic = await aClinic(house)
    const { least, usual } = appointmentsPolicy.timesOpenedADay
    await savePolicy(house.owner.write, { timesOpenedADay: least }, appointmentsPolicy)
    const open = (days: number) =>
      clinic.staff.post('/api/clinic-times', {
        providerId: clinic.providerId,
        kind: 'follow-up',
        day: day(days),
        from: '08:00',
        until: '16:00',
        minutes: 30,
      })
    const replies = await Promise.all([20, 21, 22, 23, 24, 25].map(open))
    await savePolicy(house.owner.write, { timesOpenedADay: usual }, appointmentsPolicy)
    expect(statuses(replies)).toEqual({ 200: 3, 429: 3 })
  })
})
