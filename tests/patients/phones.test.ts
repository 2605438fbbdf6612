import { beforeAll, describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { remakeSearch } from '../../api/patients/remakeSearch.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let abroad: TestPatient
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  abroad = await aPatient(house, { familyName: 'Farfield', phones: ['+49 (0)30 1234567', 'ask at home'] })
})
const find = async (q: string) =>
  must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).data.map((p) => p.id)

describe('a telephone number is one number however it is written', () => {
  itOnce('and whoever has it is found by it, with the country code in any form', async () => {
    for (const q of [
      '+49 30 1234567',
      '+49 (30) 123-4567',
      '0049 30 1234567',
      '011 49 30 1234567',
      '+49301234567',
    ])
      expect([q, await find(q)]).toEqual([q, [abroad.id]])
    // The last ten digits of another country’s number are somebody else’s.
    expect(await find('930 123-4567')).toEqual([])
    expect(await find('930 123 4567')).toEqual([])
  })

  itOnce('and a number of another country is nobody’s here who has the same digits', async () => {
    await aPatient(house, { familyName: 'Sursum', phones: ['+52 413 555 0188'] })
    const here = await aPatient(house, { familyName: 'Nearby', phones: ['413-555-0188'] })
    expect(await find('(413) 555-0188')).toEqual([here.id])
    expect(await find('+52 1 413 555 0188')).not.toContain(here.id)
  })

  itOnce(
    'and proves the caller in any form; what is no number stays on file and proves nothing',
    async () => {
      const { id } = await aCase(agent, abroad.id)
      const verify = async (phone: string) => {
        const { givenName, familyName, birthDate } = abroad
        return must(
          await agent.post(`/api/patients/${abroad.id}/verifications`, {
            caseId: id,
            caller: 'patient',
            answers: { givenName, familyName, birthDate, phone },
          }),
          201,
        ).tier
      }
      expect(await verify('0049 30 1234567')).toBe('T1')
      expect(await verify('ask at home')).toBe('T0')
      const contacts = (await house.rows('contact_point')).filter((row) => row.patient_id === abroad.id)
      expect(contacts.map((row) => [row.value, row.value_key])).toContainEqual([
        'ask at home',
        '~ask at home',
      ])
    },
  )

  it('by the country the hospital is in: once that is set anew, so are the numbers on file', async () => {
    await savePolicy(house.desk.db.write, { homeCountry: 'de' })
    await remakeSearch(house.desk.db)
    for (const q of ['030 1234567', '+49 30 1234567']) expect([q, await find(q)]).toEqual([q, [abroad.id]])
    expect(await remakeSearch(house.desk.db)).toBe(0)
    await savePolicy(house.desk.db.write, { homeCountry: 'US' })
    expect(await remakeSearch(house.desk.db)).toBeGreaterThan(0)
    expect(await find('+49 30 1234567')).toEqual([abroad.id])
    await expect(savePolicy(house.desk.db.write, { homeCountry: 'XX' })).rejects.toThrow()
  })
})
