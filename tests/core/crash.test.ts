import { expect, it } from 'vitest'
import { killLoop } from '../support/killLoop.ts'

/** A few in the check; `npm run test:crash` wants 500, or as many as KILLS says. */
const kills = Number(process.env.KILLS ?? 3)

it(`a server killed ${kills} times loses and doubles nothing it acknowledged, and its log verifies`, {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  const counts = await killLoop(kills, (n) => {
    if (n % 25 === 0) console.log(`${n} kills`)
  })
  if (process.env.KILLS) console.log(JSON.stringify(counts))
  expect(counts).toMatchObject({ kills, lost: 0, doubled: 0, unrecorded: 0, faults: [] })
  expect(counts.acknowledged).toBeGreaterThan(0)
})
