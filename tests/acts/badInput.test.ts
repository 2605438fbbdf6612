import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { engine, houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const naughty = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../fixtures/naughty/blns.json'), 'utf8'),
) as string[]
const worst = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x'.repeat(5000),
  '%00',
  "'; drop table patient; --",
  '{"$gt":""}',
]
/** What an engine refuses is among the worst: the others are judged by the schemas. */
const others = engine === 'sqlite' ? naughty : []
const oneIn = 3
const hostile = [...worst, ...others]
/** Where each costs a hash of a password. */
const fewer = [...worst, ...others.filter((_, i) => i % 32 === 0)]

let agent: Person
let patient: TestPatient
let caseId: string
beforeAll(async () => {
  agent = await house.signIn('supervisor')
  patient = await aPatient(house)
  caseId = (await aCase(agent, patient.id)).id
})

/** Each field of each endpoint that takes text, and a body that is right but for it. */
const fields = () => {
  const u = randomUUID()
  const verify = (answers: unknown) => ({ caseId, caller: 'patient', answers })
  return [
    ['/api/patients/search', 'filter.q', (v: unknown) => ({ filter: { q: v } })],
    [
      '/api/cases',
      'summary',
      (v: unknown) => ({ patientId: u, category: 'other', channel: 'phone', summary: v }),
    ],
    [
      '/api/cases',
      'category',
      (v: unknown) => ({ patientId: patient.id, category: v, channel: 'phone', summary: 's' }),
    ],
    [
      '/api/cases',
      'patientId',
      (v: unknown) => ({ patientId: v, category: 'other', channel: 'phone', summary: 's' }),
    ],
    [`/api/cases/${caseId}/notes`, 'text', (v: unknown) => ({ text: v })],
    [
      `/api/patients/${patient.id}/verifications`,
      'answers.givenName',
      (v: unknown) => verify({ givenName: v }),
    ],
    [`/api/patients/${u}/verifications`, 'answers.birthDate', (v: unknown) => verify({ birthDate: v })],
    [`/api/verifications/${u}/call-back/confirm`, 'code', (v: unknown) => ({ code: v })],
    [`/api/patients/${patient.id}/acts/unlock`, 'reason', (v: unknown) => ({ caseId, reason: v })],
    [`/api/patients/${patient.id}/acts/disable`, 'reason', (v: unknown) => ({ caseId, reason: v })],
    ['/api/session', 'email', (v: unknown) => ({ email: v, password: 'p' })],
    ['/portal/v1/session', 'username', (v: unknown) => ({ username: v, password: 'p' })],
    ['/portal/v1/password/forgot', 'username', (v: unknown) => ({ username: v })],
    ['/portal/v1/activate', 'code', (v: unknown) => ({ code: v, birthDate: '1990-01-01', password: 'p' })],
    [
      '/portal/v1/password/reset',
      'token',
      (v: unknown) => ({ token: v, birthDate: '1990-01-01', password: 'p' }),
    ],
  ] as [string, string, (v: unknown) => unknown][]
}

describe('hostile input', () => {
  it('never makes a fault of ours out of any naughty string in any text field', async () => {
    for (const [n, [route, field, body]] of fields().entries()) {
      // The worst in every field, the others by turns, in five fields each, two of them kept as text.
      const tried = [...worst, ...others.filter((_, i) => i % oneIn === n % oneIn)]
      const all = route.endsWith('/session') ? fewer : tried
      // No more usernames at once than one network may fail with.
      const atOnce = route.endsWith('/session') ? 8 : 40
      for (let i = 0; i < all.length; i += atOnce) {
        // Limits on attempts would answer before the string is read.
        await house.desk.db.write.deleteFrom('throttle').execute()
        await house.desk.db.write.deleteFrom('verification').execute()
        const strings = all.slice(i, i + atOnce)
        const replies = await Promise.all(strings.map((string) => agent.post(route, body(string))))
        expect(replies.flatMap((r, j) => (r.status >= 500 ? [[route, field, strings[j]]] : []))).toEqual([])
      }
    }
  }, 300_000)

  it('of a wrong type is a 422 that names the field', async () => {
    for (const [route, field, body] of fields())
      for (const wrong of [42, true, null, [], { a: 1 }]) {
        const reply = await agent.post(route, body(wrong))
        expect([route, field, wrong, reply.status]).toEqual([route, field, wrong, 422])
        expect(
          Object.keys(reply.body.errors).some((key) => key === field || key.startsWith(`${field}.`)),
        ).toBe(true)
        expect(reply.headers.get('content-type')).toContain('application/problem+json')
      }
  })

  it('with an unknown key is a 422 that names the key', async () => {
    for (const [route, , body] of fields()) {
      const reply = await agent.post(route, { ...(body('x') as object), surprise: 1 })
      expect([route, reply.status, reply.body.errors?.surprise]).toEqual([route, 422, 'is not a known field'])
    }
  })

  it('with a key that objects have of themselves is a 422 that names it, too', async () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const body = JSON.parse(`{"text":"x","${key}":{"a":1}}`)
      const reply = await agent.post(`/api/cases/${caseId}/notes`, body)
      expect([reply.status, Object.entries(reply.body.errors)]).toEqual([
        422,
        [[key, 'is not a known field']],
      ])
    }
  })

  it('over 64 KiB is a 413, and broken JSON a 400', async () => {
    const large = await agent.post('/api/patients/search', { filter: { q: 'x'.repeat(70_000) } })
    expect(large.status).toBe(413)
    const broken = await house.app.request('http://localhost:8080/portal/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"username":',
    })
    expect(broken.status).toBe(400)
  })

  it('in a list’s parameters is a 400 that names the parameter', async () => {
    for (const [query, parameter] of [
      ['filter={"nobody":1}', 'filter'],
      ['filter=nonsense', 'filter'],
      ['sort=["password_hash","ASC"]', 'sort'],
      ['range=[0,5000]', 'range'],
      ['range=[-1,3]', 'range'],
      ['order=id', 'order'],
    ]) {
      const reply = await agent.get(`/api/cases?${query}`)
      expect([query, reply.status, Object.keys(reply.body.errors)]).toEqual([query, 400, [parameter]])
    }
  })

  it('in a list’s filters is never a fault of ours', async () => {
    const officer = await house.signIn('privacy-officer')
    const admin = await house.signIn('administrator')
    for (const string of hostile.filter((s) => s.length < 1000)) {
      const filter = (key: string) =>
        encodeURIComponent(JSON.stringify({ [key]: string }).replaceAll('\ud800', '\\ud800'))
      for (const [person, route, key] of [
        [admin, 'staff', 'q'],
        [officer, 'audit', 'actorId'],
        [officer, 'audit', 'patientId'],
        [officer, 'cases', 'status'],
      ] as const) {
        const { status } = await person.get(`/api/${route}?filter=${filter(key)}`)
        expect([route, key, string, status < 500]).toEqual([route, key, string, true])
      }
    }
  }, 120_000)

  it('in a path is a 422 or 404, never a fault', async () => {
    for (const id of ['1', 'null', '%00', "'%20or%201=1", 'x'.repeat(300)]) {
      const reply = await agent.get(`/api/patients/${id}`)
      expect([404, 422]).toContain(reply.status)
    }
  })
})
