import { expect, it } from 'vitest'
import { warnOfUnworked } from '../../api/cases/warnOfUnworked.ts'
import { houseForTests } from '../support/harness.ts'
import { aCase, aPatient, handTo, must } from '../support/people.ts'

const house = houseForTests()

it('a queue in which cases wait and that nobody works is told of, until somebody does', async () => {
  const agent = await house.signIn('helpdesk')
  const hand = async (to: string) => {
    const { id, version } = await aCase(agent, (await aPatient(house)).id)
    must(await agent.post(`/api/cases/${id}/escalate`, { ...handTo(to), version }))
  }
  await hand('clinic')
  expect(await warnOfUnworked(house.desk)).toEqual([])
  await hand('registration')
  await hand('privacy')
  expect(await warnOfUnworked(house.desk)).toEqual(['privacy', 'registration'])
  const { id } = await house.signIn('records')
  expect(await warnOfUnworked(house.desk)).toEqual(['privacy'])
  await house.owner.write.updateTable('staff').set({ status: 'disabled' }).where('id', '=', id).execute()
  expect(await warnOfUnworked(house.desk)).toEqual(['privacy', 'registration'])
})
