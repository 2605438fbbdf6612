import { expect, it } from 'vitest'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyOn } from '../../api/audit/seal/verifyOn.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { anAuthenticator } from '../support/authenticator.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
const day = 86_400

it('a clock that was a day ahead leaves no session and no fresh factor behind, and keeps nobody out', async () => {
  const victim = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  await anAccount(house, patient)
  house.later(day)
  const then = await house.signIn('administrator')
  const wrong = () =>
    house.call('POST', '/api/session', { email: victim.email, password: 'not the right one at all' })
  while ((await wrong()).status !== 429);
  house.later(-day)
  expect((await then.get('/api/session')).status).toBe(401)
  expect((await wrong()).status).toBe(401)
  // What was right all the time is not taken for such a thing.
  const now = await house.signIn('administrator')
  house.later(-30)
  expect((await now.get('/api/session')).status).toBe(200)
})

it('keeps nobody’s authenticator out, and silences neither mail, seals nor verification', async () => {
  house.stopClock()
  const staff = await enrolled(house, 'totp@desk.test')
  const patient = await aPatient(house)
  const { username } = await anAccount(house, patient)
  const shows = await anAuthenticator(house, username)
  const portal = (code: string) =>
    house.call('POST', '/portal/v1/session', { username, password: goodPassword, code })
  const { smtpUrl } = house.desk.config
  const links = async () =>
    (await house.rows('mail')).filter((m) => m.patient_id === patient.id && m.template === 'reset')
  const forgot = async () => {
    const before = (await links()).length
    await house.call('POST', '/portal/v1/password/forgot', { username })
    await answerForgotten(house.desk)
    return (await links()).length - before
  }
  const checkpoints = async () => {
    await sealAudit(house.desk, withoutPause)
    return (await house.rows('audit_checkpoint')).length
  }
  await checkpoints()

  house.later(day)
  expect((await bothFactors(house, staff)).status).toBe(200)
  const used = shows()
  expect((await portal(used)).status).toBe(200)
  house.desk.config.smtpUrl = undefined
  while ((await forgot()) > 0);
  await deliverMail(house.desk)
  expect(await verifyOn(house.desk)).toMatchObject({ ok: true })
  await checkpoints()
  expect((await portal(used)).status).toBe(401)

  house.later(-day)
  house.desk.config.smtpUrl = smtpUrl
  expect((await bothFactors(house, staff)).status).toBe(200)
  const code = shows()
  // Each code still works once.
  expect([(await portal(code)).status, (await portal(code)).status]).toEqual([200, 401])
  expect(await forgot()).toBe(1)
  await deliverMail(house.desk)
  expect((await links()).map(({ status }) => status)).toEqual((await links()).map(() => 'sent'))
  expect(await verifyOn(house.desk)).toMatchObject({ ok: true })
  const before = await checkpoints()
  house.later(61)
  await house.signIn('helpdesk')
  await house.call('POST', '/api/session', { email: staff.email, password: 'not the right one at all' })
  expect(await checkpoints()).toBeGreaterThan(before)
})
