import { beforeAll, describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { verifyCaller } from '../../api/callers/verifyCaller.ts'
import { keepOurs, makeNew, takeOver } from '../../api/imports/conflicts/decisions.ts'
import { showConflict } from '../../api/imports/conflicts/showConflict.ts'
import { aConflict, aStranger, feed } from '../support/conflicts.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, anAccount, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
let records: Person
beforeAll(async () => {
  records = await house.signIn('records', 'Robin Castellanos')
})

const patientRow = async (id: string) => (await house.rows('patient')).find((row) => row.id === id)!
const numbersOf = async (id: string) =>
  (await house.rows('patient_identifier')).filter((row) => row.patient_id === id).map((row) => row.value)
const conflictRow = async (id: string) => (await house.rows('record_conflict')).find((row) => row.id === id)!
const waitingFor = async (patientId: string) =>
  (await house.rows('record_conflict')).filter((row) => row.patient_id === patientId && row.decision === null)
const shown = async (at: string, by = records) => must(await by.get(at), showConflict)
const note = 'Asked the clinic that sent it'
const decide = async (at: string, verb: string, body: object = {}) =>
  records.post(`${at}/${verb}`, { note, version: (await shown(at)).version, ...body })
const visit = {
  issuer: 'urn:test:hospital',
  value: 'v-1',
  startedAt: '2026-01-05T10:00:00.000Z',
  withdrawn: false,
}

describe('a record that was put aside', () => {
  it('stands beside what is on file, differences marked, and whoever looks is in the log for both patients', async () => {
    const { patient, other, said, at } = await aConflict(house, {
      two: true,
      over: {
        contacts: [{ system: 'phone', value: '413-555-0199' }],
        street: '5 Elm Street',
        sex: 'female',
        deceased: false,
      },
    })
    const page = await shown(at)
    expect(page).toMatchObject({ reason: 'identifiers-of-two', state: 'waiting', withheld: null })
    expect(page.patients.map(({ id }) => id).sort()).toEqual([patient.id, other!.id].sort())
    const of = (name: string) => page.fields.find(({ field }) => field === name)!
    expect(of('familyName').said).toEqual([said.familyName])
    expect(of('birthDate')).toEqual({
      field: 'birthDate',
      said: ['1999-09-09'],
      onFile: [
        { shown: ['1985-03-09'], differs: true },
        { shown: ['1985-03-09'], differs: true },
      ],
    })
    expect(of('sex').onFile.map(({ differs }) => differs)).toEqual([false, false])
    expect(of('deceased').onFile.map(({ differs }) => differs)).toEqual([false, false])
    // Of a telephone it is enough to know whether it is the same; of what the feed does not carry nothing differs.
    expect(of('phone').said).toEqual(['•••99'])
    expect(JSON.stringify(page)).not.toContain(patient.phones[0]!)
    expect(of('email')).toMatchObject({ said: [], onFile: [{ differs: true }, { differs: true }] })
    expect(of('language').said).toBeNull()
    expect(of('language').onFile.every(({ differs }) => !differs)).toBe(true)
    const seen = (await house.audit('record-conflict.shown')).at(-1)!
    expect(seen.patientIds?.toSorted()).toEqual([patient.id, other!.id].sort())
    expect(JSON.stringify(await house.audit())).not.toContain(said.familyName)
  })

  it('is kept encrypted while it waits, and not at all once it is decided', async () => {
    const { said, row, at } = await aConflict(house)
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${said.familyName}|1999-09-09`))
    must(await decide(at, 'keep-ours', { because: 'test-record' }), keepOurs)
    expect(await conflictRow(row.id)).toMatchObject({
      record: '',
      decision: 'feed-wrong',
      because: 'test-record',
      note,
      decided_by: records.id,
    })
    expect((await house.audit('record-conflict.shown')).at(-1)!.detail).toBeUndefined()
    expect(await shown(at)).toMatchObject({ fields: [], note, decidedBy: 'Robin Castellanos' })
    expect((await house.audit('record-conflict.shown')).at(-1)!.detail).toEqual({ outOfQueue: 'decided' })
  })

  it('stands once in the list, which asks for what waits and what was decided', async () => {
    const { patient, said, row, at } = await aConflict(house)
    await feed(house, said)
    const list = async (filter: object) =>
      must(
        await records.get(
          `/api/record-conflicts?filter=${encodeURIComponent(JSON.stringify({ patientId: patient.id, ...filter }))}`,
        ),
      ).map((one: { id: string }) => one.id)
    expect(await list({ waiting: true })).toEqual([row.id])
    // Who asks for a patient was not led there by the queue, and the watch is told.
    const asked = async () => (await house.audit('record-conflict.listed')).at(-1)!
    expect(await asked()).toMatchObject({ patientIds: [patient.id], detail: { outOfQueue: 'sought' } })
    must(await records.get('/api/record-conflicts?filter={"waiting":true}'))
    expect((await asked()).detail).not.toHaveProperty('outOfQueue')
    must(await decide(at, 'keep-ours', { because: 'other' }), keepOurs)
    expect([await list({ waiting: true }), await list({ waiting: false }), await list({})]).toEqual([
      [],
      [row.id],
      [row.id],
    ])
    expect(
      (await house.audit('patient.record-put-aside')).filter((e) => e.patientIds?.[0] === patient.id),
    ).toHaveLength(1)
  })

  itOnce('gives way to what the feed says next of the same numbers', async () => {
    const { patient, row, at } = await aConflict(house)
    const before = await shown(at)
    const newer = aStranger(patient)
    expect(await feed(house, newer)).toMatchObject({ putAside: 1 })
    expect(await waitingFor(patient.id)).toMatchObject([{ id: row.id }])
    const now = await shown(at)
    expect(now.fields.find(({ field }) => field === 'familyName')!.said).toEqual([newer.familyName])
    // Who decides on what it said before is told.
    const stale = await records.post(`${at}/make-new`, { note, version: before.version })
    expect(refused(stale, 409).code).toBe('conflict-changed')
  })
})

describe('the same person', () => {
  itOnce('is taken over with all that an import brings, and the next feed is right', async () => {
    const { patient, said, row, at } = await aConflict(house, {
      over: { visits: [visit], contacts: [{ system: 'email', value: 'bertram@example.test' }] },
    })
    const done = must(await decide(at, 'take-over', { patientId: patient.id }), takeOver)
    expect(done).toEqual({ id: row.id, state: 'same-person', patientId: patient.id })
    expect(await patientRow(patient.id)).toMatchObject({
      family_name: said.familyName,
      birth_date: '1999-09-09',
      // What the feed does not carry stays.
      city: 'Springfield',
    })
    const contacts = (await house.rows('contact_point')).filter((one) => one.patient_id === patient.id)
    expect(contacts.filter((one) => !one.ended_at).map((one) => one.value)).toEqual(['bertram@example.test'])
    expect((await house.rows('encounter')).filter((one) => one.patient_id === patient.id)).toHaveLength(1)
    const event = (await house.audit('record-conflict.taken-over')).at(-1)!
    expect(event).toMatchObject({ patientIds: [patient.id], objectId: row.id })
    expect(event.fields).toEqual(expect.arrayContaining(['familyName', 'birthDate', 'email']))
    expect(event.fields).not.toContain('address')
    expect(await feed(house, said)).toMatchObject({ unchanged: 1, putAside: 0, reasons: [] })
    expect(await waitingFor(patient.id)).toEqual([])
  })

  itOnce(
    'whose numbers were two patients’ is one: the other was replaced, and nothing of it moves',
    async () => {
      const { patient, other, said, at } = await aConflict(house, { two: true })
      const login = await anAccount(house, other!)
      await house.desk.db.write
        .insertInto('portal_session')
        .values({
          token_hash: login.id,
          sid: login.id,
          account_id: login.id,
          created_at: house.desk.clock().toISOString(),
          last_seen_at: house.desk.clock().toISOString(),
          expires_at: '2100-01-01T00:00:00.000Z',
        })
        .execute()
      must(await decide(at, 'take-over', { patientId: patient.id }), takeOver)
      expect((await patientRow(other!.id)).replaced_by).toBe(patient.id)
      expect([await numbersOf(patient.id), await numbersOf(other!.id)]).toEqual([[patient.mrn], [other!.mrn]])
      const sessions = (await house.rows('portal_session')).filter((one) => one.account_id === login.id)
      expect(sessions).toEqual([])
      const logins = (await house.rows('portal_account')).filter((one) =>
        [patient.id, other!.id].includes(one.patient_id),
      )
      expect(logins.map((one) => one.patient_id)).toEqual([other!.id])
      expect(await feed(house, said)).toMatchObject({ unchanged: 1, putAside: 0 })
      // Nor does a later record of the one write on the number of the other.
      const [own, others] = said.numbers
      expect(await feed(house, { ...said, numbers: [own!, { ...others!, former: true }] })).toMatchObject({
        putAside: 0,
      })
      expect(
        (await house.rows('patient_identifier')).filter((one) => one.value === other!.mrn),
      ).toMatchObject([{ patient_id: other!.id, former: 0 }])
      expect((await house.audit('record-conflict.taken-over')).at(-1)!.fields).toContain('replacedBy')
    },
  )

  itOnce('is one the record was matched with', async () => {
    const { at } = await aConflict(house)
    const { id: patientId } = await aPatient(house)
    const reply = await decide(at, 'take-over', { patientId })
    expect(refused(reply, 422).errors).toHaveProperty('patientId')
  })
})

describe('another person', () => {
  it('gets a record and the number, which proves and finds the first no more; the next feeds of both are right', async () => {
    const { patient, said, row, at } = await aConflict(house, { over: { visits: [visit] } })
    await house.desk.db.write
      .insertInto('patient_identifier')
      .values({ system: 'urn:test:hospital', value: `Z${patient.mrn}`, patient_id: patient.id, former: 0 })
      .execute()
    const { patientId: made } = must(await decide(at, 'make-new'), makeNew)
    expect(await patientRow(made!)).toMatchObject({ family_name: said.familyName, mrn: patient.mrn })
    expect([await numbersOf(made!), await numbersOf(patient.id)]).toEqual([
      [patient.mrn],
      [`Z${patient.mrn}`],
    ])
    const terms = (await house.rows('patient_term')).filter((one) => one.term.startsWith('='))
    const found = (value: string) =>
      terms.filter((one) => one.term === `=${value.toLowerCase()}`).map((one) => one.patient_id)
    expect([found(patient.mrn), found(`Z${patient.mrn}`)]).toEqual([[made], [patient.id]])
    expect(await patientRow(patient.id)).toMatchObject({
      family_name: patient.familyName,
      birth_date: patient.birthDate,
      mrn: `Z${patient.mrn}`,
    })
    expect((await house.rows('encounter')).filter((one) => one.patient_id === made)).toHaveLength(1)
    expect((await house.audit('record-conflict.made-new')).at(-1)).toMatchObject({
      patientIds: [patient.id, made],
      objectId: row.id,
      fields: ['numbers'],
    })
    const { familyName, givenName, birthDate } = patient
    const own = aStranger(patient, {
      ...{ familyName, givenName, birthDate },
      numbers: [{ system: 'urn:test:hospital', value: `Z${patient.mrn}` }],
    })
    expect(await feed(house, said)).toMatchObject({ unchanged: 1, created: 0, putAside: 0 })
    expect(await feed(house, own)).toMatchObject({ created: 0, putAside: 0 })
  })

  itOnce('leaves whoever had no other number one to be found by, that proves nothing', async () => {
    const patient = await aPatient(house, { familyName: 'Thistlewood' })
    await feed(house, aStranger(patient))
    const [row] = await waitingFor(patient.id)
    must(await decide(`/api/record-conflicts/${row!.id}`, 'make-new'), makeNew)
    expect(await patientRow(patient.id)).toMatchObject({ mrn: patient.mrn })
    expect(await numbersOf(patient.id)).toEqual([])
    const agent = await house.signIn('helpdesk')
    const search = async (q: string) =>
      must(await agent.post('/api/patients/search', { filter: { q } }), searchPatients).data.map((p) => p.id)
    expect(await search(patient.mrn)).toContain(patient.id)
    expect(await search(patient.familyName)).toEqual([patient.id])
    expect(await search(`${patient.familyName} ${patient.mrn}`)).toEqual([])
    const { id: caseId } = await aCase(agent, patient.id)
    const { givenName, familyName, birthDate, mrn } = patient
    const answers = { givenName, familyName, birthDate, mrn }
    const checked = must(
      await agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers }),
      verifyCaller,
    )
    expect(checked.tier).toBe('T0')
    expect((await house.audit('caller.verified')).at(-1)!.detail).toMatchObject({ unmatched: ['mrn'] })
  })
})

describe('a feed that is wrong', () => {
  itOnce('changes nothing and does not come again, but as another record', async () => {
    const { patient, said, at } = await aConflict(house)
    const before = await patientRow(patient.id)
    must(await decide(at, 'keep-ours', { because: 'number' }), keepOurs)
    expect(await patientRow(patient.id)).toEqual(before)
    expect(await feed(house, said)).toMatchObject({
      putAside: 0,
      reasons: ['is wrong at the source, as records decided; the record on file stays'],
    })
    // A visit more is no other person.
    expect(await feed(house, { ...said, visits: [visit] })).toMatchObject({ putAside: 0 })
    expect(await waitingFor(patient.id)).toEqual([])
    expect(await feed(house, { ...said, givenName: 'Bernard' })).toMatchObject({ putAside: 1 })
    expect(await waitingFor(patient.id)).toHaveLength(1)
  })
})

describe('a record that cannot be opened', () => {
  const damage = (id: string) =>
    house.desk.db.write
      .updateTable('record_conflict')
      .set({ record: 'damaged' })
      .where('id', '=', id)
      .execute()

  itOnce(
    'says so, is not called wrong, leaves the list with a reason, and waits anew when the source sends it again',
    async () => {
      const { patient, said, row, at } = await aConflict(house)
      expect(await shown(at)).toMatchObject({ unreadable: false })
      expect((await decide(at, 'discard')).body.code).toBe('can-be-opened')
      await damage(row.id)
      const before = await patientRow(patient.id)
      expect(await shown(at)).toMatchObject({ unreadable: true, unfit: false, fields: [] })
      for (const [verb, body, code] of [
        ['take-over', { patientId: patient.id }, 'unfit-by-now'],
        ['make-new', {}, 'unfit-by-now'],
        ['keep-ours', { because: 'other' }, 'cannot-be-opened'],
      ] as const)
        expect([verb, (await decide(at, verb, body)).body.code]).toEqual([verb, code])
      must(await decide(at, 'discard'))
      expect(await shown(at)).toMatchObject({ state: 'unreadable', note, decidedBy: 'Robin Castellanos' })
      expect(await waitingFor(patient.id)).toEqual([])
      expect(await patientRow(patient.id)).toEqual(before)
      expect((await house.audit('record-conflict.discarded')).at(-1)).toMatchObject({
        patientIds: [patient.id],
        objectId: row.id,
      })
      expect(await feed(house, said)).toMatchObject({ putAside: 1 })
      expect(await waitingFor(patient.id)).toHaveLength(1)
    },
  )
})

describe('a decision', () => {
  it('is on what was seen: a patient’s record that changed meanwhile asks for another look', async () => {
    const { patient, at } = await aConflict(house)
    const { version } = await shown(at)
    const { familyName, birthDate, mrnIssuer, mrn } = patient
    await feed(
      house,
      aStranger(patient, {
        familyName,
        givenName: 'María',
        birthDate,
        numbers: [{ system: mrnIssuer, value: mrn }],
      }),
    )
    for (const [verb, body] of [
      ['take-over', { patientId: patient.id }],
      ['make-new', {}],
      ['keep-ours', { because: 'other' }],
    ] as const)
      expect([verb, (await records.post(`${at}/${verb}`, { note, version, ...body })).body.code]).toEqual([
        verb,
        'conflict-changed',
      ])
  })

  it('is one, of forty at once', async () => {
    for (const verb of ['take-over', 'make-new', 'keep-ours']) {
      const { patient, at } = await aConflict(house)
      const { version } = await shown(at)
      const people = (await house.rows('patient')).length
      const body = { note, version, ...(verb === 'take-over' && { patientId: patient.id }) }
      const replies = await Promise.all(
        Array.from({ length: 40 }, () =>
          records.post(`${at}/${verb}`, verb === 'keep-ours' ? { ...body, because: 'other' } : body),
        ),
      )
      const statuses = replies.map(({ status }) => status).sort()
      expect([verb, ...new Set(statuses), statuses.indexOf(409)]).toEqual([verb, 200, 409, 1])
      expect((await house.rows('patient')).length - people).toBe(verb === 'make-new' ? 1 : 0)
    }
  })

  itOnce(
    'holds the numbers that come with it: of two records that share a new one, one is taken over',
    async () => {
      for (let i = 0; i < 4; i++) {
        const shared = { system: 'urn:test:other', value: `SHARED${i}` }
        const both = await Promise.all(
          [await aPatient(house), await aPatient(house)].map(async (patient) => {
            const numbers = [{ system: patient.mrnIssuer, value: patient.mrn }, shared]
            await feed(house, aStranger(patient, { numbers }))
            const [row] = await waitingFor(patient.id)
            const at = `/api/record-conflicts/${row!.id}`
            return {
              patient,
              at,
              by: await house.signIn('records', 'Robin Castellanos'),
              ...(await shown(at)),
            }
          }),
        )
        const replies = await Promise.all(
          both.map(({ patient, at, by, version }) =>
            by.post(`${at}/take-over`, { patientId: patient.id, note, version }),
          ),
        )
        const codes = replies.map(({ status, body }) => (status === 409 ? body.code : status))
        expect(codes.toSorted()).toEqual([200, 'numbers-taken'])
        const first = both[codes.indexOf(200)]!.patient.id
        const owners = (await house.rows('patient_identifier')).filter((one) => one.value === shared.value)
        expect(owners.map((one) => one.patient_id)).toEqual([first])
      }
    },
  )

  itOnce('is waited for by a feed that brings the record again, which then does not wait anew', async () => {
    for (const [verb, body] of [
      ['keep-ours', { because: 'number' }],
      ['make-new', {}],
    ] as const)
      for (let round = 0; round < 6; round++) {
        const { patient, said, at } = await aConflict(house)
        const { version } = await shown(at)
        const [reply] = await Promise.all([
          records.post(`${at}/${verb}`, { note, version, ...body }),
          ...[0, 3, 6, 9, 12, 15].map(async (ms) => {
            await new Promise((go) => setTimeout(go, ms))
            return feed(house, said)
          }),
        ])
        must(reply)
        expect([verb, await waitingFor(patient.id)]).toEqual([verb, []])
      }
  })

  it('and what the record says are not for kin of anybody concerned, the person in the feed included', async () => {
    const { said, at } = await aConflict(house)
    const cousin = await house.signIn('records', `Ana ${said.familyName}-Baker`)
    const page = await shown(at, cousin)
    expect(page).toMatchObject({ fields: [], withheld: expect.stringMatching(/colleague/) })
    expect(JSON.stringify(page)).not.toContain('1999-09-09')
    expect((await house.audit('record-conflict.shown')).at(-1)!.detail).toEqual({ outOfQueue: 'withheld' })
    const body = { note, version: page.version }
    const reply = await cousin.post(`${at}/keep-ours`, { ...body, because: 'other' })
    expect(refused(reply, 403).missing?.[0]?.code).toBe('second-person')
    // Nor for those who ask callers these very questions.
    for (const role of ['helpdesk', 'supervisor', 'privacy-officer', 'administrator'] as const)
      expect([role, (await (await house.signIn(role)).get(at)).status]).toEqual([role, 403])
  })

  itOnce('is no way to a case of the desk', async () => {
    const agent = await house.signIn('helpdesk')
    const { patient } = await aConflict(house)
    const { id, version } = await aCase(agent, patient.id)
    const closing = { cause: 'other', outcome: 'explained', version }
    expect((await records.post(`/api/cases/${id}/close`, closing)).status).toBe(403)
  })
})
