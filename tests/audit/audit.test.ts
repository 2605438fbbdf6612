import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { sealAudit } from '../../api/audit/seal/sealAudit.ts'
import { searchAudit } from '../../api/auditing/searchAudit.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let officer: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  officer = await house.signIn('privacy-officer')
})
const list = (person: Person, filter: object, more = '') =>
  person.get(`/api/audit?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`)

describe('the audit log', () => {
  it('cannot be changed or emptied', async () => {
    await aPatient(house).then((p) => agent.get(`/api/patients/${p.id}`))
    await sealAudit(house.desk)
    for (const statement of [
      "update audit_event set body = 'x'",
      'delete from audit_event',
      'delete from audit_leaf',
      'update audit_leaf set leaf_index = leaf_index + 1',
      'delete from audit_checkpoint',
    ])
      for (const db of [house.desk.db, house.owner])
        await expect(sql.raw(statement).execute(db.write)).rejects.toThrow(
          db === house.owner ? /append-only/ : /append-only|permission denied/,
        )
    if (house.desk.db.engine === 'postgres')
      await expect(sql.raw('truncate audit_event').execute(house.owner.write)).rejects.toThrow(/append-only/)
  })

  it('holds a read before its reply leaves, those of one moment in one transaction', async () => {
    const patients = await Promise.all(Array.from({ length: 6 }, () => aPatient(house)))
    const replies = await Promise.all(patients.map((p) => agent.get(`/api/patients/${p.id}`)))
    expect(replies.every((r) => r.status === 200)).toBe(true)
    const seen = (await house.audit('patient.shown')).flatMap((e) => e.patientIds ?? [])
    for (const patient of patients) expect(seen).toContain(patient.id)
  })

  it('fails closed: no record, no data', async () => {
    const patient = await aPatient(house)
    const { write } = house.desk.views
    house.desk.views.write = () =>
      Promise.reject(Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' }))
    const reply = await agent.get(`/api/patients/${patient.id}`)
    house.desk.views.write = write
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '2'])
    expect(JSON.stringify(reply.body)).not.toContain(patient.familyName)
  })

  it('says nothing of what a schema let nobody see, and a reply carries only what that declares', async () => {
    const patient = await aPatient(house)
    const { show } = showPatient
    const { list: rowsOf } = searchAudit
    const looks = async () => (await house.audit('patient.shown')).length
    const before = await looks()
    showPatient.show = async (ctx, input) => {
      const { reply, seen } = await show(ctx, input)
      return { seen: seen!, reply: { ...reply, version: undefined as never } }
    }
    expect((await agent.get(`/api/patients/${patient.id}`)).status).toBe(500)
    expect(await looks()).toBe(before)
    const more = { passwordHash: '$argon2id$' }
    showPatient.show = async (ctx, input) => {
      const { reply, seen } = await show(ctx, input)
      return { seen: seen!, reply: { ...reply, ...more } }
    }
    searchAudit.list = async (ctx, asked) => {
      const page = await rowsOf(ctx, asked)
      return { ...page, rows: page.rows.map((row) => ({ ...row, ...more })) }
    }
    const replies = [await agent.get(`/api/patients/${patient.id}`), await list(officer, {})]
    Object.assign(showPatient, { show })
    Object.assign(searchAudit, { list: rowsOf })
    expect(replies.map((reply) => reply.status)).toEqual([200, 200])
    expect(JSON.stringify(replies.map((reply) => reply.body))).not.toContain('argon2id')
  })

  it('undoes the change when the record cannot be written', async () => {
    const before = (await house.rows('support_case')).length
    await expect(
      transact(house.desk.db, async (trx) => {
        await trx.insertInto('setting').values({ name: 'x', value: '1' }).execute()
        await trx
          .insertInto('audit_event')
          .values({ id: null as never } as never)
          .execute()
      }),
    ).rejects.toThrow()
    expect((await house.rows('setting')).filter((s) => s.name === 'x')).toEqual([])
    expect((await house.rows('support_case')).length).toBe(before)
  })

  it('is searched by patient, person, case, act, outcome and time, and each search is in it', async () => {
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(agent, patient.id)
    await agent.get(`/api/patients/${patient.id}`)
    await agent.get(`/api/cases/${caseId}`)
    const actions = async (filter: object) =>
      must(await list(officer, filter, '&range=[0,99]')).map((e: { action: string }) => e.action)
    expect(new Set(await actions({ patientId: patient.id }))).toEqual(
      new Set(
        ['patient.shown', 'case.shown', 'case.opened', 'audit.searched'].filter(
          (a) => a !== 'audit.searched',
        ),
      ),
    )
    expect(await actions({ patientId: patient.id, action: 'patient.shown' })).toEqual(['patient.shown'])
    expect(await actions({ caseId, outcome: 'success' })).toEqual(['case.shown', 'case.opened'])
    expect((await actions({ actorId: agent.id })).length).toBeGreaterThan(3)
    const now = house.desk.clock()
    expect(
      await actions({ patientId: patient.id, to: new Date(now.getTime() - 3_600_000).toISOString() }),
    ).toEqual([])
    expect((await house.audit('audit.searched')).at(-1)).toMatchObject({ actorId: officer.id })
  })

  it('names the patient of an event to those who may see patients, which is a look at them, and to nobody else', async () => {
    const patient = await aPatient(house)
    await agent.get(`/api/patients/${patient.id}`)
    const filter = { actorId: agent.id, action: 'patient.shown' }
    const [shown] = must(await list(officer, filter))
    expect(shown).toMatchObject({
      patientIds: [patient.id],
      patientName: expect.stringContaining(patient.familyName),
    })
    const searches = async () => (await house.audit('audit.searched')).at(-1)!
    expect((await searches()).patientIds).toContain(patient.id)
    const administrator = await house.signIn('administrator')
    expect(must(await list(administrator, filter))[0]).toMatchObject({ patientName: null })
    expect((await searches()).patientIds ?? []).toEqual([])
    // Of whoever asks for one patient the watch asks whether they are kin; of whoever reads on, not.
    await list(officer, { patientId: patient.id })
    expect((await searches()).detail).toMatchObject({ sought: true })
    await agent.get(`/api/cases?filter=${encodeURIComponent(JSON.stringify({ patientId: patient.id }))}`)
    expect((await house.audit('case.listed')).at(-1)!.detail).toMatchObject({ sought: true })
  })

  it('finds a patient’s events the same before they are sealed and indexed, halfway, and after', async () => {
    const patient = await aPatient(house)
    const seen = async () =>
      must(await list(officer, { patientId: patient.id, action: 'patient.shown' })).length as number
    await agent.get(`/api/patients/${patient.id}`)
    expect(await seen()).toBe(1)
    await sealAudit(house.desk)
    expect(await seen()).toBe(1)
    await agent.get(`/api/patients/${patient.id}`)
    expect(await seen()).toBe(2)
    await sealAudit(house.desk)
    await sealAudit(house.desk)
    expect(await seen()).toBe(2)
  })

  it('pages by key without gaps or repeats', async () => {
    const ids: string[] = []
    let before: string | undefined
    for (;;) {
      const page = must(
        await list(
          officer,
          { outcome: 'success', to: house.desk.clock().toISOString(), ...(before && { before }) },
          '&range=[0,6]&sort=["id","DESC"]',
        ),
      ) as { id: string; action: string }[]
      if (page.length === 0) break
      ids.push(...page.filter((e) => e.action !== 'audit.searched').map((e) => e.id))
      before = page.at(-1)!.id
    }
    const all = (await house.audit())
      .filter((e) => e.outcome === 'success' && e.action !== 'audit.searched')
      .map((e) => e.id)
    expect(ids).toEqual(all.reverse())
  })

  it('shows a supervisor what was done within cases, and a helpdesk agent nothing', async () => {
    const supervisor = await house.signIn('supervisor')
    const rows = must(await list(supervisor, {}, '&range=[0,99]')) as { caseId: string | null }[]
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => row.caseId !== null)).toBe(true)
    expect((await list(agent, {})).status).toBe(403)
  })

  it('tells react-admin its range, and when the total is capped', async () => {
    const reply = await list(officer, {}, '&range=[0,4]')
    expect(reply.headers.get('content-range')).toMatch(/^audit 0-4\/\d+$/)
    expect(reply.headers.get('x-total-count')).toBe(reply.headers.get('content-range')!.split('/')[1])
  })
})
