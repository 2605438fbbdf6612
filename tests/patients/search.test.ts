import { beforeAll, describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { revealField } from '../../api/patients/revealField.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let maria: TestPatient
let wang: TestPatient
let oconnor: TestPatient
let olga: TestPatient
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  maria = await aPatient(house, {
    familyName: 'García López',
    givenName: 'María José',
    birthDate: '1985-03-09',
    phones: ['(413) 555-0142'],
    mrn: 'A-778899',
  })
  wang = await aPatient(house, { familyName: '王', givenName: '小明', birthDate: '1990-01-02' })
  oconnor = await aPatient(house, { familyName: 'O’Connor-Smith', givenName: 'Siân', otherNames: ['Müller'] })
  olga = await aPatient(house, { familyName: 'Петрова', givenName: 'Ольга', birthDate: '1971-12-31' })
})
const find = async (q: string) =>
  must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).data.map((p) => p.id)

describe('one box finds a patient', () => {
  it('by any word of the name, folded, in any order, with birth date or year', async () => {
    for (const q of [
      'garcia',
      'GARCÍA',
      'lopez',
      'jose',
      'maria garcia',
      'garc mar',
      'lop 1985',
      '1985 jos',
      'garcía 1985-03-09',
      '3/9/1985 lopez',
      '09.03.1985 maria',
      'garcia 3/9/85',
      'March 9, 1985 lopez',
      '9-Mar-85 maria',
      'garcia 9 de marzo de 1985',
      'mar 198',
      'garcialopez',
    ])
      expect([q, await find(q)]).toEqual([q, expect.arrayContaining([maria.id])])
    expect(await find('garcia 1986')).not.toContain(maria.id)
    expect(await find('garcia wang')).toEqual([])
  })

  it('by number, phone and e-mail in any format', async () => {
    for (const q of [
      'A-778899',
      'a778899',
      '413 555 0142',
      '+1 (413) 555-0142',
      '4135550142',
      maria.emails[0]!,
      maria.emails[0]!.toUpperCase(),
    ])
      expect([q, await find(q)]).toEqual([q, [maria.id]])
  })

  it('in any script, with and without spaces, apostrophes and hyphens, and by former names', async () => {
    for (const [q, who] of [
      ['王', wang],
      ['王小', wang],
      ['小明', wang],
      ['小明王', wang],
      ['ольга', olga],
      ['петр 1971', olga],
      ['oconnor', oconnor],
      ['o connor', oconnor],
      ["o'connor-sm", oconnor],
      ['sian', oconnor],
      ['muller', oconnor],
    ] as const)
      expect([q, await find(q)]).toEqual([q, expect.arrayContaining([who.id])])
  })

  it('by a name that stands for theirs, and says so; after those who have the very name', async () => {
    const robert = await aPatient(house, { familyName: 'Vandermeer', givenName: 'Robert' })
    const bob = await aPatient(house, { familyName: 'Vandermeer', givenName: 'Bob' })
    const reply = must(
      await agent.post('/api/patients/search', { filter: { q: 'bob vandermeer' } }),
      searchPatients,
    )
    expect(reply.data.map(({ id, why }) => [id, why])).toEqual([
      [bob.id, null],
      [robert.id, 'nickname'],
    ])
    expect(await find('robert vandermeer')).toEqual([robert.id, bob.id])
    expect(await find('bob vander 1985')).toEqual([bob.id, robert.id])
    expect(await find('bob vander 1986')).toEqual([])
    expect(await find('peggy vandermeer')).toEqual([])
  })

  it('and shows enough to choose, nothing that answers a question about the person', async () => {
    const reply = must(
      await agent.post('/api/patients/search', { filter: { q: 'garcia lopez' } }),
      searchPatients,
    )
    expect(reply).toMatchObject({ total: 1, capped: false, uncompared: false })
    expect(reply.data[0]).toEqual({
      id: maria.id,
      familyName: 'García López',
      givenName: 'María José',
      suffix: null,
      birthYear: '1985',
      mrnEnding: '899',
      city: 'Springfield',
      accountStatus: 'none',
      deceased: false,
      why: null,
      inactive: false,
    })
    const page = JSON.stringify(must(await agent.get(`/api/patients/${maria.id}`), showPatient))
    for (const value of [
      maria.birthDate,
      maria.mrn,
      maria.emails[0]!,
      maria.phones[0]!,
      maria.street!,
      '01103',
    ])
      expect(page).not.toContain(value)
  })

  it('with every person shown in the log, tied to the one search, and what was typed nowhere', async () => {
    await find('quillfeatherx')
    for (let i = 0; i < 3; i++) await aPatient(house, { familyName: 'Unwin', givenName: `Number${i}` })
    const shown = await find('unwin')
    const event = (await house.audit('patient.searched')).at(-1)!
    expect([...(event.patientIds ?? [])].sort()).toEqual([...shown].sort())
    expect(JSON.stringify(event)).not.toMatch(/unwin/i)
  })

  it('and says when there are more than it counts', async () => {
    for (let i = 0; i < 104; i++) await aPatient(house, { familyName: 'Zimmermann', givenName: `P${i}` })
    const reply = must(
      await agent.post('/api/patients/search', { filter: { q: 'zimm' }, range: [0, 9] }),
      searchPatients,
    )
    expect([reply.data.length, reply.total, reply.capped]).toEqual([10, 100, true])
  })
})

describe('a masked value', () => {
  it('is shown to those who do not verify callers, for a reason, and the act is recorded without the value', async () => {
    const officer = await house.signIn('privacy-officer')
    expect(
      (await agent.post(`/api/patients/${maria.id}/reveal`, { field: 'birthDate', reason: 'complaint' }))
        .status,
    ).toBe(403)
    const reply = must(
      await officer.post(`/api/patients/${maria.id}/reveal`, { field: 'birthDate', reason: 'complaint' }),
      revealField,
    )
    expect(reply.values).toEqual([maria.birthDate])
    const event = (await house.audit('patient.revealed')).at(-1)!
    expect(event).toMatchObject({ purpose: 'complaint', fields: ['birthDate'], patientIds: [maria.id] })
    expect(JSON.stringify(event)).not.toContain(maria.birthDate)
  })
})
