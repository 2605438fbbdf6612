import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { withWords } from '../../api/cases/findByWords.ts'
import { searchCases } from '../../api/cases/searchCases.ts'
import { listViews } from '../../api/cases/views.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { engine, houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const search = async (by: Person, filter: object, range?: [number, number]) =>
  must(await by.post('/api/cases/search', { filter, range }), searchCases)
const found = async (q: string, by = agent) => (await search(by, { q })).data.map(({ id }) => id)
const opened = async (summary: string) => {
  const patient = await aPatient(house)
  const given = { patientId: patient.id, category: 'other', channel: 'phone', summary }
  return must(await agent.post('/api/cases', given), 201) as {
    id: string
    patientId: string
    version: number
  }
}
const note = async (id: string, text: string) => must(await agent.post(`/api/cases/${id}/notes`, { text }))

describe('cases', () => {
  it('are found by the beginnings of words of a summary or a note, in any order, case and accent, newest first', async () => {
    const one = await opened('Señora Núñez lost her Passkey; calls from the KITCHEN’s phone')
    house.later(60)
    const two = await opened('Something else')
    await note(two.id, 'kitchen-phone rang, nunez again (zebra@example.test)')
    expect(await found('nunez kitchen')).toEqual([two.id, one.id])
    expect(await found('NÚÑ')).toEqual([two.id, one.id])
    expect(await found('zebra example test')).toEqual([two.id])
    expect(await found('passk lost')).toEqual([one.id])
    // Words of two texts are not one sentence.
    expect(await found('something zebra')).toEqual([])
    expect(await found('chen')).toEqual([])
  })

  it('are found whatever signs are asked with, and a question without a word is refused at its field', async () => {
    const { id } = await opened('Quokka & "quotes": (or not*) O’Brien-Smith')
    for (const q of ['quokka" OR *', "quokka:* & 'x' !", 'quokka) NEAR(', 'o’brien', "quokka\\' quotes"])
      expect([q, (await found(q)).includes(id)]).toEqual([q, !/'x'|NEAR/.test(q)])
    for (const q of ['***', ' - ', '¿?'])
      expect(
        Object.keys(refused(await agent.post('/api/cases/search', { filter: { q } }), 422).errors!),
      ).toEqual(['filter.q'])
  })

  it('are found by those who may work them, each shown in the log with its patient, and what was asked is not', async () => {
    const { id, patientId, version } = await opened('Wallaby asks')
    must(await agent.post(`/api/cases/${id}/escalate`, { ...handTo('privacy', 'wallaby matter'), version }))
    expect(await found('wallaby')).toEqual([])
    expect(await found('wallaby', await house.signIn('privacy-officer'))).toEqual([id])
    expect(
      (await (await house.signIn('manager')).post('/api/cases/search', { filter: { q: 'x' } })).status,
    ).toBe(403)
    const events = await house.audit('case.searched')
    expect(events.at(-1)).toMatchObject({ patientIds: [patientId], detail: { words: 1, shown: 1, found: 1 } })
    expect(JSON.stringify(await house.audit()).toLowerCase()).not.toContain('wallaby')
  })

  it('come a page at a time, narrowed as the list is, with how many there are', async () => {
    for (let n = 0; n < 3; n++) await opened(`Platypus ${n}`)
    const page = await search(agent, { q: 'platypus' }, [1, 1])
    expect([page.total, page.data.length]).toEqual([3, 1])
    expect((await search(agent, { q: 'platypus', status: 'closed' })).total).toBe(0)
    expect((await search(agent, { q: 'platypus', mine: true })).total).toBe(3)
  })

  it('are found by an index, and not by reading them all', async () => {
    const { db } = house.desk
    const plan = sql`${withWords(db, ['platypus'])}`
    if (engine === 'sqlite') {
      const { rows } = await sql<{ detail: string }>`explain query plan select * from ${plan} w`.execute(
        db.read,
      )
      const lines = rows.map(({ detail }) => detail)
      expect(lines.join('\n')).toMatch(/VIRTUAL TABLE INDEX/)
      expect(lines.join('\n')).not.toMatch(/SCAN (support_case|case_note)|TEMP B-TREE/)
      return
    }
    const lines = await db.write.transaction().execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx)
      await sql`set local enable_indexscan = off`.execute(trx)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select * from ${plan} w`.execute(trx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(lines).toMatch(/support_case_words/)
    expect(lines).toMatch(/case_note_words/)
  })
})

describe('views of the list', () => {
  it('are one’s own, by name; one of the same name is replaced, and what names a patient is none; many saved at once are no more than one may keep', async () => {
    const save = (name: string, filter: object, by = agent) => by.post('/api/case-views', { name, filter })
    const mine = async (by = agent) => must(await by.get('/api/case-views'), listViews)
    const { id } = must(await save('Late', { overdue: true }), 201)
    must(await save('Late', { overdue: true, escalatedTo: 'clinic' }), 201)
    expect(await mine()).toEqual([{ id, name: 'Late', filter: { overdue: true, escalatedTo: 'clinic' } }])
    const patient = await aPatient(house)
    const theirs = await aCase(agent, patient.id)
    for (const filter of [{ patientId: patient.id }, { id: theirs.id }, { q: 'Jane' }])
      refused(await save('Of one', filter), 422)
    const other = await house.signIn('supervisor')
    expect(await mine(other)).toEqual([])
    expect((await other.delete(`/api/case-views/${id}`)).status).toBe(404)
    await savePolicy(house.desk.db.write, { viewsAPerson: 5 }, staffPolicy)
    const atOnce = await Promise.all(Array.from({ length: 12 }, (_, n) => save(`View ${n}`, {})))
    expect(atOnce.filter(({ status }) => status === 201)).toHaveLength(4)
    expect(await mine()).toHaveLength(5)
    expect(Object.keys(refused(await save('One more', {}), 422).errors!)).toEqual(['name'])
    // As many as others keep are none of one's own.
    must(await save('Theirs', {}, other), 201)
    must(await save('Late', {}), 201)
    must(await agent.delete(`/api/case-views/${id}`))
    expect((await mine()).map(({ name }) => name)).not.toContain('Late')
  })
})
