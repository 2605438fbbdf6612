import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Ajv from 'ajv'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { outcomes } from '../../api/audit/action.ts'
import type { AuditEvent } from '../../api/audit/event.ts'
import { toCsv } from '../../api/audit/exports/csv.ts'
import { appendEvents } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { type Filter, matches } from '../../api/audit/search/filter.ts'
import { nothingWithheld } from '../../api/audit/search/withheld.ts'
import { report } from '../../api/auditing/reports/schema.ts'
import { newId } from '../../api/core/db/id.ts'
import { type Trx, transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { catalogue } from '../../api/rooms.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { randomFrom } from '../../seed/random.ts'
import { departures } from '../support/balp.ts'
import { engine, type House, houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'

const auditActions = [...catalogue.actions.keys()]
const uuid = (kind: string, i: number) => `${kind}0000000-0000-4000-8000-${String(i).padStart(12, '0')}`
const ask = (person: Person, filter: object, range = '[0,24]', sort = '["at","DESC"]') =>
  person.get(
    `/api/audit?filter=${encodeURIComponent(JSON.stringify(filter))}&range=${range}&sort=${encodeURIComponent(sort)}`,
  )

const idsIn = (reply: Awaited<ReturnType<typeof ask>>) =>
  (must(reply) as { id: string }[]).map((row) => row.id)

/** Page after page, each beyond the last event of the one before. */
async function* pages(person: Person, filter: object, size: number, way: 'ASC' | 'DESC', most = Infinity) {
  let last: string | undefined
  for (let n = 0; n < most; n++) {
    const beyond = last && { [way === 'DESC' ? 'before' : 'after']: last }
    const reply = await ask(person, { ...filter, ...beyond }, `[0,${size - 1}]`, `["at","${way}"]`)
    yield reply
    const ids = idsIn(reply)
    if (ids.length < size) return
    last = ids.at(-1)
  }
}

/** Events of every kind, some in one millisecond, in no order of time; what is not sealed is the newest. */
async function fill(house: House, n: number, seed: number): Promise<AuditEvent[]> {
  const random = randomFrom(seed)
  const began = Date.parse('2026-01-01T00:00:00Z')
  const events = Array.from({ length: n }, (): AuditEvent => {
    const at = new Date(began + random.int(0, n / 3) * 1000 + random.int(0, 1))
    const staff = random.chance(0.7)
    return {
      id: newId(at.getTime()),
      at: at.toISOString(),
      ...(staff
        ? {
            actorType: 'staff',
            actorId: uuid('a', random.int(0, 4)),
            actorRole: random.pick(['helpdesk', 'supervisor']),
          }
        : { actorType: 'anonymous' }),
      sessionId: uuid('c', random.int(0, 9)),
      ip: `10.0.0.${random.int(0, 3)}`,
      action: random.pick(auditActions),
      outcome: random.pick(outcomes),
      ...(random.chance(0.5) && { caseId: uuid('e', random.int(0, 9)), objectType: 'case' }),
      ...(random.chance(0.3) && { purpose: random.pick(['complaint', 'locked-out']) }),
      requestId: uuid('f', random.int(0, n / 2)),
      patientIds: Array.from(new Set([uuid('b', random.int(0, 9)), uuid('b', random.int(0, 9))])),
    }
  })
  await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, events.slice(0, n - 30)))
  await sealAudit(house.desk, withoutPause)
  await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, events.slice(n - 30)))
  return events
}

const newestFirst = (a: AuditEvent, b: AuditEvent) =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1

describe('searching the log', () => {
  const house = houseForTests()
  let events: AuditEvent[]
  let officer: Person
  let to: string
  beforeAll(async () => {
    events = await fill(house, 900, 11)
    officer = await house.signIn('privacy-officer')
    to = '2026-02-01T00:00:00.000Z'
  })

  const questions = (seed: number): Partial<Filter>[] => {
    const random = randomFrom(seed)
    const parts: (() => Partial<Filter>)[] = [
      () => ({ patientId: uuid('b', random.int(0, 9)) }),
      () => ({ actorId: uuid('a', random.int(0, 4)) }),
      () => ({ role: random.pick(['helpdesk', 'supervisor', 'manager']) }),
      () => ({ actorType: random.pick(['staff', 'anonymous']) }),
      () => ({ action: random.pick(auditActions) }),
      () => ({ action: auditActions.slice(0, 30) }),
      () => ({ outcome: random.pick(outcomes) }),
      () => ({ purpose: 'complaint' }),
      () => ({ objectType: 'case' }),
      () => ({ caseId: uuid('e', random.int(0, 9)) }),
      () => ({ ip: `10.0.0.${random.int(0, 3)}` }),
      () => ({ sessionId: uuid('c', random.int(0, 9)) }),
      () => ({ requestId: random.pick(events).requestId! }),
      () => ({ q: random.pick(['portal', 'reset link', 'CASE', 'sesión', 'signed']) }),
      () => ({ from: random.pick(events).at }),
    ]
    const any = () =>
      Object.assign({}, ...[1, 2, 3].map(() => (random.chance(0.6) ? random.pick(parts)() : {})))
    return [...parts.map((part) => part()), ...Array.from({ length: engine === 'postgres' ? 15 : 45 }, any)]
  }

  it('finds just what a look at every event finds, for every filter, alone and together, page by page', async () => {
    for (const filter of questions(3)) {
      const asked = { ...filter, to }
      const expected = events
        .filter((event) =>
          matches(event, {
            filter: asked as Filter,
            onlyCases: false,
            withheld: nothingWithheld,
            actions: catalogue.actions,
          }),
        )
        .sort(newestFirst)
        .map((event) => event.id)
      const found: string[] = []
      for await (const reply of pages(officer, asked, 40, 'DESC')) {
        expect(Number(reply.headers.get('x-total-count')), JSON.stringify(asked)).toBe(expected.length)
        found.push(...idsIn(reply))
      }
      expect(found, JSON.stringify(asked)).toEqual(expected)
    }
  })

  it('finds few among many thousand rows nearer in time, from both ends', async () => {
    const at = (i: number) => new Date(Date.parse('2026-03-10T00:00:00Z') + i * 500)
    const near = Array.from(
      { length: 1_300 },
      (_, i): AuditEvent => ({
        id: newId(at(i).getTime()),
        at: at(i).toISOString(),
        actorType: i % 60 ? 'patient' : 'staff',
        ...(i % 60 === 0 && { actorId: uuid('a', i % 5) }),
        ip: `10.0.0.${i % 4}`,
        action: 'portal.record-read',
        outcome: 'success',
      }),
    )
    await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, near))
    await sealAudit(house.desk, withoutPause)
    const until = '2026-03-20T00:00:00.000Z'
    for (const filter of [
      { actorType: 'staff' },
      { actorType: 'staff', actorId: uuid('a', 0) },
      { actorType: 'staff', ip: '10.0.0.0' },
      { actorType: 'staff', actorId: uuid('a', 0), ip: '10.0.0.0' },
      { outcome: 'failure' },
      { actorType: 'patient' },
    ] as Partial<Filter>[])
      for (const [size, way] of [
        [10, 'DESC'],
        [60, 'DESC'],
        [60, 'ASC'],
      ] as const) {
        const asked = { ...filter, to: until }
        const expected = [...events, ...near]
          .filter((event) =>
            matches(event, {
              filter: asked as Filter,
              onlyCases: false,
              withheld: nothingWithheld,
              actions: catalogue.actions,
            }),
          )
          .sort((a, b) => newestFirst(a, b) * (way === 'DESC' ? 1 : -1))
          .map((event) => event.id)
        const found: string[] = []
        for await (const reply of pages(officer, asked, size, way, 4)) found.push(...idsIn(reply))
        expect(found, `${JSON.stringify(asked)} ${way}`).toEqual(expected.slice(0, 4 * size))
      }
  })

  itOnce(
    'loses no event between pages of any size where many share a millisecond and were sealed in another order',
    async () => {
      const began = Date.parse('2026-04-01T00:00:00Z')
      const crowd = Array.from({ length: 40 }, (_, i): AuditEvent => {
        const at = new Date(began + Math.floor(i / 8))
        return {
          id: newId(at.getTime()),
          at: at.toISOString(),
          actorType: 'system',
          action: 'audit.verified',
          outcome: 'success',
        }
      })
      for (const turn of [1, 0]) {
        const some = crowd.filter((_, i) => i % 2 === turn)
        await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, some))
        await sealAudit(house.desk, withoutPause)
      }
      const span = { from: new Date(began).toISOString(), to: new Date(began + 1_000).toISOString() }
      for (const filter of [span, { ...span, action: 'audit.verified' }])
        for (const size of [1, 3, 7])
          for (const way of ['DESC', 'ASC'] as const) {
            const found: string[] = []
            for await (const reply of pages(officer, filter, size, way)) found.push(...idsIn(reply))
            const expected = [...crowd].sort(newestFirst).map((event) => event.id)
            expect(found).toEqual(way === 'DESC' ? expected : expected.reverse())
          }
    },
  )

  itOnce(
    'reads on towards now with “after”, shows the oldest first when asked, and offsets within its cap',
    async () => {
      const all = [...events].sort(newestFirst).map((event) => event.id)
      expect(idsIn(await ask(officer, { to }, '[0,9]', '["at","ASC"]'))).toEqual(all.slice(-10).reverse())
      expect(idsIn(await ask(officer, { to, after: all[500] }, '[0,9]'))).toEqual(all.slice(490, 500))
      expect(idsIn(await ask(officer, { to }, '[870,899]'))).toEqual(all.slice(870, 900))
      const deep = await ask(officer, { to }, '[5000,5009]')
      expect([deep.status, deep.body.message]).toEqual([400, expect.stringContaining('page by key')])
      expect((await ask(officer, { before: newId() })).status).toBe(400)
    },
  )

  itOnce('sorts by any column what its cap can count, and says what to do beyond', async () => {
    for (const column of [
      'actorRole',
      'action',
      'outcome',
      'ip',
      'caseId',
      'sessionId',
      'purpose',
      'patientIds',
      'leafIndex',
    ]) {
      const keysBy = async (way: string) => {
        const rows = must(
          await ask(officer, { to, patientId: uuid('b', 3) }, '[0,99]', `["${column}","${way}"]`),
        ) as Record<string, unknown>[]
        expect(rows.length).toBeGreaterThan(50)
        return rows.map((row) =>
          typeof row[column] === 'number' ? String(row[column]).padStart(16, '0') : String(row[column] ?? ''),
        )
      }
      const keys = await keysBy('ASC')
      expect(keys, column).toEqual([...keys].sort())
      const down = await keysBy('DESC')
      expect(down, column).toEqual([...down].sort().reverse())
      expect(down[0], column).not.toBe(keys[0])
    }
    await transact(house.desk.db, (trx) =>
      appendEvents(
        house.desk,
        trx,
        Array.from({ length: 300 }, () => ({
          id: newId(),
          at: new Date().toISOString(),
          actorType: 'system' as const,
          action: 'mail.sent' as const,
          outcome: 'success' as const,
        })),
      ),
    )
    await sealAudit(house.desk, withoutPause)
    const reply = await ask(officer, {}, '[0,24]', '["ip","ASC"]')
    expect([reply.status, reply.body.errors.sort]).toEqual([400, expect.stringContaining('export it sorted')])
    const capped = await ask(officer, {})
    expect(capped.headers.get('x-total-count')).toBe('1000')
    expect(capped.headers.get('x-total-capped')).toBe('true')
  })

  itOnce(
    'leaves in the log what an officer searched by: ids, codes and days; of typed words, and names, only that',
    async () => {
      const asks = {
        actorId: officer.id,
        action: ['case.opened', 'case.shown'],
        from: '2026-01-01T00:00:00Z',
      }
      await ask(officer, { ...asks, q: 'quagmire', objectType: 'Zebedee Quagmire', purpose: 'quagmire' })
      expect((await house.audit('audit.searched')).at(-1)!.detail!.filters).toEqual([
        `actorId=${officer.id}`,
        'action=case.opened,case.shown',
        'purpose',
        'objectType',
        'q',
        'from=2026-01-01T00:00:00Z',
      ])
      expect(JSON.stringify(await house.audit())).not.toMatch(/quagmire/i)
    },
  )

  itOnce('refuses filters and columns that do not exist, naming them', async () => {
    expect((await ask(officer, { mood: 'good' })).body.message).toContain('mood')
    expect((await ask(officer, { action: 'patient.eaten' })).status).toBe(400)
    expect((await ask(officer, {}, '[0,24]', '["mood","ASC"]')).status).toBe(400)
  })

  it('saves views of one’s own, filters and columns, replaces one of the same name, keeps no more than one may, also saved at once, and deletes', async () => {
    const view = {
      name: 'Denied at night',
      filter: { outcome: 'denied' },
      columns: ['at', 'actorName', 'ip'],
    }
    const saved = must(await officer.post('/api/audit-views', view), 201)
    must(await officer.post('/api/audit-views', { ...view, filter: { outcome: 'failure' } }), 201)
    const other = await house.signIn('privacy-officer')
    expect(must(await officer.get('/api/audit-views'))).toMatchObject([
      { id: saved.id, filter: { outcome: 'failure' }, columns: view.columns },
    ])
    expect(must(await other.get('/api/audit-views'))).toEqual([])
    expect((await other.delete(`/api/audit-views/${saved.id}`)).status).toBe(404)
    expect((await officer.post('/api/audit-views', { ...view, columns: ['mood'] })).status).toBe(422)
    await savePolicy(house.desk.db.write, { viewsAPerson: 5 }, staffPolicy)
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => officer.post('/api/audit-views', { ...view, name: `View ${n}` })),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(4)
    // As many as others keep are none of one's own.
    must(await other.post('/api/audit-views', view), 201)
    for (const { id } of [saved, ...must(await officer.get('/api/audit-views'))].slice(1))
      must(await officer.delete(`/api/audit-views/${id}`))
    expect(must(await officer.get('/api/audit-views'))).toEqual([])
  })

  it('shows how far the log is sealed, by which key, and what was last verified', async () => {
    await sealAudit(house.desk, withoutPause)
    const state = must(await officer.get('/api/audit-integrity'))
    expect(state).toMatchObject({
      verifierKey: expect.stringMatching(/^localhost\/portal-audit\/epoch-1\+[0-9a-f]{8}\+/),
      pending: expect.any(Number),
      problem: null,
    })
    expect(state.size).toBeGreaterThan(1000)
    const words = must(await officer.get('/api/audit-words'))
    expect(words.purposes).toContainEqual({ id: 'complaint', name: 'A complaint' })
    expect(words.acts).toHaveLength(auditActions.length)
  })
})

describe('exports', () => {
  const house = houseForTests()
  let officer: Person
  let patient: TestPatient
  beforeAll(async () => {
    await fill(house, 700, 5)
    officer = await house.signIn('privacy-officer', '=HYPERLINK("http://evil.test")')
    const agent = await house.signIn('helpdesk', 'Álvaro “Al” O’Hara, Jr.')
    patient = await aPatient(house)
    await agent.get(`/api/patients/${patient.id}`)
    await agent.post('/api/patients/search', { filter: { q: patient.mrn } })
    await agent.get('/api/staff')
    await sealAudit(house.desk, withoutPause)
  })
  const order = (given: object, who = officer) =>
    who.post('/api/audit-exports', { reason: 'compliance-audit', ...given })
  const fetchFile = async (given: object) => {
    const { id } = must(await order(given), 201)
    const reply = await officer.get(`/api/audit-exports/${id}/file`)
    return { id, reply, text: String(reply.body) }
  }

  itOnce(
    'hold every matching row, with no silent limit, and the order and its end are in the log',
    async () => {
      const count = (await house.rows('audit_event')).length
      const { id, text } = await fetchFile({ format: 'ndjson' })
      const lines = text.trim().split('\n')
      const { manifest } = JSON.parse(lines.at(-1)!)
      const rows = lines.slice(0, -1)
      expect(rows.length).toBeGreaterThanOrEqual(count)
      expect(manifest).toMatchObject({ first: 0, count: rows.length, left: null })
      const ids = rows.map((row) => JSON.parse(row).id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(rows.every((row) => JSON.stringify(JSON.parse(row)) === row)).toBe(true)
      const own = (await house.audit('audit.exported')).filter((event) => event.objectId === id)
      expect(own.map((event) => event.detail?.step)).toEqual(['ordered', 'begun', 'done'])
      expect(own.at(-1)).toMatchObject({
        purpose: 'compliance-audit',
        actorId: officer.id,
        detail: { rows: ids.length },
      })
      expect(must(await officer.get('/api/audit-exports'))[0]).toMatchObject({
        id,
        state: 'done',
        rows: ids.length,
        percent: 100,
      })
    },
  )

  it('as CSV: quoted as RFC 4180 asks, no cell a formula, sorted as asked on disk', async () => {
    const { reply, text } = await fetchFile({
      format: 'csv',
      columns: ['at', 'actorId', 'actorName', 'action', 'outcome'],
      sort: { field: 'action', descending: false },
    })
    expect(reply.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-/)
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]
    expect(rows.length).toBeGreaterThan(700)
    expect(rows.map((row) => row.action)).toEqual(rows.map((row) => row.action).sort())
    const cells = rows.flatMap((row) => Object.values(row))
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(cells).toContain(`'=HYPERLINK("http://evil.test")`)
    // What reads a reply as text drops the mark.
    expect(toCsv([], ['at'], true)).toBe('\ufeffid,at,what,detail\r\n')
    expect(rows.some((row) => row.actorId === officer.id)).toBe(true)
    expect(cells).toContain('Álvaro “Al” O’Hara, Jr.')
    const empty = await fetchFile({ format: 'csv', filter: { caseId: newId() }, columns: ['at'] })
    expect(empty.text.trim()).toBe('id,at,what,detail')
    const named = (actorName: string) =>
      toCsv([{ id: '1', what: 'w', detail: {}, actorName } as never], ['actorName'], false)
    expect(parse(named('x\n=1,y'))).toEqual([['1', 'x\n=1,y', 'w', '']])
    expect(parse(named('x\r=1'))).toEqual([['1', 'x\r=1', 'w', '']])
    for (const cell of [' =1', '\u00a0@x', '＋1', '\n=1', '\t=1'])
      expect(parse(named(cell)), cell).toEqual([['1', `'${cell}`, 'w', '']])
  })

  itOnce(
    'as FHIR: every resource valid R4, those of a BALP pattern true to it, one for each patient found, in a file smaller than the log',
    async () => {
      const schema = JSON.parse(
        readFileSync(path.resolve(import.meta.dirname, '../fixtures/fhir/AuditEvent.schema.json'), 'utf8'),
      )
      const ajv = new Ajv({ schemaId: '$id', meta: false })
      ajv.addMetaSchema(require6())
      const valid = ajv.compile(schema)
      const { id } = must(await order({ format: 'fhir' }), 201)
      const reply = await officer.stream(`/api/audit-exports/${id}/file`)
      expect(reply.headers.get('content-disposition')).toMatch(/\.ndjson\.gz"$/)
      const file = Buffer.from(await reply.arrayBuffer())
      // A page and the next are one file.
      const resources = gunzipSync(file)
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      const bodies = (await house.rows('audit_event')).map(({ body }) => body.length)
      expect(resources.length).toBeGreaterThan(bodies.length - 10)
      expect(file.length).toBeLessThan(bodies.reduce((sum, one) => sum + one, 0))
      const profiles = new Set<string>()
      for (const resource of resources) {
        expect(valid(resource), JSON.stringify(valid.errors)).toBe(true)
        const profile = resource.meta?.profile[0]
        if (!profile) continue
        profiles.add(profile.split('BasicAudit.')[1])
        expect(departures(resource, profile), JSON.stringify(resource)).toEqual([])
      }
      expect([...profiles].sort()).toEqual(
        expect.arrayContaining(['PatientCreate', 'PatientQuery', 'PatientRead', 'PatientUpdate']),
      )
      const searched = (await house.audit('patient.searched')).find((event) =>
        event.patientIds?.includes(patient.id),
      )!
      expect(resources.filter((one) => one.id.startsWith(searched.id))).toHaveLength(
        searched.patientIds!.length,
      )
      expect(resources.some((one) => one.type.code === '110114' && one.subtype[0].code === '110122')).toBe(
        true,
      )
    },
  )

  it('need permission, a reason, a fresh second factor, and are fetched once by who ordered them', async () => {
    expect((await order({ format: 'csv' }, await house.signIn('supervisor'))).status).toBe(403)
    expect((await officer.post('/api/audit-exports', { format: 'csv' })).body.errors).toHaveProperty('reason')
    const { id } = must(await order({ format: 'ndjson', filter: { outcome: 'denied' } }), 201)
    const other = await house.signIn('privacy-officer')
    expect((await other.get(`/api/audit-exports/${id}/file`)).status).toBe(404)
    expect((await officer.get(`/api/audit-exports/${id}/file`)).status).toBe(200)
    expect((await officer.get(`/api/audit-exports/${id}/file`)).status).toBe(409)
    const late = must(await order({ format: 'ndjson' }), 201)
    house.later(6 * 60)
    expect((await officer.get(`/api/audit-exports/${late.id}/file`)).status).toBe(409)
    expect((await order({ format: 'csv' })).body.missing).toMatchObject([{ code: 'fresh-sign-in' }])
  })

  itOnce('are fetched in the session that ordered them, and in no other of the same person', async () => {
    const who = await house.signIn('privacy-officer')
    const { id } = must(await order({ format: 'ndjson', filter: { outcome: 'denied' } }, who), 201)
    const start = (trx: Trx) => house.desk.sessions.start(trx, who.id, 'complete')
    const elsewhere = house.withCookie((await transact(house.desk.db, start)).split(';')[0]!)
    expect((await elsewhere.get(`/api/audit-exports/${id}/file`)).status).toBe(404)
    expect(must(await elsewhere.get('/api/audit-exports'))[0]).toMatchObject({ id, state: 'ready' })
    expect((await who.get(`/api/audit-exports/${id}/file`)).status).toBe(200)
  })

  it('broken off by the reader say so in the log', async () => {
    const who = await house.signIn('privacy-officer')
    const { id } = must(await order({ format: 'ndjson' }, who), 201)
    const reply = await who.stream(`/api/audit-exports/${id}/file`)
    const reader = reply.body!.getReader()
    await reader.read()
    await reader.cancel()
    await expect
      .poll(async () => (await house.audit('audit.exported')).filter((event) => event.objectId === id).at(-1))
      .toMatchObject({ outcome: 'failure', detail: { step: 'broken-off' } })
  })
})

const require6 = () =>
  JSON.parse(
    readFileSync(
      path.resolve(import.meta.dirname, '../../node_modules/ajv/lib/refs/json-schema-draft-06.json'),
      'utf8',
    ),
  )

describe('reports', () => {
  const house = houseForTests()
  let officer: Person
  let agent: Person
  let patient: TestPatient
  beforeAll(async () => {
    officer = await house.signIn('privacy-officer', 'Priya Officer')
    agent = await house.signIn('helpdesk', 'Harper Agent')
    patient = await aPatient(house)
    await agent.get(`/api/patients/${patient.id}`)
    await agent.post('/api/cases', {
      patientId: patient.id,
      category: 'locked-out',
      channel: 'phone',
      summary: 'x',
    })
  })

  itOnce(
    'tell a patient who looked at them, in which role, when, what and why, in words and in their language',
    async () => {
      const made = must(await officer.get(`/api/audit-reports/patients/${patient.id}?language=en`))
      expect(made.about).toMatchObject({ name: `${patient.givenName} ${patient.familyName}` })
      expect(made.rows).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            who: 'Harper Agent',
            role: 'help desk agent',
            what: 'Opened the patient’s page',
          }),
          expect.objectContaining({
            who: 'Harper Agent',
            what: 'Opened a support case',
            why: 'The patient was locked out',
            caseNumber: expect.any(Number),
          }),
        ]),
      )
      expect(JSON.stringify(made.rows)).not.toMatch(/[a-z]+\.[a-z]+-?[a-z]*"/)
      const spanish = must(await officer.get(`/api/audit-reports/patients/${patient.id}?language=es`))
      expect(spanish.rows.map((row: any) => row.what)).toContain('Abrió la página del paciente')
      expect((await house.audit('audit.reported')).at(-1)).toMatchObject({
        patientIds: [patient.id],
        objectType: 'patient',
      })
      const staffOnly = must(await officer.get(`/api/audit-reports/patients/${patient.id}?staffOnly=true`))
      expect(staffOnly.rows.every((row: any) => row.role !== null)).toBe(true)
    },
  )

  itOnce(
    'tell what a staff member did and to whom, and reading it is itself recorded for each patient',
    async () => {
      const made = must(await officer.get(`/api/audit-reports/staff/${agent.id}`))
      expect(made.about).toMatchObject({ name: 'Harper Agent', detail: 'help desk agent' })
      const opened = made.rows.find((row: any) => row.what === 'Opened the patient’s page')
      expect(opened.patients).toEqual([
        { id: patient.id, name: `${patient.familyName}, ${patient.givenName}` },
      ])
      expect((await house.audit('audit.reported')).at(-1)).toMatchObject({
        patientIds: [patient.id],
        objectType: 'staff',
      })
    },
  )

  itOnce('join one request’s and one case’s events in order', async () => {
    const { caseId } = (await house.audit('case.opened'))[0]!
    must(await agent.get(`/api/cases/${caseId}`))
    const rows = must(await ask(officer, { caseId }, '[0,24]', '["at","ASC"]'))
    expect(rows.map((row: any) => row.action)).toEqual(['case.opened', 'case.shown'])
    const same = must(await ask(officer, { requestId: rows[0].requestId }))
    expect(same.map((row: any) => row.requestId)).toEqual(same.map(() => rows[0].requestId))
  })

  it('page to the end, and are refused to those who may not see them and for who is not there', async () => {
    await transact(house.desk.db, (trx) =>
      appendEvents(
        house.desk,
        trx,
        Array.from({ length: 450 }, () => ({
          id: newId(),
          at: new Date().toISOString(),
          actorType: 'staff' as const,
          actorId: agent.id,
          actorRole: 'helpdesk',
          action: 'patient.shown' as const,
          outcome: 'success' as const,
          patientIds: [patient.id],
        })),
      ),
    )
    await sealAudit(house.desk, withoutPause)
    const ids: string[] = []
    for (let before: string | null = ''; before !== null; ) {
      const page: z.output<typeof report> = must(
        await officer.get(`/api/audit-reports/staff/${agent.id}${before && `?before=${before}`}`),
        report,
      )
      ids.push(...page.rows.map((row) => row.id))
      before = page.next
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe((await house.audit()).filter((event) => event.actorId === agent.id).length)
    for (const role of ['supervisor', 'helpdesk', 'manager'] as const)
      expect((await (await house.signIn(role)).get(`/api/audit-reports/patients/${patient.id}`)).status).toBe(
        403,
      )
    expect((await officer.get(`/api/audit-reports/patients/${newId()}`)).status).toBe(404)
    expect((await officer.get(`/api/audit-reports/staff/${newId()}`)).status).toBe(404)
  })
})

describe('disclosures', () => {
  const house = houseForTests()
  const given = {
    disclosedOn: '2026-03-02',
    recipient: 'Springfield Board of Health',
    recipientAddress: '1 Court Square, Springfield MA 01103',
    description: 'Laboratory report of a notifiable disease',
    purpose: 'public-health',
  }

  itOnce(
    'are a register of their own: date, recipient, what, purpose; six years a patient, and errors stay visible',
    async () => {
      const officer = await house.signIn('privacy-officer', 'Priya Officer')
      const patient = await aPatient(house)
      const url = `/api/patients/${patient.id}/disclosures`
      const first = must(await officer.post(url, given), 201)
      must(await officer.post(url, { ...given, disclosedOn: '2019-01-05' }), 201)
      must(
        await officer.post(url, {
          ...given,
          disclosedOn: '2019-06-01',
          lastOn: '2026-06-01',
          times: 12,
          purpose: 'research',
        }),
        201,
      )
      const made = must(await officer.get(url))
      expect(made.disclosures.map((d: any) => d.disclosedOn)).toEqual(['2026-03-02', '2019-06-01'])
      expect(made.disclosures[0]).toMatchObject({ ...given, recordedBy: 'Priya Officer', withdrawnAt: null })
      expect(Number(made.to.slice(0, 4)) - Number(made.from.slice(0, 4))).toBe(6)
      expect(must(await officer.get(`${url}?from=2018-01-01`)).disclosures).toHaveLength(3)

      must(await officer.post(`/api/disclosures/${first.id}/withdraw`, { reason: 'wrong patient' }))
      expect((await officer.post(`/api/disclosures/${first.id}/withdraw`, { reason: 'again' })).status).toBe(
        409,
      )
      expect(must(await officer.get(url)).disclosures[0]).toMatchObject({ withdrawnReason: 'wrong patient' })
      const whole = JSON.stringify(await house.audit())
      expect(whole).not.toContain('Springfield Board')
      expect(whole).not.toContain('notifiable')
      for (const action of ['disclosure.recorded', 'disclosure.withdrawn', 'disclosure.accounted'])
        expect((await house.audit(action)).at(-1)).toMatchObject({
          patientIds: [patient.id],
          actorId: officer.id,
        })
    },
  )

  itOnce('refuse what cannot be, and everybody but the privacy officer', async () => {
    const officer = await house.signIn('privacy-officer')
    const patient = await aPatient(house)
    const url = `/api/patients/${patient.id}/disclosures`
    const faults = async (over: object) => (await officer.post(url, { ...given, ...over })).body.errors
    expect(await faults({ disclosedOn: '2031-01-01' })).toHaveProperty('disclosedOn')
    expect(await faults({ disclosedOn: '2026-02-30' })).toHaveProperty('disclosedOn')
    expect(await faults({ lastOn: '2026-01-01', times: 2 })).toHaveProperty('lastOn')
    expect(await faults({ times: 2 })).toHaveProperty('lastOn')
    expect(await faults({ purpose: 'curiosity' })).toHaveProperty('purpose')
    expect(await faults({ recipient: ' ' })).toHaveProperty('recipient')
    expect((await officer.post(`/api/patients/${newId()}/disclosures`, given)).status).toBe(404)
    for (const role of ['administrator', 'supervisor', 'manager', 'helpdesk'] as const)
      expect((await (await house.signIn(role)).post(url, given)).status).toBe(403)
  })
})
