import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { issueLink } from '../../api/logins/issueLink.ts'
import { tellOfNews } from '../../api/mail/tellOfNews.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { anAccount, aPatient, channelOf, must, refused } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'

const house = houseForTests()

/** A browser without scripts: it follows no redirect, and keeps what it is told to keep. */
function browser() {
  const jar = new Map<string, string>()
  const ask = async (method: string, path: string, fields?: Record<string, string>, headers = {}) => {
    const reply = await house.app.request(origin + path, {
      method,
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'POST' && { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields && { body: new URLSearchParams(fields) }),
    })
    for (const one of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    const text = await reply.text()
    return {
      status: reply.status,
      to: reply.headers.get('location'),
      text,
      cookies: reply.headers.getSetCookie(),
    }
  }
  return {
    jar,
    get: (path: string) => ask('GET', path),
    post: (path: string, fields = {}, headers = {}) => ask('POST', path, fields, headers),
  }
}

describe('the pages of mailed links, without a script', () => {
  const typed = ({ birthDate }: { birthDate: string }, password = 'seven purple elephants dance') => {
    const [year, month, day] = birthDate.split('-') as [string, string, string]
    return { year, month: String(Number(month)), day: String(Number(day)), password }
  }

  it.each(['activate', 'reset'] as const)(
    'take the whole link as it was mailed, keep it where something else was wrong, and save the password: %s',
    async (page) => {
      const patient = await aPatient(house)
      const login = await anAccount(
        house,
        patient,
        page === 'activate' ? { status: 'invited', password_hash: null, activated_at: null } : {},
      )
      const channel = await channelOf(house, patient.id)
      const kind = page === 'activate' ? 'activation' : 'reset'
      await transact(house.desk.db, (trx) =>
        issueLink(trx, systemCtx(house.desk, 'test', 'test'), login, kind, channel, 'en', null),
      )
      const [mail] = (await house.rows('mail')).filter((one) => one.patient_id === patient.id)
      const link = /https?:\S+#\S+/.exec(
        house.desk.keys.open(mail!.sealed_message!).replaceAll('\\n', ' '),
      )![0]
      const theirs = browser()
      const shown = await theirs.get(`/portal/${page}`)
      expect(shown.text).toContain(`<form id="form" method="post" action="/portal/${page}">`)
      const wrong = await theirs.post(`/portal/${page}`, {
        ...typed({ birthDate: '1901-02-03' }),
        secret: link,
      })
      expect([wrong.status, wrong.text]).toEqual([
        422,
        expect.stringContaining('Date of birth is not the one we have on file'),
      ])
      const kept = /<input type="hidden" name="secret" value="([^"]*)">/.exec(wrong.text)![1]!
      expect(wrong.text).not.toContain('elephants')
      const saved = await theirs.post(`/portal/${page}`, { ...typed(patient), secret: kept })
      expect([saved.status, saved.text]).toEqual([200, expect.stringContaining('Your password is saved.')])
      const again = await theirs.post(`/portal/${page}?language=es`, { ...typed(patient), secret: kept })
      expect([again.status, again.text]).toEqual([422, expect.stringContaining('llame a la mesa de ayuda')])
      const fields = { username: patient.emails[0]!, password: typed(patient).password }
      expect(await theirs.post('/portal/sign-in', fields)).toMatchObject({ to: '/portal/home' })
    },
  )

  it('ask for a link, report a stranger and go to the identity service by plain forms; none of another site', async () => {
    const theirs = browser()
    const asked = await theirs.post('/portal/forgot', { username: 'whoever@example.test' })
    expect([asked.status, asked.text]).toEqual([200, expect.stringContaining('role="status"')])
    for (const page of ['forgot', 'not-me', 'prove', 'proved', 'activate', 'reset']) {
      const shown = await theirs.get(`/portal/${page}`)
      expect([page, shown.status, shown.text.includes('method="post"')]).toEqual([page, 200, true])
      const elsewhere = { Origin: 'https://elsewhere.example' }
      expect([page, (await theirs.post(`/portal/${page}`, {}, elsewhere)).status]).toEqual([page, 403])
      const empty = await theirs.post(`/portal/${page}`, {})
      expect([page, empty.status]).toEqual([page, 422])
    }
  })
})

describe('the pages of a patient', () => {
  it('let in by a plain form, say who is signed in, and let out; what stays is out of reach of scripts', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = browser()
    expect(await theirs.get('/portal/home')).toMatchObject({ status: 303, to: '/portal/sign-in?ended' })
    const username = patient.emails[0]!
    const wrong = await theirs.post('/portal/sign-in', { username, password: 'wrong', code: '' })
    expect([wrong.status, wrong.text]).toEqual([401, expect.stringContaining(`value="${username}"`)])
    expect(wrong.text).not.toContain('value="wrong"')
    const right = await theirs.post('/portal/sign-in', { username, password: goodPassword, code: '' })
    expect([right.status, right.to]).toEqual([303, '/portal/home'])
    for (const cookie of right.cookies) expect(cookie).toMatch(/^__Host-.*HttpOnly; Secure; SameSite=Lax/)
    const home = await theirs.get('/portal/home')
    expect([home.status, home.text]).toEqual([200, expect.stringContaining(patient.familyName)])
    for (const page of house.desk.catalogue.pages.filter((one) => one.about))
      expect(home.text).toContain(`href="/portal/${page.path}"`)
    const spanish = await theirs.get('/portal/home?language=es')
    expect(spanish.text).toContain('<html lang="es">')
    expect((await theirs.get('/portal/home')).text).toContain('Hola, ')
    const token = theirs.jar.get('__Host-patient')!
    expect(await theirs.post('/portal/sign-out')).toMatchObject({ status: 303, to: '/portal/sign-in?out' })
    expect(theirs.jar.has('__Host-patient')).toBe(false)
    theirs.jar.set('__Host-patient', token)
    expect((await theirs.get('/portal/home')).status).toBe(303)
  })

  it('have browsers say whence their forms come: without any referrer they would not', async () => {
    const reply = await house.app.request(`${origin}/portal/sign-in`)
    expect(reply.headers.get('referrer-policy')).toBe('same-origin')
  })

  it('take no form of another site, whether somebody is signed in or not', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = browser()
    const fields = { username: patient.emails[0]!, password: goodPassword }
    const elsewhere = { Origin: 'https://elsewhere.example' }
    expect((await theirs.post('/portal/sign-in', fields, elsewhere)).status).toBe(403)
    await theirs.post('/portal/sign-in', fields)
    expect((await theirs.post('/portal/sign-out', {}, elsewhere)).status).toBe(403)
    expect((await theirs.get('/portal/home')).status).toBe(200)
  })

  it('turn a second step on and off: the key is shown once, stands in no address, and comes back after a wrong code', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = await signedInBrowser(house, patient.emails[0]!)
    const shown = await theirs.press(await theirs.get('/portal/account'), 'Turn it on')
    const secret = /class="key">([A-Z2-7 ]+)</.exec(shown.text)![1]!.replaceAll(' ', '')
    expect(shown.path).toBe('/portal/account')
    const wrong = await theirs.press(shown, 'Confirm the code', { code: '000000' })
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining(secret.slice(0, 4))])
    const code = () => generateSync({ secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) })
    const set = await theirs.press(wrong, 'Confirm the code', { code: code() })
    expect(set.text.match(/class="key">[A-Z2-9]{4}(-[A-Z2-9]{4}){3}</g)).toHaveLength(10)
    expect(set.text).not.toContain(secret.slice(0, 4))
    const on = await theirs.get('/portal/account')
    expect(on.text).toContain('It is on')
    const refused = await theirs.press(on, 'Turn it off', { code: '000000' })
    expect([refused.status, refused.path]).toEqual([422, '/portal/account'])
    house.later(60)
    const off = await theirs.press(refused, 'Turn it off', { code: code() })
    expect(off.text).toContain('It is off')
  })

  it('close the account for good: no session, no link and no password opens it, and every address hears of it', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = await signedInBrowser(house, patient.emails[0]!)
    const other = await signedInBrowser(house, patient.emails[0]!)
    const out = await theirs.press(await theirs.get('/portal/account/close'), 'Close my account')
    expect([out.path, out.text]).toEqual(['/portal/sign-in?closed', expect.stringContaining('closed')])
    expect((await other.get('/portal/account')).path).toBe('/portal/sign-in?ended')
    const body = { username: patient.emails[0]!, password: goodPassword }
    refused(await house.call('POST', '/portal/v1/session', body), 401)
    expect(await house.mailbox.next((one) => one.to === patient.emails[0])).toBeDefined()
    const [login] = (await house.rows('portal_account')).filter((one) => one.patient_id === patient.id)
    expect(login).toMatchObject({ status: 'disabled', status_reason: 'patient-request' })
  })

  it('show what is on file and keep how they want to be written to: the language of mails, and whether news are told', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = await signedInBrowser(house, patient.emails[0]!)
    const page = await theirs.get('/portal/profile')
    expect(page.text).toContain(patient.emails[0])
    const saved = await theirs.press(page, 'Save my choices', {
      language: 'es',
      news: 'none',
      paperless: 'yes',
    })
    expect([saved.status, saved.text]).toEqual([200, expect.stringContaining('Your choices are saved.')])
    expect(saved.text).toContain('name="paperless" value="yes" checked')
    const sent = async () =>
      (await house.rows('mail'))
        .filter((one) => one.patient_id === patient.id)
        .map((one) => one.sealed_message)
    const news = () =>
      transact(house.desk.db, (trx) => tellOfNews(trx, systemCtx(house.desk, 'test', 'test'), patient.id))
    await news()
    expect(await sent()).toEqual([])
    await theirs.press(await theirs.get('/portal/profile'), 'Save my choices', {
      language: 'es',
      news: 'text',
    })
    await news()
    const [mail] = await sent()
    // Without a gateway for text messages, and without a mobile on file, it goes by mail.
    expect(house.desk.keys.open(mail!)).toContain('Hay una novedad en su portal del paciente')
  })

  it('do not close it from a session that was left open', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const theirs = await signedInBrowser(house, patient.emails[0]!)
    const page = await theirs.get('/portal/account/close')
    house.later(11 * 60)
    expect((await theirs.press(page, 'Close my account')).status).toBe(403)
  })

  it('ask for a proxy, confirm by the patient’s date of birth, and end it', async () => {
    const [patient, child] = [await aPatient(house), await aPatient(house, { birthDate: '2020-05-05' })]
    await anAccount(house, patient)
    const as = { relationship: 'child', access: 'full' } as const
    await aGrant(house, child.id, {
      ...as,
      proxy_patient_id: patient.id,
      status: 'pending',
      waiting_for: 'proxy',
    })
    const theirs = await signedInBrowser(house, patient.emails[0]!)
    const proxies = await theirs.get('/portal/proxies')
    expect(proxies.text).not.toContain(child.givenName)
    const wrong = await theirs.press(proxies, 'Confirm', { birthDate: '2019-01-01' })
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Date of birth is not')])
    const confirmed = await theirs.press(wrong, 'Confirm', { birthDate: '2020-05-05' })
    // To the proxy, what they see; and of whom, since there may be two.
    expect(confirmed.text).toContain('you see everything the patient sees')
    expect(confirmed.text).toContain(`<h3>${child.givenName}</h3>`)
    const asked = await theirs.press(confirmed, 'Ask for this proxy', { name: 'Rosa Field' })
    expect(asked.text).toContain('<h3>Rosa Field</h3>')
    const ended = await theirs.press(await theirs.press(asked, 'End this access'), 'End this access')
    expect([ended.text.includes('Rosa Field'), ended.text.includes('You act for no one.')]).toEqual([
      false,
      true,
    ])
  })
})

it('a browser of a family stays the device of each of them: whom a stranger locked signs in there, whoever came last', async () => {
  const logins = [
    await anAccount(house, await aPatient(house)),
    await anAccount(house, await aPatient(house)),
  ]
  const ours = browser()
  const signIn = async (username: string) =>
    (await ours.post('/portal/sign-in', { username, password: goodPassword })).status
  for (const { username } of [...logins, ...logins]) expect(await signIn(username)).toBe(303)
  // A script that signed in with a passkey is given a device anew each time, which takes nobody's place.
  for (let times = 0; times < 10; times++) {
    const body = { username: logins[1]!.username, password: goodPassword }
    const { token, device } = (await house.call('POST', '/portal/v1/session', body)).body
    const entered = { Authorization: `Bearer ${token}`, 'X-Device': device }
    expect((await ours.post('/portal/enter', {}, entered)).status).toBe(200)
  }
  const [{ id, username }] = logins as [(typeof logins)[0]]
  for (let tries = 0; tries < 6; tries++)
    await house.call('POST', '/portal/v1/session', { username, password: 'a wrong one' })
  expect((await house.rows('portal_account')).find((row) => row.id === id)!.status).toBe('locked')
  expect(await signIn(username)).toBe(303)
})

describe('a page that fails on the patient’s device', () => {
  it('tells so by a script of its own, once an hour, without a word of what it was; then the desk reads it', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const theirs = browser()
    expect((await theirs.get('/portal/sign-in')).text).not.toContain('failures.js')
    await theirs.post('/portal/sign-in', { username, password: goodPassword })
    expect((await theirs.get('/portal/home')).text).toContain('<script src="/portal/failures.js"></script>')
    const script = await theirs.get('/portal/failures.js')
    // As a browser runs it, with what it calls of one.
    const heard = new Map<string, () => void>()
    const sent: string[][] = []
    class XMLHttpRequest {
      asked: string[] = []
      open = (...given: string[]) => this.asked.push(...given)
      setRequestHeader = () => {}
      send = (body: string) => sent.push([...this.asked, body])
    }
    const window = { addEventListener: (name: string, tell: () => void) => heard.set(name, tell) }
    new Function('window', 'XMLHttpRequest', script.text)(window, XMLHttpRequest)
    for (let n = 0; n < 3; n++) heard.get('error')!()
    heard.get('unhandledrejection')!()
    expect(sent).toEqual([['POST', '/portal/v1/page-errors', '{}']])
    const Cookie = [...theirs.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const tell = () => house.call(sent[0]![0]!, sent[0]![1]!, JSON.parse(sent[0]![2]!), { Cookie })
    for (let n = 0; n < 3; n++) expect((await tell()).status).toBe(200)
    const events = async () =>
      (await house.rows('portal_event')).filter(
        (row) => row.patient_id === patient.id && row.kind === 'page-error',
      )
    expect(await events()).toHaveLength(1)
    const agent = await house.signIn('helpdesk')
    const { causes } = must(await agent.get(`/api/patients/${patient.id}/diagnosis`), diagnose)
    expect(causes.map(({ code }) => code)).toEqual(['device-or-browser'])
    expect((await house.call('POST', '/portal/v1/page-errors', {})).status).toBe(401)
  })
})
