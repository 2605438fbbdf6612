import { describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const oneDay = 86_400
/** Somebody who looks whether one patient is among the results, and what is said of their birth date, and nothing else. */
function searcher(agent: Person, patient: TestPatient) {
  let asked = 0
  const search = async (q: string, more = {}) => {
    asked++
    const reply = await agent.post('/api/patients/search', { filter: { q }, ...more })
    return reply.status === 200 ? must(reply, searchPatients) : undefined
  }
  const row = async (q: string, more = {}) =>
    (await search(q, more))?.data.find((one) => one.id === patient.id)
  return {
    asked: () => asked,
    search,
    finds: async (q: string, more = {}) => (await row(q, more)) !== undefined,
    /** Whether they were born that day, as far as the reply says; undefined where they are not in it. */
    told: async (q: string, more = {}) => (await row(q, more))?.born,
  }
}

let nth = 0
const surnames =
  'Okonkwoha Brzezinka Thistlewood Vargheese Quintanar Lindqvist Abernathyx Zubiriain Kowalchuk Pellegrinox Mbekieza Drummondey Fjeldstad Huxtablum Yamazakiro'.split(
    ' ',
  )
/** A patient whose surname nobody else has, nor one like it, and a fresh agent. */
async function aVictim(over: Partial<TestPatient> = {}) {
  const name = surnames[nth++]!
  const patient = await aPatient(house, {
    familyName: name,
    givenName: 'Adaeze',
    birthDate: '1957-08-17',
    phones: ['(555) 209-7433'],
    mrn: `QX${70_310_400 + nth}`,
    emails: [`patient7.mail${nth}@example.test`],
    ...over,
  })
  const agent = await house.signIn('helpdesk')
  return { name, patient, agent, ...searcher(agent, patient) }
}

const daysOf = (year: number) =>
  Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10))

describe('whoever watches only whether somebody is among the results', () => {
  itOnce('does not read the birth date out, one day of the year after the other', async () => {
    const { name, patient, search } = await aVictim()
    const replies: unknown[] = []
    for (const day of daysOf(1957)) replies.push(await search(`${name} ${day}`))
    // Two answers, and then no reply depends on the date: they are shown, and nothing is said of it.
    const told = replies.map((reply) => (reply as { data: { born: unknown }[] }).data.map((row) => row.born))
    expect(told.slice(0, 2)).toEqual([[false], [false]])
    for (const reply of replies.slice(2)) expect(reply).toEqual(replies[2])
    expect(told[2]).toEqual([null])
    // Nor does anybody else find out that day.
    const { told: again } = searcher(await house.signIn('helpdesk'), patient)
    expect([await again(`${name} 1957-03-01`), await again(`${name} 1957-08-17`)]).toEqual([null, null])
  })

  it('is told by a date that is nearly right no more than by any other, nor than by the name and the year', async () => {
    const { name, patient, agent, search } = await aVictim()
    const near = await search(`${name} 1957-08-16`)
    const far = await search(`${name} 1957-01-31`)
    expect(near).toEqual(far)
    expect(near!.data.map((row) => ({ ...row, born: null }))).toEqual((await search(`${name} 1957`))!.data)
    // Nor in another order among those who have like names: only the year, which lists show, ranks them.
    const other = await aPatient(house, { familyName: 'Stavropoulos', birthDate: '1944-04-04' })
    await aPatient(house, { familyName: 'Stavropulos', birthDate: '1944-12-30' })
    await aPatient(house, { familyName: 'Stavropoulou', birthDate: '1963-04-04' })
    const ranked = searcher(agent, other)
    expect(await ranked.search('stavropoulos 1944-04-05')).toEqual(
      await ranked.search('stavropoulos 1944-10-21'),
    )
    expect(await ranked.finds('stavropoulos 1944-04-04')).toBe(true)
    expect(patient.birthDate).toBe('1957-08-17')
  })

  itOnce(
    'gets no other dates to ask for by misspelling the name: each costs as beside the very name',
    async () => {
      const { name, patient, told } = await aVictim()
      const misspelled = `${name.slice(0, 4)}${name.slice(5)}`
      const answers = []
      for (const day of ['1957-01-02', '1957-01-03', '1957-01-04', '1957-08-17'])
        answers.push(await told(`${misspelled} ${day}`))
      expect(answers).toEqual([false, false, null, null])
      expect(await told(`${name} 1957-08-17`)).toBeNull()
      expect(
        (await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === patient.id),
      ).toHaveLength(2)
    },
  )

  itOnce('finds by nothing that is nearly a number or an address, however alike', async () => {
    const { name, patient, finds } = await aVictim()
    const { mrn, emails, phones } = patient
    const swapped = (text: string, at: number) =>
      text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
    for (const q of [swapped(phones[0]!, 10), swapped(mrn, 4), emails[0]!.replace('mail', 'mial')])
      expect([q, await finds(q), await finds(`${name} ${q}`)]).toEqual([q, false, false])
  })

  it('reads no more of a record’s number than lists show: a longer end beside the name is a wrong answer', async () => {
    const { name, patient, finds } = await aVictim()
    const wrong = async () =>
      (await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === patient.id).length
    expect([await finds(`${name} ${patient.mrn.slice(-3)}`), await wrong()]).toEqual([true, 0])
    expect([await finds(`${name} ${patient.mrn.slice(-4)}`), await wrong()]).toEqual([false, 1])
    // Nor is an end that nobody shown has anything but a number that is not theirs.
    expect([await finds(`${name} 999`), await wrong()]).toEqual([false, 2])
    expect([await finds(`${name} ${patient.mrn}`), await wrong()]).toEqual([true, 2])
  })

  itOnce('is shown by what is only alike few people, each of them on record', async () => {
    for (let i = 0; i < 25; i++) await aPatient(house, { familyName: 'Rosenkrantz', givenName: `Nth${i}` })
    const agent = await house.signIn('helpdesk')
    const reply = must(
      await agent.post('/api/patients/search', { filter: { q: 'rozencranz' }, range: [0, 99] }),
      searchPatients,
    )
    expect([reply.data.length, reply.total]).toEqual([10, 10])
    const event = (await house.audit('patient.searched')).at(-1)!
    expect([...(event.patientIds ?? [])].sort()).toEqual(reply.data.map((row) => row.id).sort())
    expect(JSON.stringify(event)).not.toMatch(/rozen|rosen/i)
    for (const q of ['z', 'qq', 'xzq vvw', '%', '_ _', '*'])
      expect([
        q,
        must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).total,
      ]).toEqual([q, 0])
  })

  it('does not read it out of a crowd, nor with no name at all', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        aPatient(house, { familyName: 'Marzipanow', birthDate: `1957-0${i + 1}-03` }),
      ),
    )
    const victim = await aPatient(house, { familyName: 'Marzipanow', birthDate: '1957-11-29' })
    const { told } = searcher(await house.signIn('helpdesk'), victim)
    const wrong = daysOf(1957).filter((day) => day !== '1957-11-29')
    const heard: unknown[] = []
    for (const day of wrong.slice(0, 40)) heard.push(await told(`marzipanow ${day}`))
    // On the third somebody else was born, who alone is shown.
    expect(heard).toEqual([false, false, undefined, ...Array(7).fill(false), ...Array(30).fill(null)])
    const { finds: alone } = searcher(await house.signIn('helpdesk'), victim)
    const listed: boolean[] = []
    for (const day of wrong.slice(0, 40)) listed.push(await alone(day, { range: [0, 99] }))
    expect(listed).toEqual([...Array(10).fill(false), ...Array(30).fill(true)])
    expect(crowd).toHaveLength(8)
  })

  itOnce('does not read a telephone, a number or an address out, one character at a time', async () => {
    const { name, patient, finds, asked } = await aVictim()
    for (const prefix of ['', `${name} `])
      for (const secret of ['5552097433', patient.mrn.toLowerCase(), patient.emails[0]!])
        for (const typing of [true, false]) {
          const read: string[] = []
          for (let known = 1; known < secret.length - 1; known++) {
            const right = secret[known]!
            for (const next of [right === '6' ? '5' : '6', right])
              if (await finds(`${prefix}${secret.slice(0, known)}${next}`, { typing })) {
                read.push(next === right ? 'right' : 'wrong')
                break
              }
          }
          // Nobody is found by a part, or by any: but for the question after which nothing is compared any more.
          expect(read.filter((one) => one === 'right').length).toBeLessThanOrEqual(1)
        }
    expect(asked()).toBeGreaterThan(200)
    for (const whole of ['5552097433', patient.mrn, patient.emails[0]!]) expect(await finds(whole)).toBe(true)
    for (const part of ['patient7', 'mail1', patient.mrn.slice(2), '2097433', '7433'])
      expect([part, await finds(part)]).toEqual([part, false])
  })

  itOnce('cannot go on at the verification, where the same answers count, nor begin there', async () => {
    const { name, patient, agent, finds } = await aVictim()
    for (const q of ['413-555-9991', '413-555-9992', 'other@example.test'])
      expect(await finds(`${name} ${q}`)).toBe(false)
    const { id: caseId } = await aCase(agent, patient.id)
    const { givenName, familyName, birthDate, mrn } = patient
    const answers = { givenName, familyName, birthDate, mrn }
    expect(
      (await agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers }))
        .status,
    ).toBe(429)
    house.later(oneDay)
    const elsewhere = await aVictim()
    const call = await aCase(elsewhere.agent, elsewhere.patient.id)
    for (const phone of ['413-555-9991', '413-555-9992'])
      must(
        await elsewhere.agent.post(`/api/patients/${elsewhere.patient.id}/verifications`, {
          caseId: call.id,
          caller: 'patient',
          answers: { phone },
        }),
        201,
      )
    expect(await elsewhere.finds(`${elsewhere.name} 413-555-9993`)).toBe(true)
  })

  it('asks all at once for no more answers than one after the other', async () => {
    const { name, told } = await aVictim()
    const days = daysOf(1957).filter((day) => day !== '1957-08-17')
    const heard = await Promise.all(days.slice(0, 40).map((day) => told(`${name} ${day}`)))
    expect(heard.filter((one) => one === false)).toHaveLength(2)
    expect(heard.filter((one) => one === null)).toHaveLength(38)
  })

  itOnce(
    'leaves of each question its kind and a keyed hash with the patient it was about, and no value',
    async () => {
      const { name, patient, finds } = await aVictim()
      await finds(`${name} 1957-01-02`)
      await finds(`${name} 413-555-8877`)
      const [first, second] = (await house.audit('patient.searched')).slice(-2)
      expect(first).toMatchObject({
        patientIds: [patient.id],
        detail: { asked: ['birthDate'], tried: [patient.id], shown: 1 },
      })
      expect(second!.detail).toMatchObject({ asked: ['phone'], tried: [patient.id] })
      expect(first!.detail!.askedKeys).not.toEqual(second!.detail!.askedKeys)
      // As long as they are typed: four digits stand in some id by chance.
      expect(JSON.stringify([first, second])).not.toMatch(
        new RegExp(`1957-?01-?02|0?1/0?2/1957|555-?8877|${name}`, 'i'),
      )
    },
  )
})

describe('whoever searches as the work is', () => {
  itOnce(
    'finds somebody by name and birth date, and what does not agree costs only whom it was about',
    async () => {
      const { name, patient, finds, agent } = await aVictim()
      const twin = await aPatient(house, { familyName: name, givenName: 'Chidi', birthDate: '1957-02-01' })
      for (let i = 0; i < 5; i++) {
        expect(await finds(`${name} 8/17/1957`)).toBe(true)
        expect(await finds(`${name} ${patient.phones[0]}`)).toBe(true)
      }
      expect(await searcher(agent, twin).finds(`${name} 1957-02-01`)).toBe(true)
      expect((await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === twin.id)).toEqual(
        [],
      )
    },
  )

  itOnce('is not charged for a number that is still being typed', async () => {
    const { name, patient, finds } = await aVictim()
    const { mrn } = patient
    for (const typed of [
      mrn.slice(0, 3),
      mrn.slice(0, 5),
      '555 209',
      '555 209 74',
      'patient7.mail@example.co',
    ])
      expect(await finds(`${name} ${typed}`, { typing: true })).toBe(true)
    expect((await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === patient.id)).toEqual(
      [],
    )
  })

  itOnce(
    'does not try a telephone or an address through of which the end is shown: also what is nobody’s counts',
    async () => {
      await house.desk.db.write
        .insertInto('setting')
        .values({ name: 'numbersSearchedADay', value: '20' })
        .onConflict((oc) => oc.column('name').doUpdateSet({ value: '20' }))
        .execute()
      const agent = await house.signIn('helpdesk')
      const { phones } = await aPatient(house, { phones: ['413-555-6299'] })
      const asked = async (q: string, more = {}) =>
        (await agent.post('/api/patients/search', { filter: { q }, ...more })).status
      const tries = (from: number) => Array.from({ length: 12 }, (_, i) => `41355562${from + i}`)
      const statuses = []
      for (const q of [
        ...tries(40),
        ...tries(20).map((phone, i) => `${'abcdefghijkl'[i]}${phone}@example.test`),
      ])
        statuses.push(await asked(q))
      expect(statuses).toEqual([...Array(20).fill(200), ...Array(4).fill(429)])
      // What is somebody's is refused alike; what was asked, and what is not whole yet, is answered.
      expect([await asked(phones[0]!), await asked(tries(40)[0]!)]).toEqual([429, 200])
      expect([await asked('413-555-62', { typing: true }), await asked('413-555')]).toEqual([200, 200])
    },
  )

  itOnce(
    'does not try through the numbers that end as a page shows one: also the beginnings of others, found or not',
    async () => {
      const { phones, emails, mrn } = await aPatient(house, {
        mrn: 'QZ4417093',
        phones: ['413-555-6288'],
        emails: ['jo.ashgrove@hall.example'],
      })
      const ofHundred = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))
      const tries: [string, string[]][] = [
        [mrn, ofHundred.map((n) => `QZ44${n}093`)],
        [phones[0]!, ofHundred.map((n) => `413-555-${n}88`)],
        [emails[0]!, ofHundred.map((n) => `jo.a${n}@hall.example`)],
      ]
      for (const typing of [true, false])
        for (const [secret, guesses] of tries) {
          const agent = await house.signIn('helpdesk')
          const asked = async (q: string) =>
            (await agent.post('/api/patients/search', { filter: { q }, typing })).status
          const statuses = []
          for (const q of guesses.slice(0, 14)) statuses.push(await asked(q))
          expect([secret, statuses]).toEqual([secret, [...Array(10).fill(200), ...Array(4).fill(429)]])
          // The right one is refused as the wrong ones are; what was asked is answered, and what ends otherwise is found.
          expect([await asked(secret), await asked(guesses[0]!)]).toEqual([429, 200])
        }
      const agent = await house.signIn('helpdesk')
      const { finds } = searcher(agent, await aPatient(house, { mrn: 'QZ5500712', phones: ['413-555-7788'] }))
      for (const q of ['QZ5', 'QZ55', 'QZ550', 'QZ5500', 'QZ55007', 'QZ550071'])
        expect(await finds(q, { typing: true })).toBe(false)
      expect([await finds('QZ5500712'), await finds('413-555-7788')]).toEqual([true, true])
      const statuses = await Promise.all(
        ofHundred
          .slice(0, 40)
          .map((n) => agent.post('/api/patients/search', { filter: { q: `QZ66${n}093` } })),
      )
      expect(statuses.filter(({ status }) => status === 200)).toHaveLength(10)
    },
  )

  it('finds by no more numbers in a day than anybody needs, also forty at once, and the refusal is on record', async () => {
    await house.desk.db.write
      .insertInto('setting')
      .values({ name: 'numbersSearchedADay', value: '20' })
      .onConflict((oc) => oc.column('name').doUpdateSet({ value: '20' }))
      .execute()
    const agent = await house.signIn('helpdesk')
    const people = []
    for (let i = 0; i < 22; i++) people.push(await aPatient(house))
    const statuses = []
    for (const { mrn } of people)
      statuses.push((await agent.post('/api/patients/search', { filter: { q: mrn } })).status)
    expect(statuses).toEqual([...Array(20).fill(200), 429, 429])
    expect((await house.audit('access.denied')).at(-1)).toMatchObject({
      outcome: 'denied',
      detail: { act: 'patient.searched' },
    })
    const colleague = await house.signIn('helpdesk')
    expect((await colleague.post('/api/patients/search', { filter: { q: people[21]!.mrn } })).status).toBe(
      200,
    )
    // Beside a name a number that is none of theirs is an answer, where there are many of that name.
    const guesser = await house.signIn('helpdesk')
    for (let i = 0; i < 7; i++) await aPatient(house, { familyName: 'Manyfold' })
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        guesser.post('/api/patients/search', { filter: { q: `Manyfold 503555${1000 + i}` } }),
      ),
    )
    expect(guesses.filter(({ status }) => status === 200)).toHaveLength(20)
    // Nor does another day begin because the hospital's time zone is another.
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      await savePolicy(house.owner.write, { timeZone })
      const again = await agent.post('/api/patients/search', { filter: { q: people[21]!.mrn } })
      expect([timeZone, again.status]).toEqual([timeZone, 429])
    }
  })
})
