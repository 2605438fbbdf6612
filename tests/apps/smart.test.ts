import { beforeAll, describe, expect, it } from 'vitest'
import { hashToken } from '../../api/core/access/keys.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { anApp, appBrowser, appClient, base, letIn, wide } from '../support/apps.ts'
import { houseForTests, origin } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'

const house = houseForTests()
let clientId: string
beforeAll(async () => {
  clientId = await anApp(house)
})
const aLogin = async () => signedInPatient(house, await aPatient(house))
type Me = Awaited<ReturnType<typeof aLogin>>
const appsOf = async (me: Me) => (await patientBy(me).get('/portal/v1/apps')).body

describe('an app that a patient lets in', () => {
  it('is let in by the portal’s own sign-in and a page that says what it asks, and reads what was allowed', async () => {
    const me = await aLogin()
    const { app, asked, tokens } = await letIn(house, clientId, me.email)
    for (const said of ['Health Diary', 'Example Inc.', 'Medications', '90 days'])
      expect(asked.text).toContain(said)
    expect(tokens).toMatchObject({ patient: me.patientId, token_type: 'bearer', expires_in: 3600 })
    expect(tokens.claims()).toMatchObject({ sub: me.loginId, fhirUser: `${base}/Patient/${me.patientId}` })
    const read = await app.read(`Patient/${me.patientId}`, tokens.access_token)
    expect([read.status, read.body.id]).toEqual([200, me.patientId])
    for (const path of [
      'Observation',
      `Condition?patient=${me.patientId}`,
      `Patient/${me.patientId}/$everything`,
    ])
      expect((await app.read(path, tokens.access_token)).status).toBe(200)
    const [event] = (await house.audit('portal.health-fhir-read')).slice(-1)
    expect(event).toMatchObject({
      actorType: 'patient',
      actorId: me.loginId,
      patientIds: [me.patientId],
      detail: { app: clientId, appName: 'Health Diary' },
    })
    const { rows } = (await patientBy(me).get('/portal/v1/access-log')).body
    expect(rows[0]).toMatchObject({ who: 'App Health Diary' })
    // Whoever has the mailbox hears of it, and can say that it was not them.
    const told = await house.mailbox.next(
      (one) => one.to === me.email && /just allowed the app “Health Diary”/.test(one.text),
    )
    expect(told.text).toMatch(/\/portal\/not-me#token=/)
    // Nothing of it stands in the database as it is used.
    const stored = JSON.stringify(await house.rows('app_state'))
    for (const secret of [tokens.access_token, tokens.refresh_token!]) expect(stored).not.toContain(secret)
  })

  it('opens nothing else with its token, and nobody else’s record', async () => {
    const [me, other] = [await aLogin(), await aLogin()]
    const { app, tokens } = await letIn(house, clientId, me.email)
    const headers = { Authorization: `Bearer ${tokens.access_token}` }
    for (const path of [
      '/portal/v1/me',
      '/portal/v1/refills',
      '/portal/v1/apps',
      '/portal/v1/records/bundle',
      '/api/staff',
    ])
      expect((await house.call('GET', path, undefined, headers)).status).toBe(401)
    expect((await app.read(`Patient/${other.patientId}`, tokens.access_token)).status).toBe(404)
    expect((await app.read(`Observation?patient=${other.patientId}`, tokens.access_token)).status).toBe(404)
  })

  it('reads the types it was allowed and no others, and without being allowed to go on gets nothing to renew', async () => {
    const me = await aLogin()
    const { app, asked, tokens } = await letIn(
      house,
      clientId,
      me.email,
      'launch/patient patient/Condition.s patient/Patient.read',
    )
    expect(asked.text).not.toContain('Medications')
    expect(tokens.refresh_token).toBeUndefined()
    const status = async (path: string) => (await app.read(path, tokens.access_token)).status
    expect(await status('Condition')).toBe(200)
    expect(await status('Condition/019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60')).toBe(403)
    expect(await status('Observation')).toBe(403)
    const all = await app.read(`Patient/${me.patientId}/$everything`, tokens.access_token)
    expect(all.body.entry.map((one: any) => one.resource.resourceType)).toEqual(['Patient'])
    expect(await status(`Patient/${me.patientId}/$everything?_type=Observation`)).toBe(403)
  })

  it('renews by a token that works once; one that comes again ends all that was allowed', async () => {
    const me = await aLogin()
    const { app, tokens } = await letIn(house, clientId, me.email)
    const renewed = await app.renew(tokens.refresh_token!)
    expect(renewed.patient).toBe(me.patientId)
    expect((await app.read('Condition', renewed.access_token)).status).toBe(200)
    await expect(app.renew(tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect((await app.read('Condition', renewed.access_token)).status).toBe(401)
    await expect(app.renew(renewed.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await appsOf(me)).toEqual([])
  })

  it('gets one set of tokens where it renews many times at once', async () => {
    const me = await aLogin()
    const { app, tokens } = await letIn(house, clientId, me.email)
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => app.renew(tokens.refresh_token!)))
    expect(tries.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  it.each(['refresh_token', 'access_token'] as const)('gives back what it has, by its %s', async (which) => {
    const me = await aLogin()
    const { app, tokens } = await letIn(house, clientId, me.email)
    await app.giveBack(tokens[which]!)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(401)
    await expect(app.renew(tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await appsOf(me)).toEqual([])
    expect((await house.audit('portal.app-access-closed')).at(-1)).toMatchObject({
      patientIds: [me.patientId],
      detail: { by: 'app' },
    })
  })
})

describe('what an app was allowed ends at once', () => {
  const ends: Record<string, (me: Me) => Promise<unknown>> = {
    'when the patient ends it': async (me) => {
      const [{ id }] = await appsOf(me)
      expect((await me.by.delete(`/portal/v1/apps/${id}`)).status).toBe(200)
      expect((await me.by.delete(`/portal/v1/apps/${id}`)).status).toBe(404)
    },
    'when the login is locked': (me) => setLogin(me, { status: 'locked' }),
    'when the login is disabled': (me) => setLogin(me, { status: 'disabled' }),
    'when the password is withdrawn': (me) => setLogin(me, { must_change_password: 1 }),
    'when all sessions of the login were ended': (me) =>
      setLogin(me, { access_ended_at: house.desk.clock().toISOString() }),
    'when the patient has died': (me) =>
      house.owner.write
        .updateTable('patient')
        .set({ deceased_at: '2026-01-01' })
        .where('id', '=', me.patientId)
        .execute(),
    'when the time it was allowed for is over': (me) =>
      house.owner.write
        .updateTable('app_access')
        .set({ ends_at: house.desk.clock().toISOString() })
        .where('account_id', '=', me.loginId)
        .execute(),
  }
  const setLogin = (me: Me, values: object) =>
    house.owner.write.updateTable('portal_account').set(values).where('id', '=', me.loginId).execute()

  it.each(Object.keys(ends))('%s', async (why) => {
    const me = await aLogin()
    const { app, tokens } = await letIn(house, clientId, me.email)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(200)
    await ends[why]!(me)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(401)
    await expect(app.renew(tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' })
    // Whose own sign-in lasts sees it listed no more.
    const listed = await patientBy(me).get('/portal/v1/apps')
    expect([401, 200]).toContain(listed.status)
    if (listed.status === 200) expect(listed.body).toEqual([])
  })

  it('and by nobody else: neither another patient nor another app ends it', async () => {
    const [me, stranger] = [await aLogin(), await aLogin()]
    const { app, tokens } = await letIn(house, clientId, me.email)
    const [{ id }] = await appsOf(me)
    expect((await stranger.by.delete(`/portal/v1/apps/${id}`)).status).toBe(404)
    const another = await appClient(house, await anApp(house, 'Another'))
    await another.giveBack(tokens.refresh_token!).catch(() => undefined)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(200)
    await app.renew(tokens.refresh_token!)
  })

  it('a token when its hour is over, and one moved to stand for another opens nothing', async () => {
    const me = await aLogin()
    const { app, tokens } = await letIn(house, clientId, me.email)
    // As by somebody who writes to the database: a token that renews, entered as one that reads.
    const state = house.owner.write.updateTable('app_state')
    const hash = hashToken(tokens.refresh_token!)
    await state.set({ model: 'AccessToken' }).where('id_hash', '=', hash).execute()
    expect((await app.read('Condition', tokens.refresh_token!)).status).toBe(401)
    const past = house.desk.clock().toISOString()
    await state.set({ expires_at: past }).where('id_hash', '=', hashToken(tokens.access_token)).execute()
    expect((await app.read('Condition', tokens.access_token)).status).toBe(401)
  })

  it('when an administrator revokes the app, and then nobody can allow it', async () => {
    const administrator = await house.signIn('administrator')
    const other = await anApp(house, 'Short Lived')
    const me = await aLogin()
    const { app, tokens } = await letIn(house, other, me.email)
    expect((await administrator.get('/api/apps')).body.find((one: any) => one.id === other)).toMatchObject({
      patients: 1,
    })
    const waiting = appBrowser(house)
    const { url: asks } = await app.ask(wide)
    const asked = await waiting.signIn(await waiting.open(asks), me.email)
    expect((await administrator.post(`/api/apps/${other}/revoke`)).status).toBe(200)
    expect((await waiting.decide(asked)).status).toBe(404)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(401)
    await expect(app.renew(tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_client' })
    const { url } = await app.ask(wide)
    const page = await appBrowser(house).open(url)
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('invalid_client')])
  })
})

describe('what an app asks', () => {
  it('is refused without S256, for another audience, and to an address that is not registered', async () => {
    const app = await appClient(house, clientId)
    const errorOf = async (given: Record<string, string>) => {
      const { url } = await app.ask(wide, given)
      const { searchParams } = new URL((await appBrowser(house).open(url)).url)
      return searchParams.get('error')
    }
    expect(await errorOf({ code_challenge_method: 'plain' })).toBe('invalid_request')
    expect(await errorOf({ aud: 'https://elsewhere.example/fhir' })).toBe('invalid_request')
    const unbound = new URL((await app.ask(wide)).url)
    for (const name of ['code_challenge', 'code_challenge_method']) unbound.searchParams.delete(name)
    const refusedAt = new URL((await appBrowser(house).open(unbound.href)).url)
    expect(refusedAt.searchParams.get('error')).toBe('invalid_request')
    const { url } = await app.ask(wide, { redirect_uri: 'org.example.other:/back' })
    const page = await appBrowser(house).open(url)
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('invalid_redirect_uri')])
  })

  it('is announced as what it is: no other way to ask is named, and a name of the server beside `aud` is passed over', async () => {
    const app = await appClient(house, clientId)
    expect(app.config.serverMetadata().pushed_authorization_request_endpoint).toBeUndefined()
    expect((await house.app.request(`${origin}/apps/request`, { method: 'POST' })).status).toBe(404)
    const { url } = await app.ask(wide, { resource: base })
    expect((await appBrowser(house).open(url)).url).toContain('/portal/sign-in')
  })

  it('is told the patient’s no, and a question is answered once', async () => {
    const me = await aLogin()
    const app = await appClient(house, clientId)
    const browser = appBrowser(house)
    const { url, tokens } = await app.ask(wide)
    const asked = await browser.signIn(await browser.open(url), me.email)
    const decided = await browser.decide(asked, { do: 'refuse' })
    expect((await browser.decide(asked)).status).toBe(409)
    await expect(tokens(await browser.goOn(decided))).rejects.toMatchObject({ error: 'access_denied' })
    expect(await appsOf(me)).toEqual([])
  })

  it('is answered once, also where yes and no are said many times at once', async () => {
    const me = await aLogin()
    const app = await appClient(house, clientId)
    const browser = appBrowser(house)
    const { url } = await app.ask(wide)
    const asked = await browser.signIn(await browser.open(url), me.email)
    const said = await Promise.all(
      Array.from({ length: 12 }, (_, n) => browser.decide(asked, { do: n % 2 ? 'allow' : 'refuse' })),
    )
    const [went, ...others] = said.map(({ status }) => status).sort()
    expect([went, ...new Set(others)]).toEqual([200, 409])
    const mine = async (action: string) =>
      (await house.audit(action)).filter(({ actorId }) => actorId === me.loginId).length
    const allowed = await mine('portal.app-allowed')
    expect(allowed + (await mine('portal.app-refused'))).toBe(1)
    expect(await appsOf(me)).toHaveLength(allowed)
  })

  it('is answered by the browser that brought it alone: who was sent its address allows nothing', async () => {
    const me = await aLogin()
    const app = await appClient(house, clientId)
    const [stranger, victim] = [appBrowser(house), appBrowser(house)]
    const { url } = await app.ask(wide)
    const asked = await stranger.open(url)
    const uid = /allow-app\/([\w-]+)/.exec(decodeURIComponent(asked.url))![1]
    const seen = await victim.signIn({ text: `name="to" value="allow-app/${uid}"` }, me.email)
    expect(seen.status).toBe(404)
    expect((await victim.decide({ url: `${origin}/portal/allow-app/${uid}` })).status).toBe(404)
    expect(await appsOf(me)).toEqual([])
  })

  it('of another’s record is allowed by who may read all of it, and by no proxy with limited access', async () => {
    const [parent, child] = [await aLogin(), await aPatient(house)]
    const grant = await aGrant(house, child.id, { proxy_patient_id: parent.patientId, access: 'limited' })
    const app = await appClient(house, clientId)
    const browser = appBrowser(house)
    const { url, tokens } = await app.ask(wide)
    const asked = await browser.signIn(await browser.open(url), parent.email)
    expect((await browser.decide(asked, { do: 'allow', for: grant.id })).status).toBe(404)
    expect(await appsOf(parent)).toEqual([])
    await house.owner.write
      .updateTable('proxy_grant')
      .set({ access: 'full' })
      .where('id', '=', grant.id)
      .execute()
    const decided = await browser.decide(asked, { do: 'allow', for: grant.id })
    expect((await tokens(await browser.goOn(decided))).patient).toBe(child.id)
  })

  it('asks again each time, whoever allowed it before in that browser', async () => {
    const [me, other] = [await aLogin(), await aLogin()]
    const { app, browser } = await letIn(house, clientId, me.email)
    browser.jar.delete('__Host-patient')
    const { url, tokens } = await app.ask(wide)
    const asked = await browser.signIn(await browser.open(url), other.email)
    expect(asked.text).toContain('Health Diary')
    const back = await browser.goOn(await browser.decide(asked))
    expect((await tokens(back)).patient).toBe(other.patientId)
  })
})
