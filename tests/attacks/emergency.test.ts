import { describe, expect, it } from 'vitest'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, type TestPatient } from '../support/people.ts'

const house = houseForTests()

/** Days of one year, none of which is a patient's here. */
const days = Array.from({ length: 40 }, (_, n) =>
  new Date(Date.UTC(1961, 0, 1 + n)).toISOString().slice(0, 10),
)
const open = (who: Person, { mrn }: TestPatient, birthDate: string) =>
  who.post('/api/break-glass', {
    ...{ mrn, birthDate, reason: 'emergency-care' },
    explanation: 'The ward called, the desk is closed.',
  })
const answered = (replies: { status: number }[]) => replies.filter(({ status }) => status === 404).length

describe('whoever guesses a birth date by the door for emergencies', () => {
  // Five are free, and the one after them begins the wait.
  it('has as many tries forty times at once as one after the other, each in the log with whom it was about', async () => {
    const victim = await aPatient(house)
    const who = await house.signIn('administrator')
    expect(answered(await Promise.all(days.map((day) => open(who, victim, day))))).toBe(6)
    expect((await open(who, victim, victim.birthDate)).status).toBe(429)
    const failed = (await house.audit('break-glass.opened')).filter((one) => one.actorId === who.id)
    expect(failed.map((one) => [one.outcome, one.patientIds])).toEqual(
      Array.from({ length: 6 }, () => ['failure', [victim.id]]),
    )
  })

  it('buys none back with a number and a birth date that they know', async () => {
    const [victim, known] = [await aPatient(house), await aPatient(house)]
    const who = await house.signIn('manager')
    let tries = 0
    for (const day of days.slice(0, 12)) {
      tries += answered([await open(who, victim, day)])
      await open(who, known, known.birthDate)
    }
    expect(tries).toBeLessThanOrEqual(6)
  })
})

describe('whoever has a number of before a merge', () => {
  it('opens the record that stands, and both stand in the log', async () => {
    const [before, now] = [await aPatient(house), await aPatient(house)]
    await house.owner.write
      .updateTable('patient')
      .set({ replaced_by: now.id })
      .where('id', '=', before.id)
      .execute()
    const who = await house.signIn('manager')
    expect((await open(who, before, before.birthDate)).body).toMatchObject({ patientId: now.id })
    expect((await who.get(`/api/patients/${now.id}`)).status).toBe(200)
    const event = (await house.audit('break-glass.opened')).findLast((one) => one.actorId === who.id)!
    expect(event.patientIds?.toSorted()).toEqual([before.id, now.id].sort())
  })
})
