import { describe, expect, it } from 'vitest'
import { forgetWrongAnswers } from '../../api/callers/wrongAnswers.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { houseForTests } from '../support/harness.ts'
import { aCase, aPatient } from '../support/people.ts'

const house = houseForTests()

describe('the wrong answers of a day', () => {
  it('are those of the last 24 hours, also where a change of the time zone makes it another day', async () => {
    house.stopClock()
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(await house.signIn('helpdesk'), patient.id)
    // Whoever asks: an agent who is signed in at that moment.
    const say = async (answers: Record<string, string>) =>
      (await house.signIn('helpdesk')).post(`/api/patients/${patient.id}/verifications`, {
        caseId,
        caller: 'patient',
        answers,
      })
    for (const mrn of ['1', '2']) expect((await say({ mrn })).status).toBe(201)
    house.later(3600)
    expect((await say({ phone: '413-555-0000' })).status).toBe(201)
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      await savePolicy(house.owner.write, { timeZone })
      await forgetWrongAnswers(house.desk.db.write, house.desk.clock())
      expect([timeZone, (await say({ mrn: '3' })).status]).toEqual([timeZone, 429])
    }
    house.later(22 * 3600)
    const over = await say({ mrn: '3' })
    expect([over.status, over.headers.get('Retry-After')]).toEqual([429, '3600'])
    house.later(3600)
    expect((await say({ mrn: '3' })).status).toBe(201)
  })
})
