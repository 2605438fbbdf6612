import { describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const oneDay = 86_400
/** Somebody who looks whether one patient is among the results, and nothing else. */
function searcher(agent: Person, patient: TestPatient) {
  let asked = 0
  return {
    asked: () => asked,
    async finds(q: string, more = {}) {
      asked++
      const reply = await agent.post('/api/patients/search', { filter: { q }, ...more })
      return reply.status === 200 && must(reply, searchPatients).data.some((row) => row.id === patient.id)
    },
  }
}

let nth = 0
/** A patient whose surname nobody else has, and a fresh agent. */
async function aVictim(over: Partial<TestPatient> = {}) {
  const name = `Okonkwoh${'abcdefghijkl'[nth++]}`
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
  it('does not read the birth date out, one day of the year after the other', async () => {
    const { name, patient, finds } = await aVictim()
    const found: boolean[] = []
    for (const day of daysOf(1957)) found.push(await finds(`${name} ${day}`))
    // Two answers, and then no reply depends on the date: they are shown whatever is asked.
    expect(found.slice(0, 2)).toEqual([false, false])
    expect(found.slice(2).every(Boolean)).toBe(true)
    // Nor does anybody else find out that day.
    const { finds: again } = searcher(await house.signIn('helpdesk'), patient)
    expect([await again(`${name} 1957-03-01`), await again(`${name} 1957-08-17`)]).toEqual([true, true])
  })

  it('does not read it out of a crowd, nor with no name at all', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        aPatient(house, { familyName: 'Marzipanow', birthDate: `1957-0${i + 1}-03` }),
      ),
    )
    const victim = await aPatient(house, { familyName: 'Marzipanow', birthDate: '1957-11-29' })
    const { finds } = searcher(await house.signIn('helpdesk'), victim)
    const wrong = daysOf(1957).filter((day) => day !== '1957-11-29')
    const found: boolean[] = []
    for (const day of wrong.slice(0, 40)) found.push(await finds(`marzipanow ${day}`))
    expect(found).toEqual([...Array(10).fill(false), ...Array(30).fill(true)])
    const { finds: alone } = searcher(await house.signIn('helpdesk'), victim)
    const listed: boolean[] = []
    for (const day of wrong.slice(0, 40)) listed.push(await alone(day, { range: [0, 99] }))
    expect(listed).toEqual([...Array(10).fill(false), ...Array(30).fill(true)])
    expect(crowd).toHaveLength(8)
  })

  it('does not read a telephone, a number or an address out, one character at a time', async () => {
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

  it('cannot go on at the verification, where the same answers count, nor begin there', async () => {
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
    const { name, finds } = await aVictim()
    const days = daysOf(1957).filter((day) => day !== '1957-08-17')
    const found = await Promise.all(days.slice(0, 40).map((day) => finds(`${name} ${day}`)))
    expect(found.filter((one) => !one)).toHaveLength(2)
  })

  it('leaves of each question its kind and a keyed hash with the patient it was about, and no value', async () => {
    const { name, patient, finds } = await aVictim()
    await finds(`${name} 1957-01-02`)
    await finds(`${name} 413-555-8877`)
    const [first, second] = (await house.audit('patient.searched')).slice(-2)
    expect(first).toMatchObject({
      patientIds: [patient.id],
      detail: { asked: ['birthDate'], tried: [patient.id], shown: 0 },
    })
    expect(second!.detail).toMatchObject({ asked: ['phone'], tried: [patient.id] })
    expect(first!.detail!.askedKeys).not.toEqual(second!.detail!.askedKeys)
    expect(JSON.stringify([first, second])).not.toMatch(/1957|01-02|8877|okonkwoh/i)
  })
})

describe('whoever searches as the work is', () => {
  it('finds somebody by name and birth date, and what does not agree costs only whom it was about', async () => {
    const { name, patient, finds, agent } = await aVictim()
    const twin = await aPatient(house, { familyName: name, givenName: 'Chidi', birthDate: '1957-02-01' })
    for (let i = 0; i < 5; i++) {
      expect(await finds(`${name} 8/17/1957`)).toBe(true)
      expect(await finds(`${name} ${patient.phones[0]}`)).toBe(true)
    }
    expect(await searcher(agent, twin).finds(`${name} 1957-02-01`)).toBe(true)
    expect((await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === twin.id)).toEqual([])
  })

  it('is not charged for a number that is still being typed', async () => {
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

  it('finds by no more numbers in a day than anybody needs, and the refusal is on record', async () => {
    await house.desk.db.write
      .insertInto('setting')
      .values({ name: 'numbersSearchedADay', value: '20' })
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
  })
})
