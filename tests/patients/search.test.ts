import { beforeAll, describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { revealField } from '../../api/patients/revealField.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aPatient, must, refused, type TestPatient } from '../support/people.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'

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
  itOnce('by any word of the name, folded, in any order, with birth date or year', async () => {
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

  it('by a name typed twice, who has no other, before all who are called so in some way', async () => {
    for (let i = 0; i < 12; i++)
      await aPatient(house, { familyName: `Aa${'bcdefghijklm'[i]!}`, givenName: 'Quill' })
    const twice = await aPatient(house, { familyName: 'Quill', givenName: 'Quill', birthDate: '1966-06-06' })
    expect((await find('quill quill'))[0]).toBe(twice.id)
    expect((await find('quill quill 1966'))[0]).toBe(twice.id)
    expect(await find('quill quill 1967')).not.toContain(twice.id)
    expect((await find('quill'))[0]).not.toBe(twice.id)
  })

  itOnce('by number, phone and e-mail in any format', async () => {
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

  itOnce('by a name that stands for theirs, and says so; after those who have the very name', async () => {
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

  it('and forgives what is misspelled, misheard, swapped, split or in another script, and says why', async () => {
    const person = (familyName: string, givenName: string, over: Partial<TestPatient> = {}) =>
      aPatient(house, { familyName, givenName, ...over })
    const mcdonald = await person('McDonald', 'Catherine')
    const delacruz = await person('de la Cruz', 'Ximena')
    const vandermeer = await person('Vanderhoek', 'Saskia')
    const stephens = await person('Stephenson', 'Geoffrey', { otherNames: ['Attenborough'] })
    const muller = await person('Müller', 'Jürgen')
    const kim = await person('김', '민수')
    const muhammad = await person('محمد', 'خالد')
    const cohen = await person('כהן', 'דוד')
    const petrova = await person('Zakharova', 'Svetlana')
    for (const [q, who, why] of [
      ['catherine mcdonld', mcdonald, 'alike'],
      ['kathryn macdonald', mcdonald, 'alike'],
      ['mc donald catherine', mcdonald, null],
      ['macdonald, catherine', mcdonald, 'alike'],
      ['ximena cruz', delacruz, null],
      ['ximena delacruz', delacruz, null],
      ['ximena dela cruz', delacruz, null],
      ['ximena de la crus', delacruz, 'alike'],
      ['saskia van der hoek', vandermeer, null],
      ['jeffrey stevenson', stephens, 'alike'],
      ['goeffrey stehpenson', stephens, 'alike'],
      ['geoffrey attenborogh', stephens, 'alike'],
      ['geoffrey attenborough', stephens, 'otherName'],
      ['geoff stephenson', stephens, null],
      ['geoffrey james stephenson', stephens, 'part'],
      ['juergen mueller', muller, 'alike'],
      ['olga petrova', olga, 'script'],
      ['petrova, olga', olga, 'script'],
      ['olga petrovna', olga, 'script'],
      ['wang xiaoming', wang, 'script'],
      ['xiao ming wang', wang, 'script'],
      ['kim minsu', kim, 'script'],
      ['khaled mohamed', muhammad, 'script'],
      ['david cohen', cohen, 'script'],
      ['светлана захарова', petrova, 'script'],
    ] as const) {
      const { data } = must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients)
      expect([q, data[0]?.id, data[0]?.why]).toEqual([q, who.id, why])
    }
  })

  itOnce(
    'and by the beginning of a name finds whose name begins so, and nobody like them, as long as somebody does',
    async () => {
      const meant = await aPatient(house, { familyName: 'Wintergreenly', givenName: 'Ottoline' })
      const like = await aPatient(house, { familyName: 'Wintergreanly', givenName: 'Ottoline' })
      expect(await find('ottoline wintergree')).toEqual([meant.id])
      expect(await find('ottoline wintergreenly')).toEqual([meant.id, like.id])
      expect(await find('ottoline wintergruunl')).toEqual(expect.arrayContaining([meant.id, like.id]))
    },
  )

  itOnce('and by a half-remembered family name among all who have the given name, however many', async () => {
    for (let i = 0; i < 60; i++)
      await aPatient(house, {
        familyName: `Aab${'bcdfghjklm'[i % 10]}${'aeiouy'[i % 6]}n`,
        givenName: 'Philomena',
      })
    const meant = await aPatient(house, { familyName: 'Zvonimirovich', givenName: 'Philomena' })
    expect(await find('philomena zonimrvic')).toContain(meant.id)
  })

  itOnce(
    'and shows of those who are only alike no more than ten, after those who have the very name',
    async () => {
      for (let i = 0; i < 14; i++) await aPatient(house, { familyName: 'Brandtmayer', givenName: 'Wolfgang' })
      const exact = await aPatient(house, { familyName: 'Brandtmaier', givenName: 'Wolfgang' })
      const found = await find('wolfgang brandtmaier')
      expect([found.length, found[0]]).toEqual([10, exact.id])
      expect((await find('wolfgang brandtmayer')).length).toBe(14)
      // With the year that is typed, nobody of another year.
      expect(await find('wolfgang brandtmaer 1931')).toEqual([])
    },
  )

  it('and by a name with a date that was misheard finds by the name, and says that the date is another', async () => {
    const meant = await aPatient(house, { familyName: 'Featherstonehaugh', birthDate: '1962-05-14' })
    const asked = async (q: string) =>
      must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).data.map(
        ({ id, born }) => [id, born],
      )
    expect(await asked('featherstonehaugh 5/14/62')).toEqual([[meant.id, true]])
    expect(await asked('fetherstonhaugh 1962-05-14')).toEqual([[meant.id, true]])
    expect(await asked('featherstonehaugh 1962-05-15')).toEqual([[meant.id, false]])
    expect(await asked('featherstonehaugh 1926-05-14')).toEqual([[meant.id, false]])
    expect(await asked('maria jose fanshaw 1962-05-14')).toEqual([[meant.id, true]])
  })

  itOnce('and the end of a record’s number, as lists show it, narrows and finds nobody else', async () => {
    const one = await aPatient(house, { familyName: 'Ollivander', mrn: 'ZZ-55123' })
    const other = await aPatient(house, { familyName: 'Ollivander', mrn: 'ZZ-55124' })
    for (const q of ['ollivander 123', 'ollivander •••123', 'olivander ...123'])
      expect([q, await find(q)]).toEqual([q, [one.id]])
    expect(await find('ollivander 124')).toEqual([other.id])
    expect(await find('123')).toEqual([])
  })

  itOnce('and shows enough to choose, nothing that answers a question about the person', async () => {
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
      born: null,
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

  itOnce(
    'with every person shown in the log, tied to the one search, and what was typed nowhere',
    async () => {
      await find('quillfeatherx')
      for (let i = 0; i < 3; i++) await aPatient(house, { familyName: 'Unwin', givenName: `Number${i}` })
      const shown = await find('unwin')
      const event = (await house.audit('patient.searched')).at(-1)!
      expect([...(event.patientIds ?? [])].sort()).toEqual([...shown].sort())
      expect(JSON.stringify(event)).not.toMatch(/unwin/i)
    },
  )

  itOnce('and says when there are more than it counts', async () => {
    for (let i = 0; i < 104; i++) await aPatient(house, { familyName: 'Zimmermann', givenName: `P${i}` })
    const reply = must(
      await agent.post('/api/patients/search', { filter: { q: 'zimm' }, range: [0, 9] }),
      searchPatients,
    )
    expect([reply.data.length, reply.total, reply.capped]).toEqual([10, 100, true])
  })
})

describe('a masked value', () => {
  itOnce(
    'is shown to those who do not verify callers, for a reason, and the act is recorded without the value',
    async () => {
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
    },
  )

  itOnce('is shown to nobody whose second factor was proved too long ago', async () => {
    const officer = await house.signIn('privacy-officer')
    await provedMinutesAgo(house, 6, officer.id)
    const before = (await house.audit('patient.revealed')).length
    const reply = await officer.post(`/api/patients/${maria.id}/reveal`, {
      field: 'mrn',
      reason: 'complaint',
    })
    expect(refused(reply, 403).missing![0]!.code).toBe('fresh-sign-in')
    expect((await house.audit('patient.revealed')).length).toBe(before)
  })
})
