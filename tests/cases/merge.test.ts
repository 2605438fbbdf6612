import { beforeAll, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { closedCases } from '../../api/cases/published.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, aVerifiedCaller, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const seen = async (id: string, by = agent) => must(await by.get(`/api/cases/${id}`), showCase)
const act = async (by: Person, id: string, verb: string, body: object = {}) =>
  by.post(`/api/cases/${id}/${verb}`, { version: (await seen(id)).version, ...body })
const errors = (reply: Parameters<typeof refused>[0]) => Object.keys(refused(reply, 422).errors ?? {})

/** Two cases of one patient about one call. */
async function twice() {
  const patient = await aPatient(house)
  const [first, second] = [await aCase(agent, patient.id), await aCase(agent, patient.id)]
  return { patient, first, second }
}

describe('a second case about the same call', () => {
  itOnce(
    'ends in the first, which shows what was noted and proved there, and proves nothing more itself',
    async () => {
      const { patient, first, second } = await twice()
      must(await act(agent, first.id, 'notes', { version: undefined, text: 'in the first' }))
      must(await act(agent, second.id, 'notes', { version: undefined, text: 'in the second' }))
      await aVerifiedCaller(agent, patient, second.id)
      must(await act(agent, second.id, 'merge', { into: first.id }))
      expect(await seen(second.id)).toMatchObject({
        status: 'closed',
        cause: null,
        outcome: null,
        mergedInto: { id: first.id, number: first.number },
      })
      const shown = await seen(first.id)
      expect(shown.merged).toMatchObject([{ id: second.id, number: second.number }])
      expect(shown.notes.map(({ text, inCase }) => [text, inCase])).toEqual([
        ['in the first', null],
        ['in the second', second.number],
        [String(first.number), second.number],
      ])
      expect(shown.verifications.map(({ live }) => live)).toEqual([false])
      // Figures count one call that ended once.
      must(await act(agent, first.id, 'close', { cause: 'other', outcome: 'explained' }))
      const counted = (await closedCases(house.desk.db.write).execute()).map(({ id }) => id)
      expect(counted).toContain(first.id)
      expect(counted).not.toContain(second.id)
      expect(refused(await act(agent, second.id, 'reopen', { reason: 'x' }), 409).code).toBe('case-merged')
    },
  )

  itOnce('hands on that it is urgent, and the earlier of the two times it is due', async () => {
    const { first, second } = await twice()
    must(await act(agent, second.id, 'priority', { priority: 'urgent' }))
    const { dueAt } = await seen(second.id)
    expect(dueAt < (await seen(first.id)).dueAt).toBe(true)
    must(await act(agent, second.id, 'merge', { into: first.id }))
    expect(await seen(first.id)).toMatchObject({ priority: 'urgent', dueAt })
  })

  it('is separated as it was while nothing else happened, and proves no more than before; later it is refused', async () => {
    const { patient, first, second } = await twice()
    await aVerifiedCaller(agent, patient, second.id)
    must(await act(agent, second.id, 'merge', { into: first.id }))
    // A look is nothing that happened.
    await seen(second.id)
    must(await act(agent, second.id, 'separate'))
    const apart = await seen(second.id)
    expect(apart).toMatchObject({ status: 'open', assigneeId: agent.id, closedAt: null, mergedInto: null })
    expect(apart.verifications.map(({ live }) => live)).toEqual([false])
    expect((await seen(first.id)).merged).toEqual([])
    for (const touched of [first, second]) {
      must(await act(agent, second.id, 'merge', { into: first.id }))
      must(await act(agent, touched.id, 'notes', { version: undefined, text: 'More' }))
      expect(refused(await act(agent, second.id, 'separate'), 409).code).toBe('worked-since')
      await house.owner.write.deleteFrom('case_merge').execute()
      await house.owner.write
        .updateTable('support_case')
        .set({ status: 'open', closed_at: null })
        .where('id', '=', second.id)
        .execute()
    }
  })

  itOnce(
    'is merged into no other patient’s case, into none that ended or is another queue’s, nor into itself',
    async () => {
      const { first, second } = await twice()
      const others = await aCase(agent, (await aPatient(house)).id)
      for (const into of [others.id, second.id])
        expect(errors(await act(agent, second.id, 'merge', { into }))).toEqual(['into'])
      must(await act(agent, first.id, 'escalate', handTo('privacy')))
      const theirs = await act(agent, second.id, 'merge', { into: first.id })
      expect(refused(theirs, 403).missing).toMatchObject([{ code: 'queue' }])
      const officer = await house.signIn('privacy-officer')
      must(await act(officer, first.id, 'close', { cause: 'other', outcome: 'explained' }))
      expect(errors(await act(agent, second.id, 'merge', { into: first.id }))).toEqual(['into'])
      // Nothing is merged over two steps.
      const { patient, first: c, second: a } = await twice()
      const b = await aCase(agent, patient.id)
      must(await act(agent, b.id, 'merge', { into: a.id }))
      expect(errors(await act(agent, a.id, 'merge', { into: c.id }))).toEqual(['into'])
    },
  )

  it('never takes the first in: what has waited longest goes on, and is as late as it was', async () => {
    const { first, second } = await twice()
    house.later(60)
    agent = await house.signIn('helpdesk')
    const third = await aCase(agent, first.patientId)
    const reply = refused(await act(agent, first.id, 'merge', { into: third.id }), 422)
    expect(reply.errors).toHaveProperty('into')
    expect(await seen(first.id)).toMatchObject({ status: 'open', mergedInto: null })
    const due = (await seen(first.id)).dueAt
    must(await act(agent, third.id, 'merge', { into: first.id }))
    must(await act(agent, second.id, 'merge', { into: first.id }))
    expect((await seen(first.id)).dueAt).toBe(due)
  })

  it('and the first, merged into each other at once, leave one that goes on', async () => {
    for (let n = 0; n < 5; n++) {
      const { first, second } = await twice()
      // Of the same moment, so that either may go on.
      await house.owner.write
        .updateTable('support_case')
        .set({ opened_at: house.desk.clock().toISOString() })
        .where('id', 'in', [first.id, second.id])
        .execute()
      const both = await Promise.all(
        [1, 2, 3].flatMap(() => [
          agent.post(`/api/cases/${first.id}/merge`, { into: second.id, version: 1 }),
          agent.post(`/api/cases/${second.id}/merge`, { into: first.id, version: 1 }),
        ]),
      )
      expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
      // They take turns; none is turned away because two waited for each other.
      expect(both.filter(({ status }) => status >= 500)).toEqual([])
      const statuses = [(await seen(first.id)).status, (await seen(second.id)).status]
      expect(statuses.sort()).toEqual(['closed', 'open'])
    }
  })
})

describe('cases of different patients', () => {
  itOnce('are linked by number, and neither page says anything of the other’s patient', async () => {
    const one = await aPatient(house, { familyName: 'Zetterqvist', mrn: 'MRN-UNSEEN-1' })
    const [child, parent] = [
      await aCase(agent, one.id),
      await aCase(agent, (await aPatient(house, { familyName: 'Yngvarsson' })).id, 'results-missing'),
    ]
    const mark = (await seen(parent.id)).mark
    must(await act(agent, child.id, 'link', { version: undefined, number: parent.number }))
    const [low, high] = [await seen(child.id), await seen(parent.id)]
    expect(low.links).toEqual([
      { id: parent.id, number: parent.number, is: 'parent', workedBy: ['helpdesk', 'supervisor'] },
    ])
    expect(high.links).toMatchObject([{ id: child.id, number: child.number, is: 'child' }])
    expect(high.mark).not.toBe(mark)
    expect(JSON.stringify(low)).not.toMatch(/Yngvarsson|results-missing/)
    expect(JSON.stringify(low)).not.toContain(parent.patientId)
    expect(JSON.stringify(high)).not.toMatch(/Zetterqvist|UNSEEN/)
    expect(JSON.stringify(high)).not.toContain(one.id)
    // Both patients' reports have it.
    const [event] = await house.audit('case.linked')
    expect(event!.patientIds).toEqual([child.patientId, parent.patientId])
    must(await act(agent, child.id, 'unlink', { version: undefined }))
    expect((await seen(parent.id)).links).toEqual([])
  })

  it('linked to each other at once are linked once, and nobody waits for the other in vain', async () => {
    for (let n = 0; n < 3; n++) {
      const a = await aCase(agent, (await aPatient(house)).id)
      const b = await aCase(agent, (await aPatient(house)).id)
      const all = await Promise.all(
        [1, 2, 3].flatMap(() => [
          agent.post(`/api/cases/${a.id}/link`, { number: b.number }),
          agent.post(`/api/cases/${b.id}/link`, { number: a.number }),
        ]),
      )
      expect(all.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422])
    }
  })

  itOnce(
    'are not linked over two levels, to a case of one’s own patient, to none, or by kin of the other',
    async () => {
      const cases = [1, 2, 3].map(async () => aCase(agent, (await aPatient(house)).id))
      const [a, b, c] = (await Promise.all(cases)) as [
        { id: string; number: number; patientId: string },
        ...any,
      ]
      const link = (id: string, number: number) => agent.post(`/api/cases/${id}/link`, { number })
      must(await link(a.id, b.number))
      for (const [id, number] of [
        [c.id, a.number],
        [b.id, c.number],
        [a.id, c.number],
        [c.id, (await aCase(agent, c.patientId)).number],
        [c.id, 9_999_999],
      ])
        expect(errors(await link(id, number))).toEqual(['number'])
      const kin = await house.signIn('helpdesk')
      await house.owner.write
        .updateTable('staff')
        .set({ own_patient_id: b.patientId })
        .where('id', '=', kin.id)
        .execute()
      const theirs = await kin.post(`/api/cases/${c.id}/link`, { number: b.number })
      expect(refused(theirs, 403).missing).toMatchObject([{ code: 'second-person' }])
    },
  )

  it('keep no merge together by being linked and taken away; work in between still does', async () => {
    const stranger = await house.signIn('helpdesk')
    const { first, second } = await twice()
    const third = await aCase(stranger, (await aPatient(house)).id)
    const linkAndUnlink = async () => {
      must(await act(stranger, third.id, 'link', { version: undefined, number: first.number }))
      must(await act(stranger, third.id, 'unlink', { version: undefined }))
    }
    must(await act(agent, second.id, 'merge', { into: first.id }))
    await linkAndUnlink()
    must(await act(agent, second.id, 'separate'))
    must(await act(agent, second.id, 'merge', { into: first.id }))
    must(await act(agent, first.id, 'notes', { version: undefined, text: 'More' }))
    await linkAndUnlink()
    expect(refused(await act(agent, second.id, 'separate'), 409).code).toBe('worked-since')
  })
})
