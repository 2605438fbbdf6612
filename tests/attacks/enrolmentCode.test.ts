import { expect, it } from 'vitest'
import { houseForTests } from '../support/harness.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()

it('whoever looks over a shoulder while somebody enrolls signs in with neither that code nor an earlier one', async () => {
  house.stopClock()
  const who = await enrolled(house, 'watched@desk.test')
  // Half a minute later the code that enrolled is still within what a clock may drift.
  expect((await bothFactors(house, who, who.code(-1))).status).toBe(401)
  expect((await bothFactors(house, who, who.code(0))).status).toBe(200)
  expect((await bothFactors(house, who, who.code(0))).status).toBe(401)
})
