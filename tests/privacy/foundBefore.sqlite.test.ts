import { describe, expect, it } from 'vitest'
import type { Role } from '../../api/core/access/permissions.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { foundWords, learnt, type Signed } from '../../api/privacy/alerts/foundBefore.ts'
import type { AlertOutcome, RuleCode } from '../../api/privacy/lists.ts'
import { privacyPolicy } from '../../api/privacy/policy.ts'
import { houseForTests } from '../support/harness.ts'
import { aMember } from '../support/snoopers.ts'

const house = houseForTests()
const list = '/api/privacy-alerts?filter=%7B%22status%22%3A%22open%22%7D'

async function anAlert(
  rule: RuleCode,
  score: number,
  signed?: { by: string; outcome: AlertOutcome },
  role: Role = 'helpdesk',
): Promise<string> {
  const [id, staff_id, at] = [newId(), await aMember(house, { role }), house.desk.clock().toISOString()]
  const { write } = house.owner
  await write
    .insertInto('privacy_alert')
    .values({
      ...{ id, staff_id, patient_id: null, caller_key: null, score, version: 1 },
      ...{ first_day: '2026-10-01', last_day: '2026-10-01', discovered_at: at, due_at: at },
      ...{ assigned_to: null, assessment: null, measure: null, conclusion: null, notified_on: null },
      status: signed ? 'signed' : 'open',
      outcome: signed?.outcome ?? null,
      signed_by: signed?.by ?? null,
      signed_at: signed ? at : null,
    })
    .execute()
  await write
    .insertInto('privacy_finding')
    .values({
      ...{ day: '2026-10-01', staff_id, patient_id: '', caller_key: '', n: 0 },
      ...{ rule, score, evidence: '{}', context: '{}', alert_id: id },
    })
    .execute()
  return id
}

describe('what reviews found before', () => {
  it('moves like alerts in the queue and says why, lowers none about who reviews, changes no score, and can be turned off', async () => {
    const officer = await house.signIn('privacy-officer')
    const others = await aMember(house, { role: 'privacy-officer' })
    for (let n = 0; n < 8; n++) {
      const by = n % 2 ? others : officer.id!
      await anAlert('volume', 60, { by, outcome: n < 6 ? 'violation' : 'appropriate' })
      await anAlert('off-hours', 60, { by, outcome: 'appropriate' })
      await anAlert('break-glass', 60, { by, outcome: 'appropriate' })
    }
    const founded = await anAlert('volume', 50)
    const unfounded = await anAlert('off-hours', 60)
    const ofOfficer = await anAlert('off-hours', 58, undefined, 'privacy-officer')
    const told = await anAlert('break-glass', 57)
    const unknown = await anAlert('refusals', 55)
    const queue = async () =>
      (await officer.get(list)).body as { id: string; score: number; foundBefore: string }[]
    const ranked = await queue()
    expect(ranked.map(({ id, score }) => [id, score])).toEqual([
      [founded, 50],
      [ofOfficer, 58],
      [told, 57],
      [unknown, 55],
      [unfounded, 60],
    ])
    expect(ranked.map((row) => row.foundBefore)).toEqual([
      expect.stringMatching(/^Of the last 8 .* 6 were found .*stands higher/),
      expect.stringMatching(/^Of the last 8 .* 0 were found .*is not moved down/),
      expect.stringMatching(/is not moved down/),
      null,
      expect.stringMatching(/stands lower/),
    ])
    expect((await officer.get(`/api/privacy-alerts/${founded}`)).body.foundBefore).toBe(
      ranked[0]!.foundBefore,
    )
    await savePolicy(house.owner.write, { rankByFound: 0 }, privacyPolicy)
    const plain = await queue()
    await savePolicy(house.owner.write, { rankByFound: 1 }, privacyPolicy)
    expect(plain.map(({ id }) => id)).toEqual([unfounded, ofOfficer, told, unknown, founded])
    expect(plain.every((row) => row.foundBefore === null)).toBe(true)
  })

  it('is not one reviewer’s to teach, moves by half or double at most, and nothing that is always told', () => {
    const reviews = (rule: RuleCode, count: number, outcome: AlertOutcome, signed_by: string): Signed[] =>
      Array.from({ length: count }, () => ({ rule, outcome, signed_by }))
    const found = learnt([
      ...reviews('household', 500, 'appropriate', 'who buries'),
      ...reviews('household', 20, 'breach', 'who finds'),
      ...reviews('break-glass', 100, 'appropriate', 'a'),
      ...reviews('volume', 20, 'violation', 'a'),
      ...reviews('off-hours', 20, 'appropriate', 'a'),
      ...reviews('off-hours', 20, 'appropriate', 'b'),
      // Five closings of one officer's, or twenty of one's beside few of others'.
      ...reviews('coworker', 5, 'appropriate', 'who buries'),
      ...reviews('family', 20, 'appropriate', 'who buries'),
      ...reviews('family', 3, 'breach', 'who finds'),
      ...reviews('enumeration', 4, 'breach', 'a'),
    ])
    expect(found.get('household')).toMatchObject({ signed: 40, founded: 20 })
    expect(found.get('household')!.times).toBeGreaterThan(1)
    expect(found.get('volume')!.times).toBe(2)
    expect(found.get('off-hours')!.times).toBe(0.5)
    expect(found.get('coworker')!.times).toBe(1)
    expect(foundWords(found, 'coworker', 'helpdesk', 'en')).toMatch(
      /not moved down, since one reviewer alone/,
    )
    expect(found.get('family')!.times).toBe(1)
    expect(foundWords(found, 'off-hours', 'helpdesk', 'en')).toMatch(/stands lower/)
    expect(foundWords(found, 'break-glass', 'helpdesk', 'en')).toMatch(/is not moved down/)
    expect(found.has('enumeration')).toBe(false)
    expect(learnt([]).size).toBe(0)
  })
})
