import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readHead } from '../../api/audit/seal/head.ts'
import { lastVerified } from '../../api/audit/seal/lastVerified.ts'
import { beginRound, keepRound, type Round, roundOf, stepsDue } from '../../api/audit/seal/round.ts'
import { lookMs, verifyOn } from '../../api/audit/seal/verifyOn.ts'
import type { House } from '../support/harness.ts'
import { asIntruder, bodyAt, inLog, sealedLogForTests } from '../support/sealedLog.ts'

sealedLogForTests()

const headOf = async ({ desk }: House) => (await readHead(desk.db.read))!
/** One that takes 256 events at a step, where a day's rounds would take a log of 600 in one. */
const inSmallSteps = async (house: House) =>
  keepRound(house.desk, beginRound(house.desk, await headOf(house), 8))
async function look(house: House) {
  house.later(lookMs / 1000)
  return verifyOn(house.desk)
}

it('a round goes on where it was left, ends as the verification of the whole log does, and no row can say how far it is', () =>
  inLog(async ({ house, verify }) => {
    const { seconds: _, ...whole } = await verify()
    await inSmallSteps(house)
    expect(await look(house)).toBe(undefined)
    expect(roundOf(house.desk, await headOf(house))).toMatchObject({ leaves: 512, size: 600 })
    // What another wrote into it is no word of ours: the round begins anew.
    const file = path.join(house.desk.config.dataDir, 'audit-round.txt')
    const kept = readFileSync(file, 'utf8')
    writeFileSync(file, kept.replace('"leaves":512', '"leaves":600'))
    expect(roundOf(house.desk, await headOf(house))).toBe(undefined)
    writeFileSync(file, kept)
    let found: Awaited<ReturnType<typeof look>>
    for (let looks = 0; !found && looks < 5; looks++) found = await look(house)
    expect(found).toMatchObject({ ...whole, checkpoints: expect.any(Number) })
  }))

it('what was altered before a step, or behind one, is named by the look that comes to it', () =>
  inLog(async ({ house }) => {
    const edit = (leaf: number) =>
      asIntruder(
        house,
        `update audit_event set body = replace(body, 'shown', 'shoWn') where body = ${bodyAt(leaf)}`,
      )
    await inSmallSteps(house)
    await look(house)
    await edit(590)
    expect(await look(house)).toMatchObject({ ok: false, faults: [{ kind: 'edited', leafIndex: 590 }] })
    expect(lastVerified(house.desk)).toMatchObject({ ok: false, faults: ['edited'] })
  }))

it('paces itself by the events that are left and the hours that are', async () => {
  const began = new Date('2026-11-27T00:00:00Z')
  const round = { beganAt: began.toISOString(), level: 16, leaves: 0, size: 10_000_000, place: [-1, -1, -1] }
  const after = (hours: number, leaves = 0) =>
    stepsDue({ ...round, leaves } as unknown as Round, new Date(began.getTime() + hours * 3_600_000), lookMs)
  expect([after(0), after(10), after(10, 5_000_000), after(30)]).toEqual([3, 6, 4, 60])
  expect(stepsDue({ ...round, size: 600 } as unknown as Round, began, lookMs)).toBe(2)
})

it('a round that a clock wrote which was a day ahead is begun anew, and does not wait until that day', () =>
  inLog(async ({ house }) => {
    house.later(86_400)
    await inSmallSteps(house)
    expect(roundOf(house.desk, await headOf(house))).toMatchObject({ leaves: 0 })
    house.later(-86_400)
    expect(roundOf(house.desk, await headOf(house))).toBe(undefined)
    expect(await look(house)).toMatchObject({ ok: true, size: 600 })
  }))
