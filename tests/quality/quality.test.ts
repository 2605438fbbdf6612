import { beforeAll, describe, expect, it } from 'vitest'
import { showWork } from '../../api/call/showWork.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { drawCalls } from '../../api/quality/drawCalls.ts'
import { drawSample } from '../../api/quality/drawSample.ts'
import { replyToReview } from '../../api/quality/replyToReview.ts'
import { reviewCall } from '../../api/quality/reviewCall.ts'
import { callReview, draw, myReviews, reviewRow } from '../../api/quality/schema.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
const month = '2026-01'
let [zoe, ann, mia, sue] = [] as unknown as [Person, Person, Person, Person]

/** A call that was opened and closed in the middle of a month. */
async function call(
  by: Person,
  opened_at = '2026-01-15T15:00:00.000Z',
  status: 'open' | 'closed' = 'closed',
) {
  const { id } = await aCase(by, (await aPatient(house)).id)
  await house.owner.write
    .updateTable('support_case')
    .set({ opened_at, status, closed_at: status === 'closed' ? opened_at : null, cause: 'other' })
    .where('id', '=', id)
    .execute()
  return id
}

const yes = {
  identityFirst: 'yes',
  causeRight: 'yes',
  remedyRight: 'yes',
  noteClear: 'yes',
  courtesy: 'does-not-apply',
}
const review = (by: Person, id: string, body: object = yes) =>
  by.post(`/api/quality-reviews/${id}/review`, body)
const list = async (by: Person, filter: object = { month }) =>
  must(
    await by.get(`/api/quality-reviews?${new URLSearchParams({ filter: JSON.stringify(filter) })}`),
    reviewRow.array(),
  )
const theirs = async (who: Person) => (await list(mia)).filter(({ staffId }) => staffId === who.id)

let drawId: string
beforeAll(async () => {
  await savePolicy(house.desk.db.write, { timeZone: 'America/New_York' })
  zoe = await house.signIn('helpdesk', 'Zoe First')
  ann = await house.signIn('helpdesk', 'Ann Last')
  mia = await house.signIn('supervisor', 'Mia Between')
  sue = await house.signIn('supervisor', 'Sue Second')
  for (let n = 0; n < 7; n++) await call(zoe)
  // To leave it open is no way out.
  await call(zoe, '2026-01-15T15:00:00.000Z', 'open')
  // In the hospital it is still December.
  await call(zoe, '2026-01-01T04:00:00.000Z')
  await call(ann)
  await call(ann, '2026-02-01T04:30:00.000Z')
  await call(mia)
  // Nobody who answers callers.
  await call(await house.signIn('privacy-officer', 'Pat Privacy'))
})

describe('the draw of a month', () => {
  it('is made once, however many draw at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? mia : sue).post('/api/quality-draws', { month })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
    const drawn = must(replies.find(({ status }) => status === 201)!, drawCalls)
    expect(drawn).toMatchObject({ month, agents: 3, calls: 4 + 2 + 1 })
    drawId = drawn.id
    expect((await house.rows('quality_draw')).length).toBe(1)
  })

  it('takes as many of each agent as the policy says, of the hospital’s month, and can be drawn again by anybody', async () => {
    const { seed, perAgent, agents } = must(await sue.get(`/api/quality-draws/${drawId}`), draw)
    expect(agents.map(({ name, cases, drawn }) => [name, cases.length, drawn.length])).toEqual([
      ['Ann Last', 2, 2],
      ['Mia Between', 1, 1],
      ['Zoe First', 8, 4],
    ])
    for (const { cases, drawn } of agents) expect(drawSample(seed, cases, perAgent)).toEqual(drawn)
    expect((await house.audit('quality.drawn')).at(-1)!.detail).toMatchObject({ month, seed, perAgent: 4 })
  })

  it('is of a month that is over', async () => {
    const now = house.desk.clock().toISOString().slice(0, 7)
    expect(refused(await mia.post('/api/quality-draws', { month: now }), 422).errors?.month).toContain('over')
  })
})

describe('the review of a call', () => {
  it('is not of one’s own call, is given once, and says why where something was not right', async () => {
    const own = (await list(mia)).find((one) => one.own)!
    expect(refused(await review(mia, own.id), 422).errors?.id).toContain('call of your own')
    const [first] = await theirs(zoe)
    must(await mia.get(`/api/quality-reviews/${first!.id}`), callReview)
    expect((await house.audit('quality.review-shown')).at(-1)!.detail?.outOfQueue).toBeUndefined()
    const wrong = { ...yes, identityFirst: 'no' }
    expect(refused(await review(mia, first!.id, wrong), 422).errors?.remark).toContain('no')
    const replies = await Promise.all(
      [mia, sue, mia, sue].map((by) => review(by, first!.id, { ...wrong, remark: 'Told the date first' })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect(must(replies.find(({ status }) => status === 200)!, reviewCall)).toMatchObject({
      met: 3,
      asked: 4,
    })
    const seen = must(await sue.get(`/api/quality-reviews/${first!.id}`), callReview)
    expect(seen).toMatchObject({ remark: 'Told the date first', answers: wrong })
    expect(seen.call.summary).toBe('cannot get in')
    const event = (await house.audit('quality.review-shown')).at(-1)!
    expect(event).toMatchObject({ actorId: sue.id, caseId: seen.call.caseId, objectId: first!.id })
    // It waits no more: to read it again is a look at a patient, as any other is.
    expect(event.detail).toMatchObject({ outOfQueue: 'decided' })
    expect(JSON.stringify(await house.audit('quality.reviewed'))).not.toContain('Told the date first')
  })

  it('read by somebody who may be kin of the patient is a look that explains itself by no queue', async () => {
    const waiting = (await theirs(zoe)).find(({ reviewedAt }) => reviewedAt === null)!
    const { call } = must(await mia.get(`/api/quality-reviews/${waiting.id}`), callReview)
    const of = house.owner.read.selectFrom('support_case').select('patient_id').where('id', '=', call.caseId)
    await house.owner.write
      .updateTable('patient')
      .set({ family_name: 'Second' })
      .where('id', '=', of)
      .execute()
    must(await sue.get(`/api/quality-reviews/${waiting.id}`), callReview)
    expect((await house.audit('quality.review-shown')).at(-1)!.detail).toMatchObject({ outOfQueue: 'kin' })
  })

  it('is read by the agent whose call it was, who replies once; nobody else does', async () => {
    const [mine, ...more] = must(await zoe.get('/api/me/quality-reviews'), myReviews)
    expect(more).toEqual([])
    expect(mine).toMatchObject({ remark: 'Told the date first', met: 3, asked: 4 })
    const reply = (by: Person, text: string) =>
      by.post(`/api/me/quality-reviews/${mine!.id}/reply`, { reply: text })
    expect((await reply(ann, 'mine?')).status).toBe(404)
    const waiting = (await theirs(zoe)).find(({ reviewedAt }) => reviewedAt === null)!
    const early = await zoe.post(`/api/me/quality-reviews/${waiting.id}/reply`, { reply: 'early' })
    expect(early.status).toBe(409)
    must(await reply(zoe, 'They had said it'), replyToReview)
    expect((await reply(zoe, 'again')).status).toBe(409)
    expect(must(await mia.get(`/api/quality-reviews/${mine!.id}`), callReview).reply).toBe('They had said it')
    expect(must(await ann.get('/api/me/quality-reviews'), myReviews)).toEqual([])
    expect((await zoe.get(`/api/quality-reviews/${mine!.id}`)).status).toBe(403)
  })

  it('is counted by name with its denominator, and shares nothing of too few', async () => {
    for (const one of await theirs(zoe)) await review(mia, one.id)
    const work = must(await mia.get('/api/desk-work'), showWork)
    expect(work.shares.quality).toEqual({ count: 3, of: 4, low: null, high: null })
    expect(work.questions).toEqual(
      expect.arrayContaining([
        { question: 'identityFirst', share: { count: 3, of: 4, low: null, high: null } },
        { question: 'courtesy', share: { count: 0, of: 0, low: null, high: null } },
      ]),
    )
  })
})

it('a case that was reopened within the days counts beside those that were closed, once, whatever became of it', async () => {
  const closed = async (reopenings: number, last: 'open' | 'closed') => {
    const { id, version } = await aCase(ann, (await aPatient(house)).id)
    const end = { cause: 'other', outcome: 'explained' }
    let at = must(await ann.post(`/api/cases/${id}/close`, { ...end, version })).version as number
    for (let n = 0; n < reopenings; n++) {
      at = must(await ann.post(`/api/cases/${id}/reopen`, { reason: 'it goes on', version: at })).version
      if (n < reopenings - 1 || last === 'closed')
        at = must(await ann.post(`/api/cases/${id}/close`, { ...end, version: at })).version
    }
  }
  await closed(0, 'closed')
  await closed(2, 'closed')
  await closed(1, 'open')
  const hers = async (by: Person) =>
    must(await by.get('/api/desk-work'), showWork).people.find(({ name }) => name === 'Ann Last')!
  expect((await hers(mia)).reopened).toMatchObject({ count: 0, of: 0 })
  house.later(8 * 86_400)
  expect((await hers(await house.signIn('supervisor'))).reopened).toMatchObject({ count: 2, of: 3 })
})
