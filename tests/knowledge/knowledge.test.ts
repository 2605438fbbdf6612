import { beforeAll, describe, expect, it } from 'vitest'
import { topics } from '../../api/knowledge/topics.ts'
import { houseForTests, type Person } from '../support/harness.ts'

const house = houseForTests()
let agent: Person
let supervisor: Person
let other: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  supervisor = await house.signIn('supervisor')
  other = await house.signIn('supervisor')
})

const article = async (topic: string) =>
  (await agent.get('/api/knowledge')).body.find((one: { topic: string }) => one.topic === topic)
const write = (by: Person, topic: string, toSay: string, language = 'en') =>
  by.post(`/api/knowledge/${topic}/versions`, { language, toSay, toDo: 'Verify.\nUnlock.' })

describe('what agents are told', () => {
  it('is there for every cause in both languages before anybody wrote anything', async () => {
    const { body } = await agent.get('/api/knowledge')
    expect(body.map((one: { topic: string }) => one.topic)).toEqual([...topics])
    for (const { en, es } of body)
      for (const one of [en, es]) {
        expect(one.version).toBe(0)
        expect(one.toSay.length).toBeGreaterThan(40)
        expect(one.toDo.length).toBeGreaterThan(40)
      }
  })

  it('changes once another person approved, in the language it was written in, and keeps what was said before', async () => {
    const before = await article('locked-out')
    const { body } = await write(supervisor, 'locked-out', 'Your account is locked.')
    expect(await article('locked-out')).toEqual(before)
    expect((await supervisor.post(`/api/knowledge-versions/${body.id}/approve`)).status).toBe(422)
    expect((await agent.post(`/api/knowledge-versions/${body.id}/approve`)).status).toBe(403)
    expect((await other.post(`/api/knowledge-versions/${body.id}/approve`)).status).toBe(200)
    const after = await article('locked-out')
    expect(after.en).toMatchObject({ toSay: 'Your account is locked.', version: 1 })
    expect(after.es).toEqual(before.es)
    const second = await write(other, 'locked-out', 'The account was locked.')
    await supervisor.post(`/api/knowledge-versions/${second.body.id}/approve`)
    expect((await article('locked-out')).en.version).toBe(2)
    const spanish = await write(other, 'locked-out', 'La cuenta está bloqueada.', 'es')
    await supervisor.post(`/api/knowledge-versions/${spanish.body.id}/approve`)
    expect((await article('locked-out')).es.version).toBe(1)
    const history = (await supervisor.get('/api/knowledge/locked-out/versions')).body
    expect(history.map((one: { version: number; toSay: string }) => [one.version, one.toSay])).toEqual([
      [1, 'La cuenta está bloqueada.'],
      [2, 'The account was locked.'],
      [1, 'Your account is locked.'],
    ])
  })

  it('has one version at most that waits, also where twenty are written at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => write(n % 2 ? supervisor : other, 'disabled', `Disabled, ${n}.`)),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)])
    const waits = (await house.rows('knowledge_version')).filter((row) => row.topic === 'disabled')
    expect(waits).toHaveLength(1)
  })

  it('is approved once, where two decide at once', async () => {
    const third = await house.signIn('privacy-officer')
    const { body } = await write(supervisor, 'deceased', 'We are sorry.')
    const all = await Promise.all(
      [other, third, other, third].map((by, n) =>
        by.post(`/api/knowledge-versions/${body.id}/${n % 2 ? 'decline' : 'approve'}`),
      ),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('is withdrawn by whoever wrote it, and then changes nothing', async () => {
    const before = await article('no-email')
    const { body } = await write(supervisor, 'no-email', 'Nothing on file.', 'es')
    expect((await supervisor.post(`/api/knowledge-versions/${body.id}/decline`)).status).toBe(200)
    expect(await article('no-email')).toEqual(before)
    expect(
      (await other.get('/api/knowledge-versions')).body.map((one: { id: string }) => one.id),
    ).not.toContain(body.id)
  })
})
