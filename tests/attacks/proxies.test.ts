import { beforeEach, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { grantProxy } from '../../api/logins/proxies/grantProxy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, aPatient, handTo, linkIn, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let records: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
  records = await house.signIn('records')
})

const bornAgo = (years: number) => `${house.desk.clock().getUTCFullYear() - years}-01-01`
const act = (patient: TestPatient, name: string, body: object) =>
  agent.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'asked', ...body })
const naming = (proxy: TestPatient, over: object = {}) => ({
  proxyNumber: proxy.mrn,
  proxyBirthDate: proxy.birthDate,
  relationship: 'parent',
  access: 'full',
  paper: 'birth-certificate',
  seenBy: 'clinic',
  ...over,
})
async function proven(patient: TestPatient, tier: 'T1' | 'T2' | 'T3' = 'T2', caller = 'patient') {
  const call = await aCall(agent, patient)
  await house.owner.write
    .updateTable('verification')
    .set({ tier, caller })
    .where('id', '=', call.verificationId)
    .execute()
  return call
}
/** A case of a patient in the queue of records. */
async function filed(patient: TestPatient, verb = 'grant-proxy') {
  const { caseId } = await aCall(agent, patient)
  await house.owner.write
    .updateTable('support_case')
    .set({ status: 'escalated', escalated_to: 'registration' })
    .where('id', '=', caseId)
    .execute()
  return (body: object) => records.post(`/api/cases/${caseId}/${verb}`, { note: 'Seen', version: 1, ...body })
}
const missingOf = (reply: Parameters<typeof refused>[0]) =>
  refused(reply, 403).missing!.map(({ code }: { code: string }) => code)
const grantsOf = async ({ id }: TestPatient) =>
  (await house.rows('proxy_grant')).filter((row) => row.patient_id === id)
async function mailsTo(address: string) {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}

async function granted() {
  const patient = await aPatient(house)
  const me = await aPatient(house)
  const proxy = await signedInPatient(house, me)
  const call = await proven(patient, 'T3')
  const { proxy: made } = must(await act(patient, 'grant-proxy', { ...call, ...naming(me) }), grantProxy)
  const confirm = (birthDate: string) => proxy.by.post(`/portal/v1/proxies/${made.id}/confirm`, { birthDate })
  return { patient, me, proxy, call, grantId: made.id, confirm }
}

describe('proxy access', () => {
  it('begins when the proxy confirms the birth date, is told to both, and stands on both pages, on one without a name', async () => {
    const { patient, me, grantId, confirm } = await granted()
    for (const { emails } of [patient, me])
      expect((await mailsTo(emails[0]!)).at(-1)!.text).toContain('/portal/not-me#token=')
    expect((await grantsOf(patient))[0]).toMatchObject({ status: 'pending', waiting_for: 'proxy' })
    const causes = must(await agent.get(`/api/patients/${patient.id}/diagnosis`), diagnose).causes
    expect(causes.map(({ code }) => code)).toContain('proxy-pending')
    must(await confirm(patient.birthDate))
    const page = must(await agent.get(`/api/patients/${patient.id}`), showPatient)
    expect(page.proxies).toMatchObject([{ id: grantId, status: 'active', access: 'full', waitingFor: null }])
    const theirs = must(await agent.get(`/api/patients/${me.id}`), showPatient)
    expect(theirs.actsFor).toEqual([{ patientId: patient.id, relationship: 'parent', status: 'active' }])
    expect(JSON.stringify(theirs)).not.toContain(patient.familyName)
    const log = JSON.stringify(await house.audit())
    for (const { mrn, birthDate } of [patient, me])
      for (const value of [mrn, birthDate]) expect(log.includes(value)).toBe(false)
    for (const id of [patient.id, me.id])
      expect((await house.audit('proxy.granted')).at(-1)!.patientIds).toContain(id)
  })

  it('that the patient asked for in the portal waits for the desk, which grants it in its place', async () => {
    const me = await aPatient(house)
    const patient = await aPatient(house)
    const asking = await signedInPatient(house, patient)
    const name = `${me.givenName} ${me.familyName}`.toUpperCase()
    const ask = () => asking.by.post('/portal/v1/proxies', { name, relationship: 'spouse' })
    expect((await ask()).status).toBe(201)
    const [asked] = await grantsOf(patient)
    expect(asked).toMatchObject({ status: 'pending', waiting_for: 'desk', proxy_patient_id: null })
    must(
      await act(patient, 'grant-proxy', {
        ...(await proven(patient, 'T3')),
        ...naming(me, { paper: 'none' }),
      }),
    )
    expect(await grantsOf(patient)).toMatchObject([
      { id: asked!.id, waiting_for: 'proxy', proxy_patient_id: me.id },
    ])
    const replies = [await ask(), await ask(), await ask(), await ask()]
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 409])
    // What the patient only asked for is granted, by its own proof, and not changed.
    const [, waiting] = await grantsOf(patient)
    const change = { ...(await proven(patient, 'T3')), grantId: waiting!.id, access: 'limited' }
    expect(refused(await act(patient, 'change-proxy', change), 409).code).toBe('proxy-asked-only')
    must(await asking.by.delete(`/portal/v1/proxies/${asked!.id}`))
    expect((await grantsOf(patient)).find(({ id }) => id === asked!.id)).toMatchObject({
      status: 'ended',
      ended_reason: 'ended-by-patient',
    })
  })
})

describe('an ex-partner', () => {
  it('gets no access to an adult below level 3, nor as their proxy, and none at all once it was asked forty times at once', async () => {
    const [patient, ex] = [await aPatient(house), await aPatient(house)]
    const grant = async (tier: 'T1' | 'T2' | 'T3', caller?: string) =>
      act(patient, 'grant-proxy', { ...(await proven(patient, tier, caller)), ...naming(ex) })
    expect(missingOf(await grant('T1'))).toEqual(['tier-T2', 'tier-T3'])
    expect(missingOf(await grant('T2'))).toEqual(['tier-T3'])
    expect(missingOf(await grant('T3', 'proxy'))).toEqual(['patient-speaks'])
    const call = await proven(patient, 'T3')
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => act(patient, 'grant-proxy', { ...call, ...naming(ex) })),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await grantsOf(patient)).toHaveLength(1)
  })

  it('is stopped by the owner’s answer, before and after they confirmed it; who was named by mistake stops theirs and locks nobody', async () => {
    const first = await granted()
    must(await first.confirm(first.patient.birthDate))
    const press = async (address: string) =>
      must(
        await house.call('POST', '/portal/v1/not-me', {
          token: linkIn((await mailsTo(address)).at(-1)!.text),
        }),
      )
    await press(first.patient.emails[0]!)
    expect(await grantsOf(first.patient)).toMatchObject([{ status: 'ended', ended_reason: 'not-me' }])
    const alerts = (await house.rows('privacy_alert')).filter((row) => row.patient_id === first.patient.id)
    expect(alerts).toMatchObject([{ staff_id: agent.id }])
    const second = await granted()
    const before = await house.rows('portal_account')
    await press(second.me.emails[0]!)
    expect(await grantsOf(second.patient)).toMatchObject([{ status: 'ended', ended_reason: 'not-me' }])
    expect(await house.rows('portal_account')).toEqual(before)
    refused(await second.confirm(second.patient.birthDate), 404)
  })

  it('is granted nothing while custody is in doubt, neither by desk, records nor their own confirmation, until records settles it', async () => {
    const child = await aPatient(house, { birthDate: bornAgo(5) })
    const [parent, ex] = [await aPatient(house), await aPatient(house)]
    await aGrant(house, child.id, { proxy_patient_id: parent.id })
    const waiting = await aGrant(house, child.id, {
      proxy_patient_id: ex.id,
      status: 'pending',
      waiting_for: 'proxy',
    })
    const { caseId } = await aCall(agent, child)
    must(await act(child, 'doubt-custody', { caseId }))
    const seen = must(await agent.get(`/api/cases/${caseId}`), showCase)
    expect(seen).toMatchObject({
      status: 'escalated',
      escalatedTo: 'health-information-management',
      waits: ['custody'],
    })
    const another = await aPatient(house)
    const wanted = naming(another)
    const { seenBy, ...byRecords } = wanted
    const file = await filed(child)
    expect(refused(await file(byRecords), 409).code).toBe('custody-doubted')
    const their = await signedInPatient(house, ex)
    const confirm = () =>
      their.by.post(`/portal/v1/proxies/${waiting.id}/confirm`, { birthDate: child.birthDate })
    expect(refused(await confirm(), 409).code).toBe('custody-doubted')
    // Nobody is cut off by a doubt either.
    expect((await grantsOf(child)).map(({ status }) => status).sort()).toEqual(['active', 'pending'])
    must(
      await records.post(`/api/cases/${caseId}/settle-custody`, {
        note: 'Joint custody',
        version: seen.version,
      }),
    )
    must(await confirm())
    must(await file(byRecords))
  })

  itOnce(
    'leaves no doubt stuck in a closed case: records settles it, and answers a correction, in whichever case of the patient it works',
    async () => {
      const child = await aPatient(house, { birthDate: bornAgo(5) })
      const { caseId } = await aCall(agent, child)
      must(await act(child, 'doubt-custody', { caseId }))
      /** Nobody closes it over what waits; some were closed before that was refused. */
      const closedBefore = async (id: string) => {
        const { version } = must(await records.get(`/api/cases/${id}`), showCase)
        const closing = { cause: 'other', outcome: 'referred', version }
        expect(refused(await records.post(`/api/cases/${id}/close`, closing), 409).code).toBe(
          'records-decides-first',
        )
        await house.owner.write
          .updateTable('support_case')
          .set({ status: 'closed' })
          .where('id', '=', id)
          .execute()
      }
      await closedBefore(caseId)
      const answering = async (verb: string, body: object) => {
        const another = await aCall(agent, child)
        const filed = must(
          await agent.post(`/api/cases/${another.caseId}/escalate`, {
            ...handTo('registration', 'Again'),
            version: 1,
          }),
        )
        const path = `/api/cases/${another.caseId}/${verb}`
        must(await records.post(path, { note: 'Looked', version: filed.version, ...body }))
      }
      await answering('settle-custody', {})
      const asking = await aCall(agent, child)
      const correction = { field: 'name', paper: 'passport', seenBy: 'clinic' }
      must(await act(child, 'ask-correction', { caseId: asking.caseId, ...correction }))
      const seen = must(await records.get(`/api/cases/${asking.caseId}`), showCase)
      expect(seen.waits).toEqual(['correction'])
      await closedBefore(asking.caseId)
      await answering('answer-correction', { answer: 'was-right' })
    },
  )

  it('gets by no login of the child’s own what is not granted: none is opened while custody is in doubt, nor by a link from before', async () => {
    const [child, another, teen] = [
      await aPatient(house, { birthDate: bornAgo(5) }),
      await aPatient(house, { birthDate: bornAgo(5) }),
      await aPatient(house, { birthDate: bornAgo(15) }),
    ]
    must(await act(child, 'invite', await aCall(agent, child)))
    const code = linkIn((await mailsTo(child.emails[0]!)).at(-1)!.text)
    for (const patient of [child, another, teen]) {
      const { caseId } = await aCall(agent, patient)
      must(await act(patient, 'doubt-custody', { caseId }))
    }
    const activate = () =>
      house.call('POST', '/portal/v1/activate', {
        code,
        birthDate: child.birthDate,
        password: 'seven purple elephants',
      })
    expect(refused(await activate(), 409).code).toBe('custody-doubted')
    for (const name of ['invite', 'order-letter'])
      expect(refused(await act(another, name, await aCall(agent, another)), 409).code).toBe('custody-doubted')
    must(await act(teen, 'invite', await aCall(agent, teen)))
    await house.owner.write
      .updateTable('custody_doubt')
      .set({ settled_at: house.desk.clock().toISOString(), settled_by: records.id })
      .where('patient_id', '=', child.id)
      .execute()
    must(await activate())
  })

  it('cuts a child’s other parent off by no call, nor by the child’s own login: records ends it by a document, and both hear of it', async () => {
    const child = await aPatient(house, { birthDate: bornAgo(5) })
    const parent = await aPatient(house)
    const { id: grantId } = await aGrant(house, child.id, { proxy_patient_id: parent.id })
    for (const caller of ['guardian', 'proxy', 'patient']) {
      const call = await proven(child, 'T3', caller)
      expect(missingOf(await act(child, 'end-proxy', { ...call, grantId }))).toEqual(['records-decide'])
    }
    const login = await signedInPatient(house, child)
    expect(refused(await login.by.delete(`/portal/v1/proxies/${grantId}`), 409).code).toBe('childs-proxies')
    const friend = { name: 'A friend', relationship: 'other' }
    expect(refused(await login.by.post('/portal/v1/proxies', friend), 409).code).toBe('childs-proxies')
    expect(await grantsOf(child)).toMatchObject([{ status: 'active' }])
    const elsewhere = await aGrant(house, parent.id)
    const file = await filed(child, 'end-proxy')
    expect(refused(await file({ grantId: elsewhere.id }), 422).errors).toHaveProperty('grantId')
    must(await file({ grantId }))
    expect(await grantsOf(child)).toMatchObject([{ status: 'ended', ended_reason: 'ended-by-desk' }])
    for (const { emails } of [child, parent])
      expect((await mailsTo(emails[0]!)).at(-1)!.text).toContain('/portal/not-me#token=')
  })

  itOnce('keeps no adult from naming who acts for them by a doubt', async () => {
    const adult = await aPatient(house)
    const { caseId } = await aCall(agent, adult)
    expect(refused(await act(adult, 'doubt-custody', { caseId }), 409).code).toBe('custody-of-adult')
    expect(await house.rows('custody_doubt')).not.toContainEqual(
      expect.objectContaining({ patient_id: adult.id }),
    )
  })

  itOnce('finds out no birth date by confirming, nor ends or sees what is not theirs', async () => {
    const { patient, grantId, confirm } = await granted()
    for (const guess of ['1985-03-08', '1985-03-07', '1985-03-06']) refused(await confirm(guess), 422)
    refused(await confirm(patient.birthDate), 404)
    expect(await grantsOf(patient)).toMatchObject([{ status: 'ended', ended_reason: 'not-confirmed' }])
    const other = await granted()
    const stranger = await signedInPatient(house)
    for (const id of [grantId, other.grantId]) {
      refused(await stranger.by.delete(`/portal/v1/proxies/${id}`), 404)
      refused(await stranger.by.post(`/portal/v1/proxies/${id}/confirm`, { birthDate: '1985-03-09' }), 404)
    }
  })
})

describe('a teenager’s parent', () => {
  it('gets no more than the age policy gives, from the desk or from records; the teenager alone grants more, and ends it', async () => {
    const teen = await aPatient(house, { birthDate: bornAgo(15) })
    const parent = await aPatient(house)
    expect(must(await agent.get(`/api/patients/${teen.id}`), showPatient).ageBand).toBe('teen')
    const calling = await proven(teen, 'T3', 'guardian')
    expect(missingOf(await act(teen, 'grant-proxy', { ...calling, ...naming(parent) }))).toEqual([
      'patient-speaks',
    ])
    const file = await filed(teen)
    const { seenBy, ...wanted } = naming(parent)
    expect(refused(await file(wanted), 422).errors).toHaveProperty('access')
    for (const paper of ['power-of-attorney', 'adult-guardianship'])
      for (const access of ['full', 'limited'])
        expect(refused(await file({ ...wanted, paper, access }), 422).errors).toHaveProperty('paper')
    must(await file({ ...wanted, access: 'limited' }))
    const grantId = (await grantsOf(teen))[0]!.id
    const widen = { grantId, access: 'full' }
    expect(missingOf(await act(teen, 'change-proxy', { ...calling, ...widen }))).toEqual(['patient-speaks'])
    must(await act(teen, 'change-proxy', { ...(await proven(teen)), ...widen }))
    expect((await grantsOf(teen))[0]).toMatchObject({ access: 'full', assented_at: expect.any(String) })
    must(await act(teen, 'end-proxy', { ...(await proven(teen)), grantId }))
    expect((await grantsOf(teen))[0]!.status).toBe('ended')
  })

  itOnce(
    'of a small child is named by records alone, from a document; who says at the desk that they act for it grants, widens and redirects nothing',
    async () => {
      const child = await aPatient(house, { birthDate: bornAgo(5) })
      const [parent, ex] = [await aPatient(house), await aPatient(house)]
      const { id: grantId } = await aGrant(house, child.id, {
        proxy_patient_id: parent.id,
        access: 'limited',
        for_minor: 1,
      })
      for (const caller of ['guardian', 'proxy', 'patient']) {
        const call = await proven(child, 'T3', caller)
        expect(missingOf(await act(child, 'grant-proxy', { ...call, ...naming(ex) }))).toEqual([
          'records-decide',
        ])
        expect(missingOf(await act(child, 'change-proxy', { ...call, grantId, access: 'full' }))).toEqual([
          'records-decide',
        ])
        const redirected = await act(child, 'change-email', { ...call, email: ex.emails[0], old: 'end' })
        expect(missingOf(redirected)).toEqual(['registration-changes'])
      }
      expect(await grantsOf(child)).toMatchObject([{ id: grantId, status: 'active', access: 'limited' }])
      const teen = await aPatient(house, { birthDate: bornAgo(15) })
      const { seenBy, ...wanted } = naming(teen)
      expect(refused(await (await filed(child))(wanted), 422).errors).toHaveProperty('proxyNumber')
      const adult = await aPatient(house)
      const { seenBy: _, ...ofAdult } = naming(parent)
      expect(refused(await (await filed(adult))(ofAdult), 422).errors).toHaveProperty('paper')
      must(await (await filed(adult))({ ...ofAdult, paper: 'adult-guardianship' }))
    },
  )
})

describe('a colleague', () => {
  itOnce('names no relative as a proxy, and no more people than a day allows', async () => {
    const patient = await aPatient(house)
    const relative = await aPatient(house)
    const call = await proven(patient, 'T3')
    const grant = (over: object) => act(patient, 'grant-proxy', { ...call, ...naming(relative), ...over })
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await grant({ proxyNumber: `none-${n}` })).status)
    expect(statuses).toEqual([...Array(10).fill(422), 429])
    expect((await grant({})).status).toBe(429)
    await house.owner.write.deleteFrom('throttle').execute()
    await house.owner.write
      .updateTable('staff')
      .set({ own_patient_id: relative.id })
      .where('id', '=', agent.id)
      .execute()
    expect(missingOf(await grant({}))).toEqual(['second-person'])
    // Nor is a relative told from a stranger's number by another birth date.
    expect(missingOf(await grant({ proxyBirthDate: '1990-01-01' }))).toEqual(['second-person'])
    expect(await grantsOf(patient)).toEqual([])
  })

  it('asks out no birth date by naming somebody, alone, with others or at once; whom it was asked about stands in the log', async () => {
    const victim = await aPatient(house)
    const guess = async (by: Person, n: number, over: object = {}) => {
      const patient = await aPatient(house)
      agent = by
      const call = await proven(patient, 'T3')
      const wrong = { proxyBirthDate: `1990-01-${10 + n}` }
      return by.post(`/api/patients/${patient.id}/acts/grant-proxy`, {
        reason: 'asked',
        ...call,
        ...naming(victim),
        ...wrong,
        ...over,
      })
    }
    const [first, second] = [agent, await house.signIn('helpdesk')]
    expect(refused(await guess(first, 1), 422).errors).toHaveProperty('proxyNumber')
    expect((await house.audit('proxy.granted')).at(-1)).toMatchObject({
      outcome: 'failure',
      patientIds: expect.arrayContaining([victim.id]),
    })
    const calls = []
    for (let n = 2; n < 8; n++) calls.push(guess(second, n))
    const statuses = (await Promise.all(calls)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(1)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
    const right = await guess(first, 9, { proxyBirthDate: victim.birthDate })
    expect(refused(right, 429).code).toBe('named-too-often')
    const file = await filed(await aPatient(house, { birthDate: bornAgo(5) }))
    const { seenBy, ...wanted } = naming(victim)
    expect(refused(await file(wanted), 429).code).toBe('named-too-often')
  })

  itOnce(
    'asks out no birth date by naming a child, or with no paper: whoever cannot act is refused as one who is not found, and counted',
    async () => {
      const child = await aPatient(house, { birthDate: bornAgo(9) })
      const patient = await aPatient(house)
      const call = await proven(patient, 'T3')
      const name = (proxyBirthDate: string, over: object = {}) =>
        act(patient, 'grant-proxy', { ...call, ...naming(child, { proxyBirthDate, ...over }) })
      const unpapered = { relationship: 'guardian', paper: 'none', seenBy: 'not-yet' }
      const [wrong, right] = [await name('2001-01-01', unpapered), await name(child.birthDate, unpapered)]
      expect(Object.keys(refused(wrong, 422).errors!)).toEqual(['paper'])
      expect(right.body.errors).toEqual(wrong.body.errors)
      const tried = async () =>
        (await house.rows('caller_wrong_answer')).filter((row) => row.patient_id === child.id).length
      expect(refused(await name('2001-01-01'), 422).errors).toHaveProperty('proxyNumber')
      expect(await tried()).toBe(1)
      const throttled = (await house.rows('throttle')).length
      refused(await name(child.birthDate), 422)
      expect((await house.rows('throttle')).length).toBeGreaterThan(throttled)
    },
  )
})
