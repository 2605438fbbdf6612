import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { evidenceCommands } from '../../api/evidence/commands.ts'
import { houseForTests } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { aMember } from '../support/snoopers.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const day = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10)
type Person = Awaited<ReturnType<typeof house.signIn>>
let officer: Person
let admin: Person

const risk = {
  asset: 'Portal logins',
  threat: 'A caller talks an agent into a reset.',
  likelihood: 'moderate',
  impact: 'high',
  measures: 'Callers are verified.',
  owner: 'Help desk manager',
  dueOn: '2026-12-31',
}
const state = async () => must(await officer.get('/api/posture')).state

beforeAll(async () => {
  officer = await house.signIn('privacy-officer')
  admin = await house.signIn('administrator')
})

describe('the risk analysis', () => {
  it('is reviewed by somebody who did not make its last entry, and says when it is not what was reviewed', async () => {
    expect(await state()).toMatchObject({ riskAnalysis: 'none', risks: 0 })
    const review = (by: Person) => by.post('/api/risk-reviews', { conclusion: 'As it is.' })
    expect((await review(officer)).status).toBe(409)
    const { id } = must(await officer.post('/api/risks', risk), 201)
    expect((await review(officer)).body.missing).toMatchObject([{ code: 'another-reviewer' }])
    must(await review(admin), 201)
    expect(await state()).toMatchObject({
      riskAnalysis: 'current',
      risks: 1,
      risksHigh: 1,
      risksReviewedBy: 'administrator Person',
    })

    const altered = (measures: string) =>
      house.owner.write.updateTable('risk').set({ measures }).where('id', '=', id).execute()
    await altered('None.')
    expect(await state()).toMatchObject({ riskAnalysis: 'changed' })
    await altered(risk.measures)
    expect(await state()).toMatchObject({ riskAnalysis: 'current' })

    must(await officer.post(`/api/risks/${id}/revise`, { ...risk, likelihood: 'low' }))
    expect(await state()).toMatchObject({ riskAnalysis: 'changed', risks: 1 })
    expect((await officer.post(`/api/risks/${id}/close`, { reason: 'x' })).status).toBe(409)
    const all = must(await officer.get('/api/risks'))
    expect(all.map((one: any) => one.state).sort()).toEqual(['open', 'revised'])
    const { detail } = (await house.audit('risk.revised')).at(-1)!
    expect(detail).toMatchObject({
      from: ['likelihood=moderate', 'impact=high'],
      to: ['likelihood=low', 'impact=high'],
    })
    must(await review(admin), 201)
  })
})

describe('training', () => {
  it('is on record until it is withdrawn, and says who is due', async () => {
    const staffId = await aMember(house)
    const { email } = (await house.rows('staff')).find((row) => row.id === staffId)!
    const before = await state()
    expect(before.staffToTrain).toBe(before.staff)
    const train = (subject: string, completedOn: string) =>
      officer.post('/api/training', { email, subject, completedOn })
    expect((await train('privacy', day(2))).status).toBe(422)
    must(await train('privacy', day(-1)), 201)
    must(await train('security-awareness', day(-400)), 201)
    expect((await state()).staffToTrain).toBe(before.staff)
    const { id } = must(await train('security-awareness', day(-1)), 201)
    expect((await state()).staffToTrain).toBe(before.staff - 1)
    must(await officer.post(`/api/training/${id}/withdraw`, { reason: 'The wrong person.' }))
    expect((await state()).staffToTrain).toBe(before.staff)
  })

  it('and the risk analysis go into the evidence archive, with what was signed of them', async () => {
    const folder = path.join(temporaryFolder(), 'pack')
    const ctx = systemCtx(house.desk, 'command-line', newId())
    await evidenceCommands.evidence!(ctx, { from: day(-1), to: day(1), out: folder })
    const read = (name: string) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))
    const { now, events } = read('risks')
    expect(now.risks).toMatchObject([{ ...risk, likelihood: 'low' }])
    expect(now.review).toMatchObject({ reviewer: 'administrator Person', risks: 1 })
    const signed = events.filter((one: any) => one.action === 'risk-analysis.reviewed')
    expect(signed.map((one: any) => one.detail.hash)).toContain(now.review.hash)
    expect(read('training').now).toMatchObject({
      trainings: [{ state: 'completed' }, { state: 'completed' }, { state: 'withdrawn' }],
    })
    expect(read('training').now.due.length).toBeGreaterThan(0)
  })
})
