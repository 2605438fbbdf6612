import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { readConfig } from '../../api/core/config.ts'
import { keepToOwner } from '../../api/core/ownerOnly.ts'
import { houseForTests, origin } from '../support/harness.ts'
import { aCase, aPatient } from '../support/people.ts'

const house = houseForTests()

describe('a stranger on the network', () => {
  it('who makes a name of theirs point here (DNS rebinding) is not answered, whatever else they send', async () => {
    const ask = (host: string, route: string) =>
      house.app.request(`http://${host}${route}`, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
    for (const host of ['evil.test:8080', 'localhost.evil.test', '10.0.0.7'])
      for (const route of ['/', '/api/session', '/portal/v1/me', '/api/openapi.json'])
        expect([host, route, (await ask(host, route)).status]).toEqual([host, route, 421])
    expect((await ask('localhost:8080', '/healthz')).status).toBe(200)
    expect((await ask('127.0.0.1:8080', '/api/session')).status).toBe(401)
    // A probe comes by address, and learns that the server is there.
    expect((await ask('10.0.0.7', '/readyz')).status).toBe(200)
  })

  it('cannot act for somebody signed in: the browser says “same-origin” of a page whose name was made to point here', async () => {
    const agent = await house.signIn('helpdesk')
    const session = await house.desk.db.read.selectFrom('staff_session').selectAll().execute()
    expect(session.length).toBeGreaterThan(0)
    const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://evil.test:8080' }
    expect((await agent.post('/api/audit-views', {}, headers)).status).toBe(403)
    expect((await agent.post('/api/audit-views', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  })

  it('reads no metrics through a proxy on this machine, nor without the token once there is one', async () => {
    const app = createApp({
      ...house.desk,
      config: { ...house.desk.config, metricsToken: 'a token of sixteen' },
    })
    const ask = (headers: Record<string, string>) => app.request(`${origin}/metrics`, { headers })
    expect((await ask({})).status).toBe(403)
    expect((await ask({ Authorization: 'Bearer another token' })).status).toBe(403)
    expect((await ask({ Authorization: 'Bearer a token of sixteen' })).status).toBe(200)
    // Without a token, by a socket of this machine.
    const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
    const untold = async (headers: Record<string, string>) =>
      (await house.app.request(`${origin}/metrics`, { headers }, here)).status
    expect(await untold({})).toBe(200)
    for (const name of ['X-Forwarded-For', 'X-Forwarded-Host', 'Forwarded', 'X-Real-IP', 'Via'])
      expect([name, await untold({ [name]: '203.0.113.9' })]).toEqual([name, 403])
  })
})

describe('a colleague on the same machine', () => {
  it('reads neither keys nor the database: what was open to others is closed at start, and what is made stays closed', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'desk-'))
    const files = [
      'secret.key',
      'audit-signing.key',
      'vault.key',
      'portal-desk.db',
      'portal-desk.db-wal',
    ].map((name) => path.join(folder, name))
    for (const file of files) {
      writeFileSync(file, 'x')
      chmodSync(file, 0o644)
    }
    chmodSync(folder, 0o755)
    const before = process.umask()
    keepToOwner(readConfig({ DATA_DIR: folder }))
    expect(process.umask()).toBe(0o077)
    for (const one of [folder, ...files]) expect([one, statSync(one).mode & 0o077]).toEqual([one, 0])
    process.umask(before)
  })
})

describe('whoever reads the database', () => {
  it('cannot work out what was said from what a repeated request is known by', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(agent, patient.id)
    const body = { caseId, caller: 'patient', answers: { birthDate: patient.birthDate } }
    const key = { 'Idempotency-Key': 'known-key-1' }
    await agent.post(`/api/patients/${patient.id}/verifications`, body, key)
    const { createHash } = await import('node:crypto')
    const request = `POST /api/patients/${patient.id}/verifications\n${JSON.stringify(body)}`
    const bare = createHash('sha256').update(request).digest('base64url')
    const rows = await house.rows('idempotency')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.request_hash)).not.toContain(bare)
  })
})

describe('whoever reads the server’s log', () => {
  it('finds nothing there of what a fault quoted, however many lines its message has and whatever they look like', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line) => lines.push(line) })
    const app = createApp({ ...house.desk, log })
    const quoted = 'duplicate row\n  Key (name)=(Quillfeather)\n    at Quillfeather (1985-03-09)\n$&'
    app.get('/fails', () => {
      throw new TypeError(quoted)
    })
    const reply = await app.request(`${origin}/fails`)
    expect([reply.status, (await reply.text()).includes('Quillfeather')]).toEqual([500, false])
    const fault = lines.find((line) => line.includes('unexpected fault'))!
    expect(fault).toContain('TypeError')
    expect(fault).toContain('network.sqlite.test.ts')
    expect(lines.join()).not.toMatch(/Quillfeather|1985-03-09/)
  })
})

describe('a name', () => {
  it('never holds what steers a terminal or turns the direction of writing', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const note = (text: string) => agent.post(`/api/patients/${patient.id}/notes`, { text })
    for (const char of ['\u0000', '\u0007', '\u001b[31m', '\u202e', '\u2066', '\u009b'])
      expect([char, (await note(`Call ${char} back`)).status]).toEqual([char, 422])
    for (const text of ['two\nlines', 'مرحبا', 'שלום', 'न\u200dम', '👩‍⚕️'])
      expect([text, (await note(text)).status]).toEqual([text, 201])
  })
})
