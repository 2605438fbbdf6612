import { beforeAll, describe, expect, it } from 'vitest'
import { forgetDrafts } from '../../api/cases/drafts/drafts.ts'
import { showDraft } from '../../api/cases/drafts/keepDraft.ts'
import { casesPolicy } from '../../api/cases/policy.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const at = (form: string, id: string) => `/api/drafts/${form}/${id}`
const keep = async (id: string, values: object, form = 'note') =>
  must(await agent.put(at(form, id), { values }), 200)
const read = async (id: string, form = 'note', by = agent) =>
  must(await by.get(at(form, id)), showDraft).draft?.values
const rows = (id: string) => house.rows('case_draft').then((all) => all.filter((row) => row.about_id === id))

describe('a draft', () => {
  itOnce(
    'is its writer’s alone, sealed where it lies, and in neither the log nor the case; of one form the last is kept',
    async () => {
      const { id } = await aCase(agent, (await aPatient(house)).id)
      const { mark } = must(await agent.get(`/api/cases/${id}`))
      await keep(id, { text: 'She says her husband Quentin' })
      await keep(id, { text: 'She says her husband Quentin reads it' })
      expect(await read(id)).toEqual({ text: 'She says her husband Quentin reads it' })
      expect(await read(id, 'note', await house.signIn('supervisor'))).toBe(undefined)
      const kept = await rows(id)
      expect(kept).toHaveLength(1)
      expect(JSON.stringify(kept)).not.toContain('Quentin')
      const events = (await house.audit('draft.begun')).filter((event) => event.objectId === id)
      expect(events).toHaveLength(1)
      expect(JSON.stringify(await house.audit())).not.toContain('Quentin')
      // Nobody who has the case open is told of keystrokes.
      expect(must(await agent.get(`/api/cases/${id}`)).mark).toBe(mark)
    },
  )

  it('is forgotten once it is sent, once it is discarded, and some days after its writer left it', async () => {
    const patient = await aPatient(house)
    const { id, version } = await aCase(agent, patient.id)
    await keep(patient.id, { category: 'other', summary: 'Cannot get in' }, 'summary')
    await aCase(agent, patient.id)
    expect(await read(patient.id, 'summary')).toBe(undefined)
    await keep(id, { text: 'half a' })
    must(await agent.post(`/api/cases/${id}/notes`, { text: 'half a sentence' }))
    expect(await read(id)).toBe(undefined)
    const handing = { to: 'clinic', 'answers.day': 'The order of Monday', note: 'Theirs' }
    await keep(id, handing, 'transfer')
    expect(await read(id, 'transfer')).toEqual(handing)
    refused(await agent.put(at('note', id), { values: { 'answers.day': 'x' } }), 422)
    must(await agent.post(`/api/cases/${id}/escalate`, { ...handTo('clinic', 'Theirs'), version }))
    expect(await read(id, 'transfer')).toBe(undefined)
    await keep(id, { text: 'not this' })
    must(await agent.delete(at('note', id)))
    expect(await rows(id)).toEqual([])
    await keep(id, { text: 'left' })
    house.later((casesPolicy.draftDays.usual - 1) * 86_400)
    await forgetDrafts(house.desk.db.write, house.desk.clock())
    expect(await rows(id)).toHaveLength(1)
    house.later(2 * 86_400)
    await forgetDrafts(house.desk.db.write, house.desk.clock())
    expect(await rows(id)).toEqual([])
    agent = await house.signIn('helpdesk')
  })

  itOnce('of a colleague in the same case stays when one’s own is sent or discarded', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    const colleague = await house.signIn('helpdesk')
    must(await colleague.put(at('note', id), { values: { text: 'of a colleague' } }))
    await keep(id, { text: 'mine' })
    must(await agent.post(`/api/cases/${id}/notes`, { text: 'mine' }))
    await keep(id, { text: 'mine again' })
    must(await agent.delete(at('note', id)))
    expect(await read(id, 'note', colleague)).toEqual({ text: 'of a colleague' })
    expect(await read(id)).toBe(undefined)
  })

  itOnce('holds what its form holds and no more, in bounds, of a case there is', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    for (const values of [{ callerNumber: '212 555 0187' }, { summary: 'x' }, { text: 'x'.repeat(4001) }])
      refused(await agent.put(at('note', id), { values }), 422)
    expect((await agent.put(at('summary', id), { values: { summary: 'x' } })).status).toBe(404)
    expect((await agent.put(at('note', agent.id), { values: { text: 'x' } })).status).toBe(404)
    expect(
      (await (await house.signIn('manager')).put(at('note', id), { values: { text: 'x' } })).status,
    ).toBe(403)
    expect(await rows(id)).toEqual([])
  })

  itOnce('that was sealed with another key is none', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    await keep(id, { text: 'x' })
    await house.owner.write
      .updateTable('case_draft')
      .set({ sealed: 'AAAA' })
      .where('about_id', '=', id)
      .execute()
    expect(await read(id)).toBe(undefined)
    await keep(id, { text: 'y' })
    expect(await read(id)).toEqual({ text: 'y' })
  })
})
