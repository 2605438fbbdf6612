import { describe, expect, it } from 'vitest'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'

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
})
