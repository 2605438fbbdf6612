import { describe, expect, it } from 'vitest'
import { tellRepeatedDenials } from '../../api/acts/permit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { issueLink } from '../../api/logins/issueLink.ts'
import { facts } from '../acts/examples/breaches.ts'
import { cookieOf, goodPassword, houseForTests, type Person, type Reply } from '../support/harness.ts'
import { aCall, aCase, anAccount, aPatient, channelOf, linkIn, must } from '../support/people.ts'
import { enrolled, signInByHand } from '../support/signInByHand.ts'

const house = houseForTests()

/** Tries until well into a block; what the log holds then, once it began. */
async function untilBlocked(limit: string, attempt: (n: number) => Promise<Reply>) {
  await house.owner.write.deleteFrom('throttle').execute()
  let n = 0
  while ((await attempt(n)).status !== 429) if (++n > 300) throw new Error('never blocked')
  const before = (await house.audit()).length
  for (let more = 0; more < 20; more++) expect((await attempt(n + more)).status).toBe(429)
  expect([limit, (await house.audit()).length - before]).toEqual([limit, 0])
  const blocks = (await house.audit('limit.reached')).filter((event) => event.detail?.limit === limit)
  return { blocks, tries: n }
}

describe('an attack by many tries stands in the log once a block, with its kind, whom it is about and how many', () => {
  it('on one patient’s password', async () => {
    const patient = await aPatient(house)
    // No login is locked before the limit where the address is no username.
    const username = patient.emails[0]!
    await anAccount(house, patient, { username: 'other', username_key: 'other' })
    const { blocks, tries } = await untilBlocked('portal', () =>
      house.call('POST', '/portal/v1/session', { username, password: 'wrong' }),
    )
    expect(blocks).toHaveLength(1)
    expect(blocks[0]).toMatchObject({ outcome: 'denied', patientIds: [patient.id], actorType: 'anonymous' })
    expect(blocks[0]!.detail).toEqual({ limit: 'portal', count: tries, key: expect.any(String) })
    expect(JSON.stringify(blocks)).not.toContain(username)
    // The next block is another event of the same key.
    house.later(31)
    await house.call('POST', '/portal/v1/session', { username, password: 'wrong' })
    const again = (await house.audit('limit.reached')).filter((event) => event.detail?.limit === 'portal')
    expect(again.map((event) => [event.detail?.key, event.detail?.count])).toEqual([
      [blocks[0]!.detail!.key, tries],
      [blocks[0]!.detail!.key, tries + 1],
    ])
  })

  it('on many usernames from one place', async () => {
    const { blocks } = await untilBlocked('portal-usernames-from', (n) =>
      house.call('POST', '/portal/v1/session', { username: `nobody-${n}`, password: 'wrong' }),
    )
    expect(blocks).toHaveLength(1)
  })

  it('on a colleague’s password, and on their code', async () => {
    const who = await enrolled(house, 'attacked@desk.test')
    const password = await untilBlocked('staff', () =>
      house.call('POST', '/api/session', { email: who.email, password: 'wrong' }),
    )
    expect(password.blocks).toMatchObject([{ objectType: 'staff', objectId: who.id }])
    await house.owner.write.deleteFrom('throttle').execute()
    const first = await house.call('POST', '/api/session', { email: who.email, password: goodPassword })
    const code = await untilBlocked('staff-code', () =>
      house.call('POST', '/api/session/second-factor', { code: '000000' }, { Cookie: cookieOf(first) }),
    )
    expect(code.blocks).toMatchObject([{ actorId: who.id, objectId: who.id }])
  })

  it('on the old password of somebody whose desk is unattended', async () => {
    const agent = await signInByHand(house, 'helpdesk', 'unattended@desk.test')
    const { blocks } = await untilBlocked('staff', () =>
      agent.post('/api/me/password', { oldPassword: 'wrong', newPassword: 'seven purple elephants dance' }),
    )
    expect(blocks.at(-1)).toMatchObject({ actorId: agent.id })
  })

  it('by requests for new passwords, and by links that are none', async () => {
    const forgot = await untilBlocked('forgot-from', (n) =>
      house.call('POST', '/portal/v1/password/forgot', { username: `nobody-${n}` }),
    )
    expect(forgot.blocks).toHaveLength(1)
    const ways = [
      ['/portal/v1/links/check', { code: 'no such link at all' }],
      [
        '/portal/v1/activate',
        { code: 'no such link at all', birthDate: '1990-01-01', password: goodPassword },
      ],
      [
        '/portal/v1/password/reset',
        { token: 'no such link', birthDate: '1990-01-01', password: goodPassword },
      ],
    ] as const
    const links = await untilBlocked('link-from', (n) => {
      const [path, body] = ways[n % 3]!
      return house.call('POST', path, body)
    })
    expect(links.blocks).toHaveLength(1)
  })

  it('by somebody signed in whom a limit refuses: the first refusal of each is a denial, the next are nothing', async () => {
    const manager = await house.signIn('manager')
    const wrong = {
      mrn: 'none',
      birthDate: '1990-01-01',
      reason: 'emergency-care',
      explanation: 'The portal is down for their ward',
    }
    const { blocks } = await untilBlocked('emergency', () => manager.post('/api/break-glass', wrong))
    expect(blocks).toMatchObject([{ actorId: manager.id }])
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(agent, patient.id)
    for (const answers of [{ mrn: 'a' }, { phone: '413-555-9999' }, { street: 'c' }, { email: 'd@e.test' }])
      await agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers })
    const denials = async () =>
      (await house.audit('access.denied')).filter((event) => event.patientIds?.includes(patient.id))
    expect(await denials()).toMatchObject([{ detail: { refused: 'attempts-over' } }])
    for (let n = 0; n < 20; n++)
      await agent.post(`/api/patients/${patient.id}/verifications`, {
        caseId,
        caller: 'patient',
        answers: { mrn: `guess ${n}` },
      })
    expect(await denials()).toHaveLength(1)
  })

  it('through a report, by somebody who may not: with the patient it was about', async () => {
    const supervisor = await house.signIn('supervisor')
    const patient = await aPatient(house)
    expect((await supervisor.get(`/api/audit-reports/patients/${patient.id}`)).status).toBe(403)
    expect(
      (await house.audit('access.denied')).filter(({ actorId }) => actorId === supervisor.id),
    ).toMatchObject([{ patientIds: [patient.id], objectType: 'patient', objectId: patient.id }])
  })

  it('by somebody who asks for what is denied again and again: the first time, and once more with how often', async () => {
    house.stopClock()
    const manager = await house.signIn('manager')
    const agent = await house.signIn('helpdesk')
    const [patient, other] = [await aPatient(house), await aPatient(house)]
    const denials = async () =>
      (await house.audit('access.denied')).filter((e) => [manager.id, agent.id].includes(e.actorId!))
    const note = (by: Person, id: string) => by.post(`/api/patients/${id}/notes`, { text: 'x' })
    for (let n = 0; n < 40; n++) expect((await note(manager, patient.id)).status).toBe(403)
    const route = 'POST /api/patients/{id}/notes'
    expect(await denials()).toMatchObject([
      { outcome: 'denied', patientIds: [patient.id], detail: { route, permission: expect.any(String) } },
    ])
    // Another record, another person, another act: each is one of its own.
    house.later(1)
    await note(manager, other.id)
    house.later(1)
    const { caseId } = await aCall(agent, patient)
    const reset = () =>
      agent.post(`/api/patients/${patient.id}/acts/reset-second-factor`, { caseId, reason: 'lost it' })
    for (let n = 0; n < 5; n++) expect((await reset()).status).toBe(403)
    expect((await denials()).slice(1)).toMatchObject([
      { patientIds: [other.id] },
      {
        actorId: agent.id,
        patientIds: [patient.id],
        caseId,
        detail: { act: 'account.second-factor-reset', route: expect.stringContaining('reset-second-factor') },
      },
    ])
    const before = await denials()
    await tellRepeatedDenials(house.desk)
    expect(await denials()).toHaveLength(3)
    house.later(10 * 60)
    await tellRepeatedDenials(house.desk)
    // Once.
    await tellRepeatedDenials(house.desk)
    const told = (await denials()).slice(3)
    const counts = told.map(({ detail, patientIds, caseId }) => ({ detail, patientIds, caseId }))
    expect(counts).toHaveLength(2)
    expect(counts).toContainEqual({ detail: { ...before[0]!.detail, count: 39 }, patientIds: [patient.id] })
    expect(counts).toContainEqual({
      detail: { ...before[2]!.detail, count: 4 },
      patientIds: [patient.id],
      caseId,
    })
    expect((await note(manager, patient.id)).status).toBe(403)
    expect(await denials()).toHaveLength(6)
  })

  it('but not where the try that would have begun a wait was right', async () => {
    await house.owner.write.deleteFrom('throttle').execute()
    const who = await enrolled(house, 'forgetful@desk.test')
    const check = (password: string) => house.call('POST', '/api/session', { email: who.email, password })
    const before = (await house.audit('limit.reached')).length
    for (let n = 0; n < 5; n++) expect((await check('wrong')).status).toBe(401)
    expect((await check(goodPassword)).status).toBe(200)
    expect((await house.audit('limit.reached')).length).toBe(before)
  })
})

describe('a link that works', () => {
  it('is never made to wait by others of its network who try links that do not', async () => {
    for (let n = 0; n < 60; n++)
      await house.call('POST', '/portal/v1/links/check', { code: `none at all ${n}` })
    const none = await house.call('POST', '/portal/v1/links/check', { code: 'none at all' })
    expect(none.status).toBe(429)
    const patient = await aPatient(house)
    const login = await anAccount(house, patient)
    const channel = await channelOf(house, patient.id)
    await transact(house.desk.db, (trx) =>
      issueLink(trx, systemCtx(house.desk, 'test', 'test'), login, 'reset', channel, 'en', null),
    )
    const mail = (await house.rows('mail')).find((row) => row.patient_id === patient.id)!
    const token = linkIn(house.desk.keys.open(mail.sealed_message!))
    expect(must(await house.call('POST', '/portal/v1/links/check', { token }))).toEqual({ usable: true })
    const password = 'velvet harbor lantern 52'
    const chosen = { token, birthDate: patient.birthDate, password }
    must(await house.call('POST', '/portal/v1/password/reset', chosen))
  })
})

it('denials about different records are each in the log, with the record that was asked for and whom it is about', async () => {
  const manager = await house.signIn('manager')
  const agent = await house.signIn('helpdesk')
  const ids = [await aPatient(house), await aPatient(house), await aPatient(house)].map(({ id }) => id)
  const cases = await Promise.all(ids.map(async (patientId) => (await aCase(agent, patientId)).id))
  for (const id of [...cases, ...cases]) expect((await manager.get(`/api/cases/${id}`)).status).toBe(403)
  const denied = (await house.audit('access.denied')).filter(({ actorId }) => actorId === manager.id)
  expect(
    denied.map(({ objectType, objectId, patientIds }) => [objectType, objectId, patientIds]).sort(),
  ).toEqual(cases.map((id, i) => ['case', id, [ids[i]]]).sort())
  // A list that was asked for one patient is about them.
  for (const id of ids)
    await manager.get(`/api/cases?filter=${encodeURIComponent(JSON.stringify({ patientId: id }))}`)
  // The house's clock stands: what is of one moment has no order.
  const lists = (await house.audit('access.denied')).filter(
    ({ actorId, objectType }) => actorId === manager.id && objectType === undefined,
  )
  expect(lists.map(({ patientIds }) => patientIds).sort()).toEqual(ids.map((id) => [id]).sort())
})

it('a denial calls a record what the log calls it everywhere, and names whom it is about', async () => {
  const [officer, manager] = [await house.signIn('privacy-officer'), await house.signIn('manager')]
  const patient = await aPatient(house)
  const breach = must(await officer.post('/api/breaches', facts), 201)
  must(await officer.post(`/api/breaches/${breach.id}/people`, { mrns: patient.mrn, version: 1 }))
  expect((await manager.get(`/api/breaches/${breach.id}`)).status).toBe(403)
  const denied = (await house.audit('access.denied')).filter(({ actorId }) => actorId === manager.id)
  expect(denied).toMatchObject([{ objectType: 'breach', objectId: breach.id, patientIds: [patient.id] }])
})
