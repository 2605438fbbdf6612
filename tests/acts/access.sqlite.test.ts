import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { allows, type Permission, type Role, roles } from '../../api/core/access/permissions.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { type Route, routeTable } from '../support/routeTable.ts'

const house = houseForTests()

/** Counted by the database: to read them anew for each of a thousand would be most of what this does. */
const denials = async () =>
  Number(
    (
      await house.owner.write
        .selectFrom('audit_event')
        .select((eb) => eb.fn.countAll().as('n'))
        .where('body', 'like', '%"action":"access.denied"%')
        .executeTakeFirstOrThrow()
    ).n,
  )

const call = (route: Route, person?: Person) => {
  const path = route.path
    .replace('{id}', randomUUID())
    .replace('{token}', 'x'.repeat(43))
    .replace('{figure}', 'activated')
    .replace('{rule}', 'volume')
  if (!person) return house.call(route.method, path, route.method === 'GET' ? undefined : {})
  return route.method === 'GET'
    ? person.get(path)
    : route.method === 'DELETE'
      ? person.delete(path)
      : route.method === 'PUT'
        ? person.put(path, {})
        : person.post(path, {})
}

describe('every route has a rule, and the rule holds', () => {
  const people = new Map<Role, Person>()
  beforeAll(async () => {
    for (const role of roles) people.set(role, await house.signIn(role))
  })

  it('without a session, only public routes answer anything but 401', async () => {
    for (const route of routeTable(house.app)) {
      const { status } = await call(route)
      if (route.access === 'public') expect([route.path, status]).not.toEqual([route.path, 403])
      else expect([route.path, status]).toEqual([route.path, 401])
    }
  })

  it('with each role, a route answers 403 exactly when the role lacks its permission, and the denial is recorded', async () => {
    for (const role of roles) {
      for (const route of routeTable(house.app).filter(
        (r) => !['public', 'signed-in', 'patient'].includes(r.access),
      )) {
        const before = await denials()
        const { status } = await call(route, people.get(role))
        const allowed = allows(role, route.access as Permission)
        if (allowed) expect([role, route.path, status]).not.toEqual([role, route.path, 403])
        else {
          expect([role, route.method, route.path, status]).toEqual([role, route.method, route.path, 403])
          expect(await denials()).toBe(before + 1)
        }
        expect(status).toBeLessThan(500)
      }
    }
  })

  it('a staff session opens nothing of the patient portal', async () => {
    for (const route of routeTable(house.app).filter((r) => r.access === 'patient'))
      expect((await call(route, people.get('administrator'))).status).toBe(401)
  })
})

describe('requests another site could send', () => {
  it('are refused when a cookie comes along without our origin', async () => {
    const agent = await house.signIn('helpdesk')
    const body = { filter: { q: 'smith' } }
    expect((await agent.post('/api/patients/search', body, { Origin: 'https://evil.test' })).status).toBe(403)
    expect((await agent.post('/api/patients/search', body, { Origin: '' })).status).toBe(403)
    expect((await agent.post('/api/patients/search', body, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(
      403,
    )
    expect((await agent.post('/api/patients/search', body, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(
      200,
    )
    expect((await agent.post('/api/patients/search', body, { 'Content-Type': 'text/plain' })).status).toBe(
      415,
    )
  })

  it('get no patient data cached, framed or sniffed', async () => {
    const agent = await house.signIn('helpdesk')
    const { headers } = await agent.get('/api/session')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('the server', () => {
  it('says whether it is alive and ready', async () => {
    expect((await house.call('GET', '/healthz')).status).toBe(200)
    expect((await house.call('GET', '/readyz')).body.status).toBe('ready')
  })
})
