import { describe, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, aPatient, channelOf, linkIn, must } from '../support/people.ts'
import { signInByHand } from '../support/signInByHand.ts'

const house = houseForTests()

describe('a locked-out patient gets back in', () => {
  it('from the first word typed to the recorded sign-in, each step in the audit log', async () => {
    const agent = await signInByHand(house, 'helpdesk')
    const patient = await aPatient(house, {
      familyName: 'Okonkwo',
      givenName: 'Adaeze',
      birthDate: '1990-07-21',
    })
    await anAccount(house, patient)
    for (let i = 0; i < 5; i++) {
      const wrong = await house.call('POST', '/portal/v1/session', {
        username: patient.emails[0],
        password: 'not the right one',
      })
      expect(wrong.status).toBe(401)
    }

    const found = must(await agent.post('/api/patients/search', { filter: { q: 'okon 1990' } }))
    expect(found.data.map((p: { id: string }) => p.id)).toEqual([patient.id])
    must(await agent.get(`/api/patients/${patient.id}`))
    const { causes } = must(await agent.get(`/api/patients/${patient.id}/diagnosis`))
    expect(causes[0]).toMatchObject({ code: 'locked-out', remedy: { act: 'unlock', tier: 'T1' } })

    const opened = must(
      await agent.post('/api/cases', {
        patientId: patient.id,
        category: 'locked-out',
        channel: 'phone',
        summary: 'locked out',
      }),
      201,
    )
    const verification = must(
      await agent.post(`/api/patients/${patient.id}/verifications`, {
        caseId: opened.id,
        caller: 'patient',
        answers: {
          givenName: 'adaeze',
          familyName: 'OKONKWO',
          birthDate: '1990-07-21',
          phone: `+1 (${patient.phones[0]!.replaceAll('-', ') ')}`,
        },
      }),
      201,
    )
    expect(verification).toMatchObject({ tier: 'T1', unmatched: [], attemptsLeft: 3 })
    const act = { caseId: opened.id, verificationId: verification.id, reason: 'too many wrong passwords' }
    const unlocked = must(await agent.post(`/api/patients/${patient.id}/acts/unlock`, act))
    expect(unlocked).toMatchObject({ act: 'unlock', account: { status: 'active' } })

    const mail = await house.mailbox.next((m) => m.to === patient.emails[0])
    expect(mail.text).toContain('http://localhost:8080/portal/reset#token=')
    const old = await house.call('POST', '/portal/v1/session', {
      username: patient.emails[0],
      password: goodPassword,
    })
    expect(old.status).toBe(403)
    const password = 'seven purple elephants dance'
    must(
      await house.call('POST', '/portal/v1/password/reset', {
        token: linkIn(mail.text),
        birthDate: '1990-07-21',
        password,
      }),
    )
    const { token } = must(
      await house.call('POST', '/portal/v1/session', {
        username: patient.emails[0]!.toUpperCase(),
        password,
      }),
    )
    const me = must(await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` }))
    expect(me).toMatchObject({ givenName: 'Adaeze', familyName: 'Okonkwo' })

    const seen = must(await agent.get(`/api/cases/${opened.id}`))
    expect(seen.progress).toMatchObject({ signedInSinceOpened: true, accountStatus: 'active' })
    const closed = must(
      await agent.post(`/api/cases/${opened.id}/close`, {
        cause: 'locked-out',
        outcome: 'signed-in',
        version: seen.version,
      }),
    )
    expect(closed.status).toBe('closed')
    // What happens after a call belongs to the next one.
    house.later(86_400)
    must(await house.call('POST', '/portal/v1/session', { username: patient.emails[0], password }))
    const later = must(await (await house.signIn('helpdesk')).get(`/api/cases/${opened.id}`))
    const { steps, lastSignInAt } = seen.progress
    expect(later.progress).toMatchObject({ steps, lastSignInAt })

    const privacy = await house.signIn('privacy-officer')
    const reply = await privacy.get(
      `/api/audit?filter=${encodeURIComponent(JSON.stringify({ patientId: patient.id }))}&range=[0,99]&sort=["id","ASC"]`,
    )
    expect(reply.headers.get('content-range')).toMatch(/^audit 0-\d+\/\d+$/)
    const actions = reply.body.map((e: { action: string }) => e.action)
    for (const action of [
      'patient.searched',
      'patient.shown',
      'patient.diagnosed',
      'case.opened',
      'caller.verified',
      'account.unlocked',
      'mail.sent',
      'account.password-reset',
      'portal.signed-in',
      'case.shown',
      'case.closed',
      'account.locked',
    ])
      expect(actions).toContain(action)
    const whole = JSON.stringify(await house.rows('audit_event'))
    for (const secret of [
      patient.familyName,
      patient.birthDate,
      patient.mrn,
      patient.emails[0]!,
      patient.phones[0]!,
      patient.street!,
    ])
      expect(whole).not.toContain(secret)
  })

  it('an imported patient without a login is invited, activates and signs in', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const diagnosis = must(await agent.get(`/api/patients/${patient.id}/diagnosis`))
    expect(diagnosis.causes[0].code).toBe('never-invited')
    const opened = must(
      await agent.post('/api/cases', {
        patientId: patient.id,
        category: 'invitation',
        channel: 'phone',
        summary: 'wants a login',
      }),
      201,
    )
    const { id: verificationId } = must(
      await agent.post(`/api/patients/${patient.id}/verifications`, {
        caseId: opened.id,
        caller: 'patient',
        answers: {
          givenName: 'Maria',
          familyName: patient.familyName,
          birthDate: patient.birthDate,
          mrn: patient.mrn.toLowerCase(),
        },
      }),
      201,
    )
    const channel = await channelOf(house, patient.id)
    const t2 = must(
      await agent.post(`/api/verifications/${verificationId}/call-back`, { channelId: channel.id }),
    )
    expect(t2.callBack.sentTo).not.toContain(patient.emails[0])
    const code = /\b\d{6}\b/.exec((await house.mailbox.next((m) => m.to === patient.emails[0])).text)![0]
    expect(
      must(await agent.post(`/api/verifications/${verificationId}/call-back/confirm`, { code })).tier,
    ).toBe('T2')
    must(
      await agent.post(`/api/patients/${patient.id}/acts/invite`, {
        caseId: opened.id,
        verificationId,
        reason: 'first invitation',
      }),
    )
    const mail = await house.mailbox.next((m) => m.text.includes('/portal/activate#code='))
    const activation = { code: linkIn(mail.text), birthDate: patient.birthDate, password: goodPassword }
    const { username } = must(await house.call('POST', '/portal/v1/activate', activation))
    must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword }))
    expect((await house.call('POST', '/portal/v1/activate', activation)).status).toBe(422)
    await countEverything(house.desk)
    const { figures } = must(await agent.get('/api/adoption/figures?figures=active-30'))
    expect(figures[0].numerator).toBeGreaterThan(0)
  })
})
