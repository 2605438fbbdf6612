import { describe, expect, it } from 'vitest'
import { listTakers } from '../../api/cases/listTakers.ts'
import { queueCounts } from '../../api/cases/schema.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
const act = (person: Person, id: string, verb: string, body: object) =>
  person.post(`/api/cases/${id}/${verb}`, body)

describe('a case', () => {
  it('is put back by the one who has it and taken by one colleague of several at once', async () => {
    const opener = await house.signIn('helpdesk')
    const others = [
      await house.signIn('helpdesk'),
      await house.signIn('helpdesk'),
      await house.signIn('supervisor'),
    ]
    const { id, version } = await aCase(opener, (await aPatient(house)).id)
    expect(refused(await act(others[0]!, id, 'take', { version }), 409).code).toBe('case-assigned')
    expect(refused(await act(others[0]!, id, 'release', { version }), 409).code).toBe('not-holder')
    const free = must(await act(opener, id, 'release', { version }))
    expect([free.assigneeId, free.version]).toEqual([null, version + 1])
    const tries = await Promise.all(others.map((one) => act(one, id, 'take', { version: free.version })))
    expect(tries.map((reply) => reply.status).sort()).toEqual([200, 409, 409])
    const winner = others[tries.findIndex((reply) => reply.status === 200)]!
    expect(must(await opener.get(`/api/cases/${id}`)).assigneeId).toBe(winner.id)
  })

  it('is taken by nobody outside its queue, and by no kin of the patient, who may put it back', async () => {
    const supervisor = await house.signIn('supervisor')
    const patient = await aPatient(house, { familyName: 'Lindqvist' })
    const opened = await aCase(supervisor, patient.id)
    const handed = must(
      await act(supervisor, opened.id, 'escalate', {
        ...handTo('supervisor'),
        version: opened.version,
      }),
    )
    const agent = await house.signIn('helpdesk')
    const kin = await house.signIn('supervisor', 'Ana Lindqvist')
    const { version } = handed
    expect(refused(await act(agent, opened.id, 'take', { version }), 403).missing).toMatchObject([
      { code: 'queue' },
    ])
    expect(refused(await act(kin, opened.id, 'take', { version }), 403).missing).toMatchObject([
      { code: 'second-person' },
    ])
    const taken = must(await act(supervisor, opened.id, 'assign', { staffId: kin.id, version }))
    expect(must(await act(kin, opened.id, 'release', { version: taken.version })).assigneeId).toBe(null)
  })
})

it('a case is assigned to nobody who was disabled, who is not there, or who does not work its queue', async () => {
  const supervisor = await house.signIn('supervisor')
  const [agent, gone] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
  const { id, version } = await aCase(agent, (await aPatient(house)).id)
  const disabled = house.owner.write.updateTable('staff').set({ status: 'disabled' })
  await disabled.where('id', '=', gone.id).execute()
  const [records, manager] = [await house.signIn('records'), await house.signIn('manager')]
  for (const staffId of [gone.id, id, records.id, manager.id])
    expect(refused(await act(supervisor, id, 'assign', { staffId, version }), 422).errors).toHaveProperty(
      'staffId',
    )
  expect(must(await agent.get(`/api/cases/${id}`))).toMatchObject({ assigneeId: agent.id, version })
})

it('whoever may assign a case is offered all who may take it, and nobody else', async () => {
  const queueOf = { supervisor: null, records: 'registration', 'privacy-officer': 'security' } as const
  const worked = {
    supervisor: ['helpdesk', 'supervisor'],
    records: ['records'],
    'privacy-officer': ['privacy-officer'],
  }
  for (const role of ['supervisor', 'records', 'privacy-officer'] as const) {
    const person = await house.signIn(role)
    const queue = queueOf[role]
    const offered = must(await person.get(`/api/case-takers${queue ? `?queue=${queue}` : ''}`), listTakers)
    const theirs = (await house.rows('staff')).filter(
      (one) => one.status === 'active' && worked[role].includes(one.role),
    )
    expect(new Set(offered.map(({ id }) => id))).toEqual(new Set(theirs.map(({ id }) => id)))
    expect(offered.map(({ id }) => id)).toContain(person.id)
  }
  refused(await (await house.signIn('helpdesk')).get('/api/case-takers'), 403)
})

describe('a call back that was agreed', () => {
  it('makes the case due then, and no earlier, in the lists of what is due', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { id, version } = await aCase(agent, patient.id)
    const at = (hours: number) => new Date(house.desk.clock().getTime() + hours * 3_600_000).toISOString()
    const dueAt = at(26)
    const later = must(await act(agent, id, 'postpone', { dueAt, note: 'After work', version }))
    expect([later.dueAt, later.overdue, later.toCallBack]).toEqual([dueAt, false, true])
    const [note] = must(await agent.get(`/api/cases/${id}`)).notes
    expect(note).toMatchObject({ kind: 'postponed', text: 'After work' })
    const [event] = await house.audit('case.postponed')
    expect(JSON.stringify(event)).not.toContain('After work')
    house.later(27 * 3600)
    const other = await house.signIn('helpdesk')
    const shown = must(await other.get(`/api/cases/${id}`))
    expect(shown.overdue).toBe(true)
    const filter = encodeURIComponent(JSON.stringify({ overdue: true, patientId: patient.id }))
    expect(must(await other.get(`/api/cases?filter=${filter}&sort=["dueAt","ASC"]`))).toHaveLength(1)
  })

  it('is told to the one who agreed it once its time has come, and to nobody else', async () => {
    const [agent, colleague] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
    const { id, version } = await aCase(agent, (await aPatient(house)).id)
    const toCall = async (person: Person) => must(await person.get('/api/case-queues'), queueCounts).toCall
    const dueAt = new Date(house.desk.clock().getTime() + 10 * 60_000).toISOString()
    must(await act(agent, id, 'postpone', { dueAt, note: 'After lunch', version }))
    expect(await toCall(agent)).toBe(0)
    house.later(11 * 60)
    expect([await toCall(agent), await toCall(colleague)]).toEqual([1, 0])
    const listed = async (filter: object) =>
      must(await colleague.get(`/api/cases?filter=${encodeURIComponent(JSON.stringify(filter))}`)).map(
        (one: { id: string }) => one.id,
      )
    expect(await listed({ assignedTo: agent.id, unresolved: true })).toEqual([id])
    expect(await listed({ assignedTo: colleague.id, unresolved: true })).toEqual([])
  })

  it('takes no case from a colleague, and makes none that is late be in time', async () => {
    const agent = await house.signIn('helpdesk')
    const { id, version } = await aCase(agent, (await aPatient(house)).id)
    const before = (await house.rows('support_case')).find((row) => row.id === id)!
    const dueAt = new Date(house.desk.clock().getTime() + 86_400_000).toISOString()
    const body = { dueAt, note: 'x', version }
    const colleague = await house.signIn('helpdesk')
    expect(refused(await act(colleague, id, 'postpone', body), 409).code).toBe('case-assigned')
    must(await act(agent, id, 'postpone', body))
    const after = (await house.rows('support_case')).find((row) => row.id === id)!
    expect([after.due_at, after.assigned_to]).toEqual([before.due_at, agent.id])
  })

  itOnce(
    'is agreed a few times in a row, however it is tried; then somebody else has the case first',
    async () => {
      const agent = await house.signIn('helpdesk')
      const supervisor = await house.signIn('supervisor')
      const { id } = await aCase(agent, (await aPatient(house)).id)
      const seen = async () => must(await supervisor.get(`/api/cases/${id}`))
      const dueAt = new Date(house.desk.clock().getTime() + 86_400_000).toISOString()
      const putOff = async (person = agent) =>
        act(person, id, 'postpone', { dueAt, note: 'x', version: (await seen()).version })
      const often = async (times: number) => {
        for (let n = 0; n < times; n++) must(await putOff())
        const { version, notes } = await seen()
        expect(refused(await putOff(), 409).code).toBe('postponed-often')
        expect(await seen()).toMatchObject({ version, notes })
      }
      await often(3)
      // Putting it back and taking it, or assigning it to whoever has it, begins nothing anew.
      must(await act(agent, id, 'release', { version: (await seen()).version }))
      must(await act(agent, id, 'take', { version: (await seen()).version }))
      must(await act(supervisor, id, 'assign', { staffId: agent.id, version: (await seen()).version }))
      await often(0)
      const other = await house.signIn('helpdesk')
      must(await act(supervisor, id, 'assign', { staffId: other.id, version: (await seen()).version }))
      must(await putOff(other))
      must(await act(supervisor, id, 'assign', { staffId: agent.id, version: (await seen()).version }))
      await often(3)
      must(await act(agent, id, 'escalate', { ...handTo('supervisor'), version: (await seen()).version }))
      must(await putOff(supervisor))
      // Many at once are as many as one after the other, also where no version tells them apart.
      const { version } = await seen()
      const now = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          act(supervisor, id, 'postpone', { dueAt, note: 'x', version: version + (n % 8) }),
        ),
      )
      expect(now.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2)
      expect(
        (await house.rows('support_case')).find((row) => row.id === id)!.postponements,
      ).toBeLessThanOrEqual(3)
    },
  )

  itOnce(
    'is in the future and within what the policy allows, else the field is named and nothing changes',
    async () => {
      const agent = await house.signIn('helpdesk')
      const { id, version, dueAt: before } = await aCase(agent, (await aPatient(house)).id)
      const now = house.desk.clock().getTime()
      for (const dueAt of [now - 1000, now + 15 * 86_400_000].map((ms) => new Date(ms).toISOString()))
        expect(
          Object.keys(
            refused(await act(agent, id, 'postpone', { dueAt, note: 'x', version }), 422).errors ?? {},
          ),
        ).toEqual(['dueAt'])
      expect(must(await agent.get(`/api/cases/${id}`))).toMatchObject({ dueAt: before, version, notes: [] })
    },
  )
})
