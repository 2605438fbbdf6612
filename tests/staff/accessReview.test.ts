import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { patientPage } from '../../api/call/schema.ts'
import { accessReview, accessReviewRow, reviewChanged } from '../../api/staff/schema.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()

describe('the quarterly access review', () => {
  let admin: Person
  let officer: Person
  let agent: Person
  let idle: Person
  beforeAll(async () => {
    admin = await house.signIn('administrator')
    officer = await house.signIn('privacy-officer')
    agent = await house.signIn('helpdesk', 'Busy Agent')
    idle = await house.signIn('helpdesk', 'Idle Agent')
    must(await agent.post('/api/patients/search', { filter: { q: 'nobody' } }), patientPage)
    await sealAudit(house.desk, withoutPause)
  })
  const of = (review: z.output<typeof accessReview>, person: Person) =>
    review.items.find((item) => item.staffId === person.id)!
  const current = async () => must(await officer.get('/api/access-reviews'), z.array(accessReviewRow))[0]!.id

  it('lists everybody with role, last sign-in and the permissions no act of 90 days shows in use', async () => {
    const { id } = must(await officer.post('/api/access-reviews'), reviewChanged, 201)
    const review = must(await officer.get(`/api/access-reviews/${id}`), accessReview)
    expect(review.quarter).toMatch(/^\d{4}-Q[1-4]$/)
    expect(of(review, agent)).toMatchObject({ role: 'helpdesk', decision: null })
    expect(of(review, agent).lastSignInAt).not.toBe(null)
    expect(of(review, agent).unused).not.toContain('patients.search')
    expect(of(review, agent).unused).toContain('accounts.act')
    expect(of(review, idle).unused).toContain('patients.search')
    expect((await admin.post('/api/access-reviews')).status).toBe(409)
    const open = await admin.get(`/api/access-reviews?filter=${encodeURIComponent('{"finished":false}')}`)
    expect(must(open, z.array(accessReviewRow))).toMatchObject([{ id, current: true, finishedAt: null }])
    expect(open.headers.get('content-range')).toBe('access-reviews 0-0/1')
  })

  it('nobody decides about themselves, and revoking wants a reason', async () => {
    const id = await current()
    const decide = (body: object) => officer.post(`/api/access-reviews/${id}/decide`, body)
    const own = await decide({ staffId: officer.id, decision: 'certified' })
    expect(refused(own, 422).errors).toHaveProperty('staffId')
    const unexplained = await decide({ staffId: idle.id, decision: 'revoked' })
    expect(refused(unexplained, 422).errors).toHaveProperty('reason')
    expect((await decide({ staffId: idle.id, decision: 'maybe' })).status).toBe(422)
    expect((await agent.get('/api/access-reviews')).status).toBe(403)
  })

  it('revoking ends the colleague’s sessions with the decision; a decision stands', async () => {
    const id = await current()
    const body = { staffId: idle.id, decision: 'revoked', reason: 'Left the desk in June' }
    must(await officer.post(`/api/access-reviews/${id}/decide`, body), reviewChanged)
    const review = must(await officer.get(`/api/access-reviews/${id}`), accessReview)
    expect(of(review, idle)).toMatchObject({ decision: 'revoked', reason: 'Left the desk in June' })
    expect((await idle.get('/api/session')).status).toBe(401)
    expect((await house.rows('staff')).find((row) => row.id === idle.id)!.status).toBe('disabled')
    const again = { staffId: idle.id, decision: 'certified' }
    expect((await admin.post(`/api/access-reviews/${id}/decide`, again)).status).toBe(409)
    const decided = (await house.audit('access-review.decided')).at(-1)!
    expect(decided).toMatchObject({ objectId: idle.id, detail: { decision: 'revoked' } })
    expect(JSON.stringify(decided)).not.toContain('June')
  })

  it('is finished only when everybody is decided, and then does not change', async () => {
    const id = await current()
    expect((await officer.post(`/api/access-reviews/${id}/finish`)).status).toBe(409)
    const certify = (by: Person, who: Person) =>
      by.post(`/api/access-reviews/${id}/decide`, { staffId: who.id, decision: 'certified' })
    for (const [by, who] of [
      [officer, agent],
      [officer, admin],
      [admin, officer],
    ] as const)
      must(await certify(by, who), reviewChanged)
    const finished = must(await officer.post(`/api/access-reviews/${id}/finish`), reviewChanged)
    expect(finished.finishedAt).not.toBe(null)
    expect((await officer.post(`/api/access-reviews/${id}/finish`)).status).toBe(409)
    expect((await certify(officer, agent)).status).toBe(409)
  })
})
