import { beforeAll, describe, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { keepApart, merge, unmerge } from '../../api/duplicates/decisions.ts'
import { countOfPairs, listPairs } from '../../api/duplicates/listPairs.ts'
import { showPair } from '../../api/duplicates/showPair.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { addPatientNote } from '../../api/patients/addPatientNote.ts'
import { markReplaced } from '../../api/patients/updatePatient.ts'
import { aDoubt } from '../acts/examples/call.ts'
import { everyRow } from '../acts/stage.ts'
import { anybody, aWrittenPair } from '../support/duplicates.ts'
import { engine, goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'
import { storedFigures } from '../support/storedFigures.ts'

const house = houseForTests()
let records: Person
let agent: Person
beforeAll(async () => {
  records = await house.signIn('records', 'Robin Castellanos')
  agent = await house.signIn('helpdesk', 'Alex Thistlewood')
})

const note = 'Both cards were shown at the desk'
const shown = async (at: string, by = records) => must(await by.get(at), showPair)
const patientRow = async (id: string) => (await house.rows('patient')).find((row) => row.id === id)!
const mergeInto = async (at: string, survivor: { id: string }) =>
  records.post(`${at}/merge`, {
    ...{ survivorId: survivor.id, because: 'registered-twice', note },
    version: (await shown(at)).version,
  })
const takeApart = async (at: string, because = 'two-people') =>
  records.post(`${at}/unmerge`, { because, note, version: (await shown(at)).version })
const noteOn = (patientId: string, text: string) =>
  transact(house.desk.db, (trx) =>
    addPatientNote(
      trx,
      { ...systemCtx(house.desk, 'test', 'test'), actor: { id: agent.id } } as never,
      patientId,
      text,
    ),
  )
const notesOf = async (patientId: string) =>
  (await house.rows('patient_note')).filter((row) => row.patient_id === patientId).map(({ text }) => text)

describe('a pair of records', () => {
  it('stands side by side, each value with its record, and a look is a look at both charts', async () => {
    const home = { street: '7 Elm Street', city: 'Springfield', state: 'MA', postalCode: '01103' }
    const one = await aPatient(house, { ...home, familyName: 'Okonkwo', sex: null })
    const other = await aPatient(house, { ...home, familyName: 'Okonkwa', sex: 'female' })
    await anAccount(house, one, { status: 'locked' })
    await aCase(agent, other.id)
    const { at } = await aWrittenPair(house, one, other)
    const page = await shown(at)
    const of = (id: string) => page.people.findIndex((person) => person.id === id)
    const [a, b] = [of(one.id), of(other.id)]
    const field = (name: string) => page.fields.find((one) => one.field === name)!
    expect(field('familyName')).toMatchObject({ agreement: 'differs' })
    expect(field('familyName').values[a]).toEqual(['Okonkwo'])
    expect(field('familyName').values[b]).toEqual(['Okonkwa'])
    expect(field('birthDate').agreement).toBe('agrees')
    expect(field('address').agreement).toBe('agrees')
    expect(field('sex')).toMatchObject({ agreement: 'one-sided' })
    expect(field('sex').values[a]).toEqual([])
    expect(field('numbers').values[b]).toEqual([`${other.mrn} (urn:test:hospital)`])
    expect(page.people[a]).toMatchObject({ login: 'locked', openCases: 0, visits: 0, replaced: false })
    expect(page.people[b]).toMatchObject({ login: null, openCases: 1 })
    // Of a telephone it is enough to know whether it is the same.
    expect(JSON.stringify(page)).not.toContain(one.phones[0]!)
    const seen = (await house.audit('duplicate-pair.shown')).at(-1)!
    expect(seen.patientIds?.toSorted()).toEqual([one.id, other.id].sort())
    expect(JSON.stringify(await house.audit())).not.toMatch(/Okonkw/)
  })

  it('that was decided is no sign any more that there may be two records of one person', async () => {
    const twin = { familyName: 'Achterberg', givenName: 'Moss', birthDate: '1971-03-09' }
    const [one, other] = [await aPatient(house, twin), await aPatient(house, twin)]
    const { at } = await aWrittenPair(house, one, other)
    const causes = async ({ id }: { id: string }) =>
      must(await agent.get(`/api/patients/${id}/diagnosis`), diagnose).causes.map(({ code }) => code)
    for (const each of [one, other]) expect(await causes(each)).toContain('duplicate-record')
    must(await mergeInto(at, one), merge)
    for (const each of [one, other]) expect(await causes(each)).not.toContain('duplicate-record')
    expect(await causes(other)).toContain('merged-record')
    must(await takeApart(at), unmerge)
    for (const each of [one, other]) expect(await causes(each)).not.toContain('duplicate-record')
    await aPatient(house, twin)
    for (const each of [one, other]) expect(await causes(each)).toContain('duplicate-record')
  })

  it('stands in the list by its strength, and counts say what waits and what was decided', async () => {
    const { row, patient, at } = await aWrittenPair(house)
    await house.owner.write
      .updateTable('duplicate_pair')
      .set({ bits: 99.25 })
      .where('id', '=', row.id)
      .execute()
    const list = async (filter: object) =>
      must(await records.get(`/api/duplicates?filter=${encodeURIComponent(JSON.stringify(filter))}`)) as {
        id: string
        bits: number
        levels: object
      }[]
    expect((await list({ state: 'waiting' }))[0]).toMatchObject({
      ...{ id: row.id, bits: 99.3 },
      said: [
        { field: 'family', level: 'same' },
        { field: 'birth', level: 'same', words: 'same date of birth' },
        { field: 'phone', level: 'differs', words: 'different telephones' },
      ],
    })
    const listed = async () => (await house.audit(listPairs.name)).at(-1)!
    expect((await listed()).detail).not.toHaveProperty('outOfQueue')
    expect((await list({ patientId: patient.id })).map(({ id }) => id)).toEqual([row.id])
    expect((await listed()).detail).toMatchObject({ outOfQueue: 'sought' })
    const counts = async () => must(await records.get('/api/duplicate-counts'), countOfPairs)
    const before = await counts()
    must(
      await records.post(`${at}/keep-apart`, { because: 'twins', note, version: (await shown(at)).version }),
      keepApart,
    )
    expect(await counts()).toEqual({
      ...before,
      likely: before.likely - 1,
      different: before.different + 1,
    })
    expect(await list({ state: 'waiting', patientId: patient.id })).toEqual([])
    expect(await shown(at)).toMatchObject({
      state: 'different',
      because: 'twins',
      note,
      decidedBy: 'Robin Castellanos',
    })
    // A decision stands.
    expect(refused(await mergeInto(at, patient), 409).code).toBe('pair-decided')
  })

  itOnce('is nobody’s but records’, and kin of either sees and decides nothing', async () => {
    const { at, patient } = await aWrittenPair(house)
    for (const path of ['/api/duplicates', '/api/duplicate-counts', at])
      expect((await agent.get(path)).status).toBe(403)
    const kin = await house.signIn('records', `Pat ${patient.familyName}`)
    const page = await shown(at, kin)
    expect(page.fields).toEqual([])
    expect(page.withheld).toMatch(/colleague/)
    expect((await house.audit('duplicate-pair.shown')).at(-1)!.detail).toEqual({ outOfQueue: 'withheld' })
    const body = { survivorId: patient.id, because: 'other', note, version: page.version }
    refused(await kin.post(`${at}/merge`, body), 403)
    expect((await patientRow(patient.id)).replaced_by).toBeNull()
  })

  itOnce(
    'that was decided shows kin neither which record stands, nor why, nor what was written',
    async () => {
      const { at, patient } = await aWrittenPair(house)
      must(await mergeInto(at, patient), merge)
      const kin = await house.signIn('records', `Kit ${patient.familyName}`)
      const page = await shown(at, kin)
      expect(page.withheld).toMatch(/colleague/)
      expect(page).toMatchObject({ state: 'merged', survivorId: null, because: null, note: null, fields: [] })
      expect(page.people.map(({ replaced }) => replaced)).toEqual([false, false])
      expect(JSON.stringify(page)).not.toContain(note)
      // Whoever is no kin reads it.
      expect(await shown(at)).toMatchObject({ survivorId: patient.id, because: 'registered-twice', note })
    },
  )
})

describe('a merge', () => {
  it('leads the replaced record to the one that stands, and is an event of both patients', async () => {
    const { patient, second, at } = await aWrittenPair(house)
    await noteOn(second.id, 'Calls back after six')
    must(await mergeInto(at, patient), merge)
    expect(must(await agent.get(`/api/patients/${second.id}`)).replacedBy).toBe(patient.id)
    expect(await notesOf(patient.id)).toEqual(['Calls back after six'])
    const event = (await house.audit('duplicate-pair.merged')).at(-1)!
    expect(event).toMatchObject({
      outcome: 'success',
      fields: ['replacedBy', 'notes'],
      detail: { because: 'registered-twice', moved: 1 },
    })
    expect(event.patientIds?.toSorted()).toEqual([patient.id, second.id].sort())
    expect(await shown(at)).toMatchObject({ state: 'merged', survivorId: patient.id })
  })

  itOnce(
    'never joins two logins: the replaced one’s lets nobody in, and its links and sessions end',
    async () => {
      const { patient, second, at } = await aWrittenPair(house)
      const [kept, closed] = [await anAccount(house, patient), await anAccount(house, second)]
      const signIn = (username: string) =>
        house.call('POST', '/portal/v1/session', { username, password: goodPassword })
      expect((await signIn(closed.username)).status).toBe(200)
      must(await mergeInto(at, patient), merge)
      expect((await signIn(closed.username)).status).toBe(401)
      expect((await signIn(kept.username)).status).toBe(200)
      const sessions = (await house.rows('portal_session')).map(({ account_id }) => account_id)
      expect(sessions).not.toContain(closed.id)
      const logins = await house.rows('portal_account')
      expect(logins.find(({ id }) => id === closed.id)).toEqual({
        ...closed,
        access_ended_at: null,
        last_sign_in_at: expect.any(String),
      })
      expect(logins.find(({ id }) => id === kept.id)).toMatchObject({ patient_id: patient.id })
      // Undone, it lets in again whoever signs in, and nobody by what was open before.
      must(await takeApart(at), unmerge)
      expect((await house.rows('portal_session')).map(({ account_id }) => account_id)).not.toContain(
        closed.id,
      )
      expect((await signIn(closed.username)).status).toBe(200)
    },
  )

  itOnce(
    'is refused where either record changed, was merged, or where records has to answer on what it would hide',
    async () => {
      const { patient, second, at } = await aWrittenPair(house)
      const { version } = await shown(at)
      const body = { survivorId: patient.id, because: 'registered-twice', note, version }
      const change = (id: string) =>
        house.owner.write
          .updateTable('patient')
          .set((eb) => ({ version: eb('version', '+', 1) }))
          .where('id', '=', id)
          .execute()
      for (const { id } of [patient, second]) {
        await change(id)
        expect(refused(await records.post(`${at}/merge`, body), 409).code).toBe('pair-changed')
        await house.owner.write.updateTable('patient').set({ version: 1 }).where('id', '=', id).execute()
      }
      const stranger = await aPatient(house)
      refused(await records.post(`${at}/merge`, { ...body, survivorId: stranger.id }), 422)
      await aDoubt(house, second.id, (await aCase(agent, second.id)).id, agent.id)
      expect(refused(await records.post(`${at}/merge`, body), 409).code).toBe('waits-for-records')
      // The doubt stays in sight where the record it is about stands.
      must(await records.post(`${at}/merge`, { ...body, survivorId: second.id }), merge)
      const third = await aWrittenPair(house, patient)
      expect(refused(await mergeInto(third.at, third.second), 409).code).toBe('replaced')
    },
  )

  it('is pressed once of two at a time', async () => {
    const { patient, second, at } = await aWrittenPair(house)
    const replies = await Promise.all([mergeInto(at, patient), mergeInto(at, second)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    const merges = (await house.rows('record_merge')).filter(
      ({ survivor_id }) => survivor_id === patient.id || survivor_id === second.id,
    )
    expect(merges).toHaveLength(1)
  })

  itOnce('counts one person in the figures, and two after it was undone', async () => {
    const { patient, second, at } = await aWrittenPair(house)
    const tenDaysAgo = new Date(house.desk.clock().getTime() - 10 * 86_400_000).toISOString()
    await transact(house.desk.db, (trx) =>
      house.desk.tell(
        trx,
        systemCtx(house.desk, 'test', 'test'),
        [patient, second].map(({ id }) => ({
          id: `visit:${id}`,
          patientId: id,
          kind: 'seen' as const,
          at: tenDaysAgo,
        })),
      ),
    )
    const figures = async () => {
      // Of one second nobody could say what came last.
      house.later(1)
      await countEverything(house.desk)
      return storedFigures(house)
    }
    const before = await figures()
    must(await mergeInto(at, patient), merge)
    const merged = await figures()
    expect(merged).not.toEqual(before)
    must(await takeApart(at, 'wrong-survivor'), unmerge)
    expect(await figures()).toEqual(before)
    must(await mergeInto(at, patient), merge)
    expect(await figures()).toEqual(merged)
    expect((await patientRow(second.id)).replaced_by).toBe(patient.id)
  })
})

/** Every table but the log, what decisions are kept in, and what other rooms were told; a version and the time of a change only go on. */
async function allRows() {
  const kept = ['audit_', 'record_merge', 'duplicate_', 'adoption_', 'request_key', 'act_', 'idempot']
  const tables = await everyRow(house)
  const rows = Object.entries(tables).filter(([name]) => !kept.some((one) => name.startsWith(one)))
  const patients = (await house.rows('patient')).map(({ version: _v, updated_at: _u, ...row }) => row)
  return {
    ...Object.fromEntries(rows),
    patient: JSON.stringify(patients.sort((a, b) => (a.id < b.id ? -1 : 1))),
    patient_note: JSON.stringify((await house.rows('patient_note')).sort((a, b) => (a.id < b.id ? -1 : 1))),
  }
}

describe('a merge that is undone', () => {
  itOnce('leaves every table as it was before', async () => {
    const { patient, second, at } = await aWrittenPair(house)
    await anAccount(house, patient)
    await anAccount(house, second)
    await aCase(agent, second.id)
    await noteOn(patient.id, 'Hard of hearing')
    await noteOn(second.id, 'Calls back after six')
    await shown(at)
    const before = await allRows()
    must(await mergeInto(at, patient), merge)
    expect(await allRows()).not.toEqual(before)
    must(await takeApart(at), unmerge)
    expect(await allRows()).toEqual(before)
    expect(await shown(at)).toMatchObject({ state: 'different', because: 'two-people', survivorId: null })
  })

  itOnce('gives back what it moved; what came since stays', async () => {
    const { patient, second, at } = await aWrittenPair(house)
    await noteOn(second.id, 'before')
    must(await mergeInto(at, patient), merge)
    await noteOn(patient.id, 'since')
    must(await takeApart(at), unmerge)
    expect([await notesOf(patient.id), await notesOf(second.id)]).toEqual([['since'], ['before']])
  })

  it('is refused while the record that stood was merged on, and where the source says otherwise by now', async () => {
    const first = await aWrittenPair(house)
    must(await mergeInto(first.at, first.patient), merge)
    const next = await aWrittenPair(house, first.patient)
    must(await mergeInto(next.at, next.second), merge)
    expect(refused(await takeApart(first.at), 409).code).toBe('merged-on')
    must(await takeApart(next.at), unmerge)
    const elsewhere = await aPatient(house)
    await transact(house.desk.db, (trx) =>
      markReplaced(trx, systemCtx(house.desk, 'test', 'test'), first.second.id, elsewhere.id),
    )
    expect(refused(await takeApart(first.at), 409).code).toBe('merged-elsewhere')
  })

  it('and others, hundreds of them in any order, are what an independent count of them says', async () => {
    const people: TestPatient[] = []
    for (let i = 0; i < 7; i++) people.push(await aPatient(house, anybody()))
    const pairs: { a: string; b: string; at: string }[] = []
    for (const [i, a] of people.entries())
      for (const b of people.slice(0, i))
        pairs.push({ a: a.id, b: b.id, at: (await aWrittenPair(house, a, b)).at })
    // The reference: which record each note was written on, and which merges stand, in their order. It moves nothing: where a note
    // is follows from the merges that stood when it was there and still stand.
    const written: { text: string; on: string; at: number }[] = []
    let standing: { pair: string; from: string; to: string; at: number }[] = []
    const target = (id: string) => standing.find(({ from }) => from === id)?.to ?? null
    const whereIs = (text: string) => {
      const own = written.find((one) => one.text === text)!
      let { on, at } = own
      for (;;) {
        const next = standing.find((one) => one.from === on && one.at > at)
        if (!next) return on
        on = next.to
        at = next.at
      }
    }
    let seed = 7
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * n)
    }
    let [merged, undone, turnedDown] = [0, 0, 0]
    const steps = engine === 'postgres' ? 150 : 300
    for (let step = 1; step <= steps; step++) {
      const undo = standing.length > 0 && random(5) > 2
      const asked = undo ? standing[random(standing.length)]!.pair : pairs[random(pairs.length)]!.at
      const pair = pairs.find(({ at }) => at === asked)!
      const stands = standing.find((one) => one.pair === pair.at)
      const way = random(8)
      if (way === 0) {
        const on = people[random(people.length)]!.id
        await noteOn(on, `note ${step}`)
        written.push({ text: `note ${step}`, on, at: step })
      } else if (stands) {
        const { status } = await takeApart(pair.at, 'wrong-survivor')
        const may = target(stands.to) === null
        expect([step, status]).toEqual([step, may ? 200 : 409])
        if (may) {
          standing = standing.filter((one) => one !== stands)
          undone++
        } else turnedDown++
      } else {
        const [from, to] = random(2) ? [pair.a, pair.b] : [pair.b, pair.a]
        const { status } = await mergeInto(pair.at, { id: to })
        const may = target(from) === null && target(to) === null
        expect([step, status]).toEqual([step, may ? 200 : 409])
        if (may) {
          standing.push({ pair: pair.at, from, to, at: step })
          merged++
        } else turnedDown++
      }
      if (step % 20 > 0) continue
      const notes = new Map((await house.rows('patient_note')).map((row) => [row.text, row.patient_id]))
      for (const { text } of written)
        expect([step, text, notes.get(text)]).toEqual([step, text, whereIs(text)])
      for (const { id } of people)
        expect([step, (await patientRow(id)).replaced_by]).toEqual([step, target(id)])
    }
    expect(merged).toBeGreaterThan(steps / 6)
    expect(undone).toBeGreaterThan(steps / 6)
    expect(turnedDown).toBeGreaterThan(steps / 6)
    // Taken apart to the last, each note is on the record it was written on.
    while (standing.length > 0) {
      const last = standing.findLast(({ to }) => target(to) === null)!
      must(await takeApart(last.pair, 'wrong-survivor'), unmerge)
      standing = standing.filter((one) => one !== last)
    }
    const notes = new Map((await house.rows('patient_note')).map((row) => [row.text, row.patient_id]))
    for (const { text, on } of written) expect(notes.get(text)).toBe(on)
  })
})
