import { expect, it } from 'vitest'
import { supportCase } from '../../api/call/schema.ts'
import { casesPolicy } from '../../api/cases/policy.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()

it('a case says how often its number called before, about the patient and about how many others, and never about whom', async () => {
  const agent = await house.signIn('helpdesk')
  const [one, two, three] = [await aPatient(house), await aPatient(house), await aPatient(house)]
  const call = async (by: typeof agent, patientId: string, callerNumber?: string) => {
    const given = { patientId, category: 'other', channel: 'phone', summary: 'x', callerNumber }
    const { id } = must(await by.post('/api/cases', given), 201)
    return must(await by.get(`/api/cases/${id}`), supportCase)
  }
  const days = casesPolicy.callerNumberDays.usual
  const first = await call(agent, one.id, '(212) 555-0187')
  expect(first.calledBefore).toEqual({ aboutPatient: 0, aboutOthers: 0, days })
  await call(agent, two.id, '+1 212 555 0187')
  await call(agent, two.id, '212 555 0187')
  await call(agent, three.id, '212 555 0199')
  const again = await call(agent, one.id, '2125550187')
  expect(again.calledBefore).toEqual({ aboutPatient: 1, aboutOthers: 1, days })
  expect(JSON.stringify(again)).not.toContain(two.id)
  // What came later is not before it, and a call without a number says nothing.
  expect(must(await agent.get(`/api/cases/${first.id}`), supportCase).calledBefore).toMatchObject({
    aboutPatient: 0,
    aboutOthers: 0,
  })
  expect((await call(agent, one.id)).calledBefore).toBe(null)
  house.later((days + 1) * 86_400)
  const later = await call(await house.signIn('helpdesk'), one.id, '212 555 0187')
  expect(later.calledBefore).toMatchObject({ aboutPatient: 0, aboutOthers: 0 })
})
