import { beforeAll, describe, expect, it } from 'vitest'
import { dayPlus } from '../../api/core/calendar.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { writeLog } from '../support/log.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'
import { act, aMember } from '../support/snoopers.ts'

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)

let officer: Person
let colleague: Person
let manager: Person
/** Who confirms changes of rules. */
let second: Person

beforeAll(async () => {
  officer = await house.signIn('privacy-officer', 'Olive Reviewer')
  colleague = await house.signIn('privacy-officer', 'Omar Reviewer')
  manager = await house.signIn('manager', 'Mara Emergency')
}, 60_000)

/** Opens their own record once: enough for an alert. */
async function anAlert(staffId?: string): Promise<any> {
  const patient = await aPatient(house)
  const snooper = staffId ?? (await aMember(house))
  await house.desk.db.write
    .updateTable('staff')
    .set({ own_patient_id: patient.id })
    .where('id', '=', snooper)
    .execute()
  await writeLog(house, [act(snooper, patient.id, new Date(house.desk.clock()).toISOString())])
  await watchAccess(house.desk)
  const { body } = await officer.get(
    `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: snooper }))}`,
  )
  expect(body.length).toBe(1)
  return body[0]
}

/** A rule, or what all go by, as it is shown to another officer. */
const rule = async (id: string, by = second) =>
  must(await by.get('/api/privacy-rules')).find((r: any) => r.id === id)

/** Proposed by one officer, confirmed by another. */
async function changed(id: string, to: { enabled: boolean; thresholds: Record<string, number> }) {
  second = await house.signIn('privacy-officer', 'Olive Second')
  const { version } = await rule(id)
  const { change } = must(
    await officer.put(`/api/privacy-rules/${id}`, { ...to, reason: 'A trial.', version }),
  )
  must(await second.post(`/api/privacy-rules/${id}/confirm`, { id: change }))
}

const factor = (likelihood: string) => ({ likelihood, text: 'Synthetic reasoning.' })
const factors = (likelihood: string) => ({
  nature: factor(likelihood),
  recipient: factor(likelihood),
  viewed: factor(likelihood),
  mitigation: factor('low'),
})

describe('the queue of alerts', () => {
  itOnce('says in words what was found, ranks the gravest first, and records who looked', async () => {
    const alert = await anAlert()
    const shown = must(await officer.get(`/api/privacy-alerts/${alert.id}`))
    expect(shown.findings[0]).toMatchObject({ rule: 'self', evidence: 'The record is their own.' })
    expect(shown.context).toEqual([])
    expect(Date.parse(shown.dueAt) - Date.parse(shown.discoveredAt)).toBe(60 * 86_400_000)
    const list = must(await officer.get('/api/privacy-alerts'))
    const scores = list.map((row: any) => row.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    const [view] = (await house.audit('privacy-alert.shown')).slice(-1)
    expect(view).toMatchObject({ actorId: officer.id, patientIds: [alert.patient.id] })
    expect((await officer.get('/api/privacy-alerts?filter={"name":"x"}')).status).toBe(400)
  })

  it('is worked from taking to signing, each step in the log, and does not change afterwards', async () => {
    const alert = await anAlert()
    const url = `/api/privacy-alerts/${alert.id}`
    const taken = must(await officer.post(`${url}/assign`, { staffId: officer.id, version: alert.version }))
    expect(must(await officer.get(url)).assignedTo.name).toBe('Olive Reviewer')
    expect(
      (await officer.post(`${url}/assign`, { staffId: manager.id, version: taken.version })).status,
    ).toBe(422)
    must(await officer.post(`${url}/notes`, { text: 'Asked the line manager.' }))

    const sign = { outcome: 'breach', measure: 'warning', conclusion: 'Curiosity.' }
    expect((await officer.post(`${url}/sign`, { ...sign, version: taken.version })).status).toBe(409)
    expect(
      (
        await officer.post(`${url}/assessment`, {
          ...factors('high'),
          lowProbability: true,
          version: taken.version,
        })
      ).body.errors,
    ).toHaveProperty('lowProbability')
    const { mitigation, ...three } = factors('low')
    expect(
      (await officer.post(`${url}/assessment`, { ...three, lowProbability: true, version: taken.version }))
        .body.errors,
    ).toHaveProperty('mitigation')
    const assessed = must(
      await officer.post(`${url}/assessment`, {
        ...factors('high'),
        lowProbability: false,
        version: taken.version,
      }),
    )
    expect(
      (await officer.post(`${url}/sign`, { ...sign, outcome: 'violation', version: assessed.version })).body
        .errors,
    ).toHaveProperty('outcome')
    expect((await officer.post(`${url}/sign`, { ...sign, version: taken.version })).status).toBe(409)
    const signed = must(await officer.post(`${url}/sign`, { ...sign, version: assessed.version }))
    expect(signed.status).toBe('signed')
    const review = must(await officer.get(url))
    expect(review).toMatchObject({
      status: 'signed',
      outcome: 'breach',
      signedBy: 'Olive Reviewer',
      notifiedOn: null,
    })
    expect((await officer.post(`${url}/sign`, { ...sign, version: signed.version })).status).toBe(409)
    expect(
      (
        await officer.post(`${url}/assessment`, {
          ...factors('low'),
          lowProbability: true,
          version: signed.version,
        })
      ).status,
    ).toBe(409)

    expect(must(await officer.get('/api/privacy-overview')).toNotify).toBe(1)
    const acts = (await house.audit()).filter((e) => e.objectId === alert.id).map((e) => e.action)
    for (const action of ['raised', 'assigned', 'noted', 'assessed', 'signed'])
      expect(acts).toContain(`privacy-alert.${action}`)
    // It goes on as a breach, which a second reviewer signs; when everybody was told, the alert is over.
    const breach = must(await officer.get(`/api/breaches/${review.breachId}`))
    expect(breach).toMatchObject({
      status: 'signed',
      outcome: 'breach',
      alertId: alert.id,
      people: 1,
      signedBy: { id: officer.id },
      affected: [{ id: alert.patient.id, told: 'waiting' }],
    })
    const at = `/api/breaches/${breach.id}`
    const { version } = breach
    expect((await officer.post(`${at}/countersign`, { agrees: true, version })).body.missing[0].code).toBe(
      'second-person',
    )
    expect((await colleague.post(`${at}/print`, { version })).body.code).toBe('breach-signed')
    const over = must(await colleague.post(`${at}/countersign`, { agrees: true, version }))
    must(
      await officer.post(`${at}/notices`, {
        patientId: alert.patient.id,
        method: 'mail',
        recipient: '1 Elm Street',
        on: today,
        version: over.version,
      }),
    )
    expect(must(await officer.get(url)).notifiedOn).toBe(today)
    expect(must(await officer.get('/api/privacy-overview')).toNotify).toBe(0)
    expect((await house.audit('privacy-alert.notified')).at(-1)).toMatchObject({
      objectId: alert.id,
      patientIds: [alert.patient.id],
    })
  })

  itOnce('wants a fresh sign-in for a signature', async () => {
    const late = await house.signIn('privacy-officer')
    const alert = await anAlert()
    house.later(6 * 60)
    const reply = await late.post(`/api/privacy-alerts/${alert.id}/sign`, {
      outcome: 'appropriate',
      measure: 'none',
      conclusion: 'Fine.',
      version: alert.version,
    })
    expect(reply.body.missing[0].code).toBe('fresh-sign-in')
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
  })

  itOnce('lets nobody review their own access, and the attempt is recorded', async () => {
    const alert = await anAlert(colleague.id)
    const url = `/api/privacy-alerts/${alert.id}`
    expect((await officer.post(`${url}/assign`, { staffId: colleague.id, version: 1 })).body.errors).toEqual({
      staffId: 'is the person the alert is about',
    })
    const denials = (await house.audit('access.denied')).length
    for (const [path, body] of [
      ['assign', { staffId: officer.id, version: 1 }],
      ['notes', { text: 'I may.' }],
      ['assessment', { ...factors('low'), lowProbability: true, version: 1 }],
    ] as const)
      expect((await colleague.post(`${url}/${path}`, body)).status).toBe(403)
    const signature = { outcome: 'appropriate', measure: 'none', conclusion: 'Fine.', version: 1 }
    expect((await colleague.post(`${url}/sign`, signature)).status).toBe(403)
    expect((await house.audit('access.denied')).length).toBeGreaterThanOrEqual(denials + 3)
    expect((await colleague.get(url)).status).toBe(404)
  })

  it('leads to the cases that one number called about', async () => {
    const agent = await house.signIn('helpdesk')
    const numbers: number[] = []
    for (let i = 0; i < 4; i++) {
      const patientId = (await aPatient(house)).id
      const given = { patientId, category: 'locked-out', channel: 'phone', summary: 'test' }
      numbers.push(
        must(await agent.post('/api/cases', { ...given, callerNumber: '212-555-0177' }), 201).number,
      )
    }
    house.later(86_400)
    await writeLog(house, [])
    await watchAccess(house.desk)
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
    const [alert] = (await officer.get('/api/privacy-alerts?filter={"rule":"caller-number"}')).body
    expect(alert).toMatchObject({ caller: true, staff: null, patient: null })
    const shown = must(await officer.get(`/api/privacy-alerts/${alert.id}`))
    expect(shown.findings[0].evidence).toBe('4 calls about 4 households came from one number within 7 days.')
    expect(shown.cases.map((c: any) => c.number)).toEqual(numbers.toReversed())
    expect(JSON.stringify(shown)).not.toContain('0177')
  })

  itOnce('starts a new alert when the same happens after a signature', async () => {
    const alert = await anAlert()
    must(
      await officer.post(`/api/privacy-alerts/${alert.id}/sign`, {
        outcome: 'exception',
        measure: 'education',
        conclusion: 'Meant well.',
        version: alert.version,
      }),
    )
    house.later(86_400)
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
    await writeLog(house, [act(alert.staff.id, alert.patient.id, house.desk.clock().toISOString())])
    await watchAccess(house.desk)
    const { body } = await officer.get(
      `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: alert.staff.id }))}`,
    )
    expect(body.map((row: any) => row.status).sort()).toEqual(['open', 'signed'])
  })
})

describe('emergency access', () => {
  let patient: TestPatient
  const ask = (over = {}) => ({
    mrn: patient.mrn,
    birthDate: patient.birthDate,
    reason: 'emergency-care',
    explanation: 'The ward called, the desk is closed.',
    ...over,
  })
  beforeAll(async () => {
    patient = await aPatient(house)
    manager = await house.signIn('manager', 'Mara Emergency')
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
  })

  itOnce('opens one patient, to look and no more, for 30 minutes, and the log says why', async () => {
    const url = `/api/patients/${patient.id}`
    expect((await manager.get(url)).status).toBe(403)
    const opened = must(await manager.post('/api/break-glass', ask()), 201)
    expect(opened.patientId).toBe(patient.id)
    must(await manager.get(url))
    must(await manager.get(`${url}/diagnosis`))
    expect((await manager.get(`/api/patients/${(await aPatient(house)).id}`)).status).toBe(403)
    expect((await manager.post(`${url}/reveal`, { field: 'mrn', reason: 'complaint' })).status).toBe(403)
    expect((await manager.post('/api/patients/search', { filter: { q: 'quill' } })).status).toBe(403)
    for (const action of ['patient.shown', 'patient.diagnosed'])
      expect((await house.audit(action)).at(-1)).toMatchObject({
        actorId: manager.id,
        purpose: 'break-glass',
      })
    // The same person, at work all the time.
    house.later(14 * 60)
    must(await manager.get(url))
    house.later(14 * 60)
    must(await manager.get(url))
    house.later(2 * 60 + 1)
    expect((await manager.get(url)).status).toBe(403)
  })

  itOnce('does not open for the one what was opened for another', async () => {
    const [first, second] = [await house.signIn('manager'), await house.signIn('administrator')]
    must(await first.post('/api/break-glass', ask()), 201)
    expect((await second.get(`/api/patients/${patient.id}`)).status).toBe(403)
  })

  it('raises an alert in the same moment, whatever the rule scores, and writes to every officer', async () => {
    officer = await house.signIn('privacy-officer')
    await changed('break-glass', { enabled: true, thresholds: { score: 0 } })
    expect(
      (
        await officer.put('/api/privacy-rules/break-glass', {
          enabled: false,
          thresholds: {},
          reason: 'No.',
          version: 1,
        })
      ).status,
    ).toBe(422)
    const breaker = await house.signIn('administrator')
    must(await breaker.post('/api/break-glass', ask()), 201)
    const { body } = await officer.get(
      `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: breaker.id }))}`,
    )
    expect(body[0]).toMatchObject({ status: 'open', rules: [{ code: 'break-glass' }] })
    // What was written then is there to be judged.
    const { reason, explanation: text } = ask()
    expect(must(await officer.get(`/api/privacy-alerts/${body[0].id}`)).emergencies).toMatchObject([
      { reason, text },
    ])
    await deliverMail(house.desk)
    const mail = house.mailbox.mails.filter((m: any) => m.to === officer.email).at(-1)
    expect(mail?.text).toContain('without the usual permission')
    expect(mail?.text).toContain(`/#/privacy-alerts/${body[0].id}/show`)
    expect(mail?.text).not.toContain(patient.familyName)
    expect(mail?.text).not.toContain(patient.mrn)
  })

  itOnce(
    'of kin, or of one’s own record, is not kept back and says so: in the log and in the alert, which nothing explains',
    async () => {
      const reviewer = await house.signIn('privacy-officer', 'Olive Reviewer')
      const opened = async (name: string, own = false) => {
        const breaker = await house.signIn('administrator', name)
        const kin = await aPatient(house, { familyName: own ? 'Elsewhere' : 'Larkspurre' })
        if (own)
          await house.owner.write
            .updateTable('staff')
            .set({ own_patient_id: kin.id })
            .where('id', '=', breaker.id)
            .execute()
        must(await breaker.post('/api/break-glass', ask({ mrn: kin.mrn, birthDate: kin.birthDate })), 201)
        const { body } = await reviewer.get(
          `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: breaker.id }))}`,
        )
        const { detail } = (await house.audit('break-glass.opened')).at(-1)!
        return [body.map((row: any) => row.rules.map((rule: any) => rule.code).sort()), detail?.kin]
      }
      const marked = [[['break-glass', 'glass-for-kin']], true]
      expect(await opened('Ann Larkspurre-Smith')).toEqual(marked)
      expect(await opened('Bea Own', true)).toEqual(marked)
      expect(await opened('Carl Stranger')).toEqual([[['break-glass']], undefined])
      expect(
        (
          await reviewer.put('/api/privacy-rules/glass-for-kin', {
            ...{ enabled: false, thresholds: {}, reason: 'No.', version: 0 },
          })
        ).status,
      ).toBe(422)
    },
  )

  itOnce('raises another alert when the first was signed the same day', async () => {
    const reviewer = await house.signIn('privacy-officer', 'Olive Reviewer')
    const breaker = await house.signIn('administrator')
    const alerts = async () =>
      (
        await reviewer.get(
          `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: breaker.id }))}`,
        )
      ).body
    must(await breaker.post('/api/break-glass', ask()), 201)
    must(await breaker.post('/api/break-glass', ask()), 201)
    const [first, ...none] = await alerts()
    expect(none).toEqual([])
    const signature = { outcome: 'appropriate', measure: 'none', conclusion: 'Fine.', version: first.version }
    must(await reviewer.post(`/api/privacy-alerts/${first.id}/sign`, signature))
    must(await breaker.post('/api/break-glass', ask()), 201)
    const both = await alerts()
    expect(both.map((row: any) => [row.status, row.rules.length]).sort()).toEqual([
      ['open', 1],
      ['signed', 1],
    ])
  })

  itOnce(
    'wants number and birth date of one patient, a reason from the list and what happened; guesses run out',
    async () => {
      const guesser = await house.signIn('administrator')
      expect(
        (await guesser.post('/api/break-glass', ask({ reason: 'curiosity' }))).body.errors,
      ).toHaveProperty('reason')
      expect(
        (await guesser.post('/api/break-glass', ask({ explanation: 'because' }))).body.errors,
      ).toHaveProperty('explanation')
      const statuses: number[] = []
      for (let i = 0; i < 7; i++)
        statuses.push((await guesser.post('/api/break-glass', ask({ birthDate: '1901-01-01' }))).status)
      expect(statuses.slice(0, 5)).toEqual([404, 404, 404, 404, 404])
      expect(statuses.at(-1)).toBe(429)
      expect(
        (await house.audit('break-glass.opened')).filter((e) => e.outcome === 'failure').length,
      ).toBeGreaterThan(4)
    },
  )

  itOnce('is not for those who may open patients anyway', async () => {
    expect((await (await house.signIn('helpdesk')).post('/api/break-glass', ask())).status).toBe(403)
  })
})

describe('rules and watched records', () => {
  beforeAll(async () => {
    second = await house.signIn('privacy-officer', 'Olive Second')
  })

  itOnce(
    'no officer alone turns a rule off or changes what the watch goes by; what waits is shown',
    async () => {
      const off = { enabled: false, thresholds: {}, reason: 'It finds my friends.', version: 0 }
      const { change } = must(await officer.put('/api/privacy-rules/neighbour', off))
      expect(await rule('neighbour')).toMatchObject({
        enabled: true,
        version: 0,
        waiting: { id: change, enabled: false, askedBy: 'privacy-officer Person', mine: false, alone: false },
      })
      const confirm = (by: Person) => by.post('/api/privacy-rules/neighbour/confirm', { id: change })
      expect((await confirm(officer)).body.errors).toHaveProperty('id')
      // The administrator has no word in it while a second officer is there, nor by the settings; nor has whoever sits at the server.
      const admin = await house.signIn('administrator')
      expect((await confirm(admin)).body.code).toBe('officer-decides')
      const set = { value: 100, reason: 'operation' }
      expect((await admin.put('/api/policy/alertScore', set)).body.errors).toHaveProperty('name')
      expect(must(await admin.get('/api/policy')).rows.find((r: any) => r.name === 'alertScore').two).toBe(
        true,
      )
      must(await second.post('/api/privacy-rules/neighbour/decline', { id: change }))
      expect((await confirm(second)).body.code).toBe('rule-change-decided')
      expect(await rule('neighbour')).toMatchObject({ enabled: true, version: 0, waiting: null })

      const before = await rule('watch')
      const given = Object.fromEntries(before.thresholds.map((t: any) => [t.name, t.value]))
      await changed('watch', { enabled: true, thresholds: { ...given, alertScore: 77 } })
      const at = async (name: string) =>
        must(await admin.get('/api/policy')).rows.find((r: any) => r.name === name).value
      expect(await at('alertScore')).toBe(77)
      expect((await house.audit('privacy-rule.changed')).at(-1)!.detail).toMatchObject({
        from: [`alertScore=${given.alertScore}`],
        to: ['alertScore=77'],
      })
      const { version } = await rule('watch')
      const silent = { enabled: false, thresholds: given, reason: 'No.', version }
      expect((await officer.put('/api/privacy-rules/watch', silent)).body.errors).toHaveProperty('enabled')
      await changed('watch', { enabled: true, thresholds: given })
    },
  )

  itOnce(
    'what one officer changes alone is told to all responsible, waits, and is put back when it is declined',
    async () => {
      await deliverMail(house.desk)
      const admin = await house.signIn('administrator')
      const off = { enabled: false, thresholds: {}, reason: 'A thousand alerts an hour.', version: 0 }
      const { change } = must(await officer.post('/api/privacy-rules/deceased/alone', off))
      await deliverMail(house.desk)
      const told = house.mailbox.mails.filter((mail) => /alert rule was changed/i.test(mail.subject))
      expect(told.map((mail) => mail.to)).toEqual(
        expect.arrayContaining([second.email, officer.email, admin.email]),
      )
      expect(await rule('deceased')).toMatchObject({
        enabled: false,
        version: 1,
        confirmedBy: null,
        waiting: { id: change, alone: true },
      })
      expect((await officer.post('/api/privacy-rules/deceased/confirm', { id: change })).status).toBe(422)
      must(await second.post('/api/privacy-rules/deceased/decline', { id: change }))
      expect(await rule('deceased')).toMatchObject({ enabled: true, version: 2, waiting: null })
      const again = must(await officer.post('/api/privacy-rules/deceased/alone', { ...off, version: 2 }))
      must(await second.post('/api/privacy-rules/deceased/confirm', { id: again.change }))
      expect(await rule('deceased')).toMatchObject({
        enabled: false,
        version: 3,
        confirmedBy: 'Olive Second',
      })
      await changed('deceased', { enabled: true, thresholds: {} })
    },
  )

  itOnce(
    'a rule turned off finds nothing, and the change names who, when, from what and to what',
    async () => {
      const before = must(await officer.get('/api/privacy-rules')).find((r: any) => r.id === 'self')
      expect(before).toMatchObject({ enabled: true, changedBy: null })
      const change = { enabled: false, thresholds: { score: 70 } }
      await changed('self', change)
      const after = must(await officer.get('/api/privacy-rules')).find((r: any) => r.id === 'self')
      expect(after).toMatchObject({
        enabled: false,
        changedBy: 'privacy-officer Person',
        confirmedBy: 'Olive Second',
        waiting: null,
      })
      const { detail } = (await house.audit('privacy-rule.changed')).at(-1)!
      const was = before.thresholds.find((one: any) => one.name === 'score').value
      expect(detail).toMatchObject({
        askedBy: officer.id,
        from: ['enabled=true', `score=${was}`],
        to: ['enabled=false', 'score=70'],
      })
      const patient = await aPatient(house)
      const staffId = await aMember(house, { own_patient_id: patient.id })
      await writeLog(house, [act(staffId, patient.id, house.desk.clock().toISOString())])
      await watchAccess(house.desk)
      expect((await house.rows('privacy_finding')).some((f) => f.staff_id === staffId)).toBe(false)
      await changed('self', { enabled: true, thresholds: {} })
    },
  )

  it('a rule is changed on what the officer saw: of several proposals at once one waits, and the rest are refused', async () => {
    const ask = (version: number, score: number) =>
      officer.put('/api/privacy-rules/serial', { enabled: true, thresholds: { score }, reason: 'x', version })
    const replies = await Promise.all([41, 42, 43].map((score) => ask(0, score)))
    expect(replies.map((r) => r.status).sort()).toEqual([200, 409, 409])
    expect((await ask(1, 44)).status).toBe(409)
    const { change } = replies.find((r) => r.status === 200)!.body
    const confirm = () => second.post('/api/privacy-rules/serial/confirm', { id: change })
    // Also of two who confirm at the same moment one is first.
    expect((await Promise.all([confirm(), confirm()])).map((r) => r.status).sort()).toEqual([200, 409])
    expect(await rule('serial')).toMatchObject({ version: 1, waiting: null })
    expect((await ask(0, 44)).status).toBe(409)
  })

  itOnce('refuses numbers the rule does not have, or out of bounds', async () => {
    const put = (thresholds: object) =>
      officer.put('/api/privacy-rules/volume', { enabled: true, thresholds, reason: 'x', version: 0 })
    expect((await put({ speed: 1 })).body.errors).toEqual({
      'thresholds.speed': 'is not a threshold of this rule',
    })
    expect((await put({ score: 101 })).body.errors).toEqual({ 'thresholds.score': 'must be from 0 to 100' })
  })

  it('a record is watched from today, once, until it is ended', async () => {
    const patient = await aPatient(house)
    const watch = { patientId: patient.id, kind: 'in-the-news' }
    must(await officer.post('/api/watched-records', watch), 201)
    const [row] = must(await officer.get('/api/watched-records'))
    expect(row).toMatchObject({ patient: { id: patient.id }, over: false })
    expect((await officer.post('/api/watched-records', watch)).status).toBe(409)
    must(await officer.post(`/api/watched-records/${row.id}/end`))
    const [ended] = must(await officer.get('/api/watched-records'))
    expect(ended.over).toBe(true)
    const under = await officer.get(`/api/watched-records?filter=${encodeURIComponent('{"over":false}')}`)
    expect(must(under).map((one: any) => one.id)).not.toContain(row.id)
    expect((await officer.post(`/api/watched-records/${row.id}/end`)).status).toBe(409)
    must(await officer.post('/api/watched-records', watch), 201)
  })
})

describe('a review of activity', () => {
  it('draws its sample by lot, becomes alerts where doubted, and is signed once', async () => {
    const helper = await aMember(house)
    const day = house.desk.clock().toISOString().slice(0, 10)
    const patients = await Promise.all(Array.from({ length: 6 }, () => aPatient(house)))
    await writeLog(
      house,
      patients.map((p) => act(helper, p.id, house.desk.clock().toISOString())),
    )
    const period = { fromDay: dayPlus(day, -1), toDay: day, sample: 5 }
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
    expect((await officer.post('/api/activity-reviews', period)).body.errors.toDay).toContain(
      'is not scored yet',
    )
    house.later(2 * 86_400)
    await writeLog(house, [])
    await watchAccess(house.desk)
    officer = await house.signIn('privacy-officer', 'Olive Reviewer')
    const { id } = must(await officer.post('/api/activity-reviews', period), 201)
    const url = `/api/activity-reviews/${id}`
    const review = must(await officer.get(url))
    expect((await officer.post('/api/activity-reviews', period)).status).toBe(409)
    expect(review.items.length).toBe(5)
    expect(review.accesses).toBe(review.explained + review.unexplained + review.flagged)
    expect((await officer.post(`${url}/sign`, { conclusion: 'Fine.' })).status).toBe(409)
    expect(
      (await officer.post(`${url}/items`, { position: 1, finding: 'questionable' })).body.errors,
    ).toHaveProperty('note')
    must(await officer.post(`${url}/items`, { position: 1, finding: 'questionable', note: 'Why?' }))
    for (const { position } of review.items.slice(1))
      must(await officer.post(`${url}/items`, { position, finding: 'appropriate' }))
    expect((await officer.post(`${url}/items`, { position: 1, finding: 'appropriate' })).status).toBe(409)
    const { staff, patient } = review.items[0]
    const { body } = await officer.get(
      `/api/privacy-alerts?filter=${encodeURIComponent(JSON.stringify({ staffId: staff.id, patientId: patient.id }))}`,
    )
    expect(body[0].rules.map((r: any) => r.code)).toContain('sampled')
    must(await officer.post(`${url}/sign`, { conclusion: 'One question is open.' }))
    expect(must(await officer.get(url))).toMatchObject({
      signedBy: 'Olive Reviewer',
      conclusion: 'One question is open.',
    })
    expect((await officer.post(`${url}/sign`, { conclusion: 'Again.' })).status).toBe(409)
    const listed = (signed: boolean) =>
      officer.get(`/api/activity-reviews?filter=${encodeURIComponent(JSON.stringify({ signed }))}`)
    expect(must(await listed(true)).map((one: any) => one.id)).toContain(id)
    expect(must(await listed(false)).map((one: any) => one.id)).not.toContain(id)
  })
})
