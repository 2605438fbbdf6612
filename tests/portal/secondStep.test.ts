import { describe, expect, it } from 'vitest'
import { diagnose } from '../../api/logins/diagnose.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { listSessions } from '../../api/portal/mySessions.ts'
import { renewRecoveryCodes } from '../../api/portal/secondFactor.ts'
import { sendFactorCode, showFactor } from '../../api/portal/sentCodes.ts'
import { patientBy } from '../acts/examples/outside.ts'
import { anAuthenticator, portalSession } from '../support/authenticator.ts'
import { goodPassword, houseForTests, itOnce, origin } from '../support/harness.ts'
import { anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'

const house = houseForTests()
const signIn = (username: string, code?: string, password = goodPassword) =>
  house.call('POST', '/portal/v1/session', { username, password, ...(code !== undefined && { code }) })

async function withLogin() {
  const patient = await aPatient(house)
  await onFileSince(patient, '2020-01-01T00:00:00.000Z')
  return { patient, ...(await anAccount(house, patient)) }
}
const onFileSince = ({ id }: TestPatient, on_file_since: string) =>
  house.owner.write.updateTable('contact_point').set({ on_file_since }).where('patient_id', '=', id).execute()

/** The code mailed last to a patient. */
async function mailedCode({ emails }: TestPatient): Promise<string> {
  await deliverMail(house.desk)
  const mails = house.mailbox.mails.filter((one) => one.to === emails[0])
  return mails.flatMap(({ text }) => /^(\d{6})\s*$/m.exec(text)?.[1] ?? []).at(-1)!
}
/** The code that a sign-in has sent. */
async function askedFor(patient: TestPatient, username: string): Promise<string> {
  refused(await signIn(username), 401)
  return mailedCode(patient)
}
/** Turns codes by email on, over the pages and without a script. @returns the recovery codes */
async function turnedOn(
  patient: TestPatient,
  username: string,
  browser?: Awaited<ReturnType<typeof signedInBrowser>>,
): Promise<string[]> {
  const theirs = browser ?? (await signedInBrowser(house, username))
  const asked = await theirs.press(await theirs.get('/portal/account'), 'Send me a code', {
    channel: /name="channel" value="([^"]+)"/.exec((await theirs.get('/portal/account')).text)![1]!,
  })
  const wrong = await theirs.press(asked, 'Confirm the code', { code: '000000' })
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Code we sent')])
  const shown = await theirs.press(wrong, 'Confirm the code', { code: await mailedCode(patient) })
  expect((await theirs.get('/portal/account')).text).toContain('each time you sign in, we send a code to')
  return [...shown.text.matchAll(/class="key">([A-Z2-9-]{19})</g)].map(([, code]) => code!)
}

describe('a code that is sent as the second step', () => {
  it('goes out after the right password only, is good once, for ten minutes, and the one before it is void', async () => {
    house.stopClock()
    const { patient, username } = await withLogin()
    await turnedOn(patient, username)
    const sent = async () =>
      (await house.rows('mail')).filter(
        (one) => one.patient_id === patient.id && one.template === 'sign-in-code',
      ).length
    const before = await sent()
    refused(await signIn(username, undefined, 'not the password'), 401)
    expect(await sent()).toBe(before)
    const wanted = refused(await signIn(username), 401)
    expect([wanted.code, wanted.message]).toEqual(['sent-code-wanted', expect.stringContaining('•')])
    expect(wanted.message).not.toContain(patient.emails[0])
    const first = await mailedCode(patient)
    await signIn(username)
    const second = await mailedCode(patient)
    expect(refused(await signIn(username, first), 401).code).toBe('wrong-sent-code')
    const at = await Promise.all(Array.from({ length: 6 }, () => signIn(username, second)))
    expect(at.filter(({ status }) => status === 200)).toHaveLength(1)
    house.later(3600)
    await signIn(username)
    const late = await mailedCode(patient)
    house.later(10 * 60)
    expect(refused(await signIn(username, late), 401).code).toBe('wrong-sent-code')
    expect(JSON.stringify([await house.rows('portal_sent_factor'), await house.audit()])).not.toContain(late)
  })

  itOnce('cannot be guessed, nor made to flood its owner: tries and codes have their limits', async () => {
    const { patient, username } = await withLogin()
    await turnedOn(patient, username)
    house.later(3601)
    const asked = await Promise.all(Array.from({ length: 12 }, () => signIn(username)))
    expect(asked.filter(({ status }) => status === 401)).toHaveLength(6)
    const tries = await Promise.all(
      Array.from({ length: 40 }, (_, n) => signIn(username, String(100_000 + n))),
    )
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6)
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(0)
  })

  itOnce(
    'is used up by nobody else: not on a device of the owner’s, and no link for a new password with it',
    async () => {
      const { patient, username } = await withLogin()
      await turnedOn(patient, username)
      const { device } = (await signIn(username, await askedFor(patient, username))).body
      house.later(3601)
      for (let n = 0; n < 6; n++) refused(await signIn(username), 401)
      expect(refused(await signIn(username), 429).code).toBe('sent-codes-over')
      // The page still has the field, for the last code or a recovery code.
      const body = new URLSearchParams({ username, password: goodPassword })
      const page = await house.app.request(`${origin}/portal/sign-in`, {
        method: 'POST',
        headers: { Origin: origin },
        body,
      })
      expect(await page.text()).toMatch(/<div id="second-factor" >/)
      const own = { username, password: goodPassword, device }
      expect(refused(await house.call('POST', '/portal/v1/session', own), 401).code).toBe('sent-code-wanted')
      const code = await mailedCode(patient)
      expect((await house.call('POST', '/portal/v1/session', { ...own, code })).status).toBe(200)
      must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
      await answerForgotten(house.desk)
      const links = (await house.rows('mail')).filter(
        (one) => one.patient_id === patient.id && one.template === 'reset',
      )
      expect(links).toHaveLength(1)
    },
  )

  itOnce(
    'is good for what it was sent for: with one to sign in no session takes the second step away',
    async () => {
      const { patient, username } = await withLogin()
      const codes = await turnedOn(patient, username)
      const session = await portalSession(house, username, codes[0])
      const remove = (code: string) => session.post('/portal/v1/second-factor/remove', { code })
      const code = await askedFor(patient, username)
      expect(refused(await remove(code), 401).code).toBe('wrong-sent-code')
      expect((await signIn(username, code)).status).toBe(200)
      must(await session.post('/portal/v1/second-factor/send'), sendFactorCode)
      expect((await signIn(username, await mailedCode(patient))).status).toBe(401)
    },
  )

  itOnce('is asked for and typed in one go to turn it off, over the pages and without a script', async () => {
    const { patient, username } = await withLogin()
    const theirs = await signedInBrowser(house, username)
    await turnedOn(patient, username, theirs)
    const asked = await theirs.press(await theirs.get('/portal/account'), 'Send me a code')
    expect(asked.text).toContain('We sent a code to')
    await deliverMail(house.desk)
    const mails = house.mailbox.mails.filter((one) => one.to === patient.emails[0])
    expect(mails.at(-1)!.subject).toBe('Your code to change how you sign in')
    const off = await theirs.press(asked, 'Turn it off', { code: await mailedCode(patient) })
    expect([off.status, off.text]).toEqual([200, expect.stringContaining('It is off')])
  })

  itOnce(
    'is something the desk sees of whoever cannot sign in: codes not used, one that came back, nothing left to send to',
    async () => {
      const { patient, username } = await withLogin()
      await turnedOn(patient, username)
      house.later(3601)
      const agent = await house.signIn('helpdesk')
      const first = async () => {
        const { causes } = must(await agent.get(`/api/patients/${patient.id}/diagnosis`), diagnose)
        return causes[0]!.code
      }
      await signIn(username)
      expect(await first()).not.toBe('second-factor-lost')
      await signIn(username)
      expect(await first()).toBe('second-factor-lost')
      const sent = house.owner.write.updateTable('mail').where('patient_id', '=', patient.id)
      await sent.set({ status: 'bounced' }).where('template', '=', 'sign-in-code').execute()
      expect(await first()).toBe('delivery-failed')
      await sent.set({ created_at: '2020-01-01T00:00:00.000Z' }).execute()
      const bounced_at = house.desk.clock().toISOString()
      const channels = house.owner.write.updateTable('contact_point').where('patient_id', '=', patient.id)
      await channels.set({ bounced_at }).execute()
      expect(refused(await signIn(username), 401).code).toBe('no-code-channel')
      expect(await first()).toBe('delivery-failed')
    },
  )

  itOnce('goes to nothing that came on file a moment ago, and to nobody else’s', async () => {
    const { patient, username } = await withLogin()
    const other = await aPatient(house)
    const { token } = await portalSession(house, username)
    const by = patientBy({ token, house })
    const theirs = (await house.rows('contact_point')).find((one) => one.patient_id === other.id)!
    const session = await portalSession(house, username)
    const sent = await session.post('/portal/v1/second-factor/send', { channelId: theirs.id })
    expect(Object.keys(refused(sent, 422).errors!)).toEqual(['channelId'])
    await onFileSince(patient, new Date(house.desk.clock().getTime() - 60_000).toISOString())
    expect(must(await by.get('/portal/v1/second-factor'), showFactor).channels).toEqual([])
    expect(refused(await session.post('/portal/v1/second-factor/send'), 409).code).toBe('no-code-channel')
  })
})

describe('recovery codes', () => {
  it('sign in once each in place of the second step, beside the right password, and the owner hears of it', async () => {
    const { patient, username } = await withLogin()
    const codes = await turnedOn(patient, username)
    expect(codes).toHaveLength(10)
    expect(refused(await signIn(username, codes[0], 'not the password'), 401).code).toBe('sign-in-refused')
    const at = await Promise.all(Array.from({ length: 6 }, () => signIn(username, codes[0]!.toLowerCase())))
    expect(at.filter(({ status }) => status === 200)).toHaveLength(1)
    await deliverMail(house.desk)
    const told = house.mailbox.mails.filter((one) => one.to === patient.emails[0])
    expect(told.map(({ subject }) => subject)).toContain('A recovery code of yours was used')
    const stored = JSON.stringify([await house.rows('portal_recovery_code'), await house.audit()])
    expect(codes.filter((code) => stored.includes(code))).toEqual([])
    // Nobody else's open it, and those that were replaced open nothing.
    const other = await withLogin()
    await anAuthenticator(house, other.username)
    expect((await signIn(other.username, codes[1])).status).toBe(401)
    const session = await portalSession(house, username, codes[2])
    must(await session.post('/portal/v1/recovery-codes'), renewRecoveryCodes)
    expect((await signIn(username, codes[3])).status).toBe(401)
  })
})

describe('the list of sessions', () => {
  it('shows each device, ends one or all others at once, over plain pages, and never another patient’s', async () => {
    const { username, id } = await withLogin()
    const here = await signedInBrowser(house, username)
    const { token } = await portalSession(house, username)
    const phone = patientBy({ token, house })
    const listed = must(await phone.get('/portal/v1/sessions'), listSessions).sessions
    expect(listed.map(({ current }) => current)).toEqual([true, false])
    const stranger = patientBy(
      await portalSession(house, (await withLogin()).username).then((s) => ({ token: s.token, house })),
    )
    expect((await stranger.get('/portal/v1/sessions')).status).toBe(200)
    const theirs = await portalSession(house, (await withLogin()).username)
    const ending = await house.call('DELETE', `/portal/v1/sessions/${listed[0]!.id}`, undefined, {
      Authorization: `Bearer ${theirs.token}`,
    })
    expect(ending.status).toBe(404)
    const page = await here.get('/portal/account/sessions')
    expect(page.text.match(/Sign out there/g)).toHaveLength(1)
    const after = await here.press(page, 'Sign out there')
    expect(after.text).not.toContain('Sign out there')
    expect((await phone.get('/portal/v1/sessions')).status).toBe(401)
    const again = patientBy({ token: (await portalSession(house, username)).token, house })
    await here.press(await here.get('/portal/account/sessions'), 'Sign out everywhere else')
    expect((await again.get('/portal/v1/me')).status).toBe(401)
    expect((await here.get('/portal/account')).path).toBe('/portal/account')
    expect((await house.rows('portal_session')).filter((one) => one.account_id === id)).toHaveLength(1)
  })

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1', 'iphone'],
    ['Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/140 Mobile', 'android'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/141', 'windows'],
    ['<script>alert(1)</script>', 'other'],
  ])('keeps of what a browser calls itself only what it runs on: %s', async (agent, device) => {
    const { username, id } = await withLogin()
    const body = { username, password: goodPassword }
    must(await house.call('POST', '/portal/v1/session', body, { 'User-Agent': agent }))
    const [row] = (await house.rows('portal_session')).filter((one) => one.account_id === id)
    expect(row!.device).toBe(device)
  })
})
