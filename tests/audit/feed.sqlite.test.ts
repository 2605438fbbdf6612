import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo, Server } from 'node:net'
import path from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedLog } from '../../api/audit/feed/feedLog.ts'
import { record } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { serverStarted } from '../../api/audit/status.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { certificateForLocalhost } from '../support/certificate.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
// It has no types.
const { JSDOM } = createRequire(import.meta.url)('jsdom')
const { key, cert } = certificateForLocalhost()
const certFile = path.join(temporaryFolder(), 'localhost.crt')
writeFileSync(certFile, cert)
const secret = Buffer.alloc(32, 7)
const servers: Server[] = []

const listen = async (server: Server): Promise<number> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
/** Events of which one has what XML and JSON write otherwise. */
async function log(events: number): Promise<void> {
  const ctx = systemCtx(house.desk, 'test <&"\u0001>', newId())
  await transact(house.desk.db, async (trx) => {
    for (let i = 0; i < events; i++)
      await record(trx, ctx, serverStarted, { patientIds: [newId(), newId()], detail: { node: 'é' } })
  })
  await sealAudit(house.desk, withoutPause)
}
const feedAgain = async () => {
  house.later(600)
  await feedLog(house.desk)
}
const sealedIds = async () =>
  (await house.rows('audit_leaf')).sort((a, b) => a.leaf_index - b.leaf_index).map((row) => row.event_id)
const placeOf = async (kind: string) =>
  (await house.rows('audit_feed')).find((row) => row.target.startsWith(kind))!

beforeAll(() => log(2))
beforeEach(() => {
  house.desk.config.audit = { readToken: undefined, webhook: undefined, syslog: undefined, witnesses: [] }
})
afterAll(() => {
  for (const server of servers) server.close()
})

describe('the log goes out by itself', () => {
  it('to a webhook, signed, in order and without a gap from when it was set, over refusals and answers that were lost', async () => {
    const taken: { id: string; events: any[] }[] = []
    let answer: 'lost' | number = 500
    const port = await listen(
      createServer(async (request, reply) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        const body = Buffer.concat(chunks).toString()
        const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
        const right = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
        if (signature !== `v1,${right}`) return reply.writeHead(401).end()
        if (answer !== 500) taken.push({ id: String(id), events: JSON.parse(body).events })
        if (answer === 'lost') return reply.destroy()
        reply.writeHead(answer).end()
      }),
    )
    house.desk.config.audit.webhook = { url: `http://127.0.0.1:${port}/take?key=hidden`, secret }
    await feedLog(house.desk)
    const before = (await sealedIds()).length
    await log(3)
    await feedLog(house.desk)
    expect(await placeOf('webhook')).toMatchObject({ next_leaf: before, tries: 1, error: 'answered 500' })
    expect(await house.audit('audit.feed-failed')).toMatchObject([{ outcome: 'failure' }])
    // Left alone until its pause is over.
    await feedLog(house.desk)
    expect((await placeOf('webhook')).tries).toBe(1)

    answer = 'lost'
    await feedAgain()
    answer = 204
    await feedAgain()
    await log(1)
    await feedAgain()
    expect(taken[1]).toEqual(taken[0])
    const ids = taken.slice(1).flatMap(({ events }) => events.map((one) => one.eventId))
    expect(ids).toEqual((await sealedIds()).slice(before))
    const [first] = taken[0]!.events
    expect(first).toMatchObject({ leafIndex: before, event: { id: first.eventId } })
    expect(await house.audit('audit.feed-resumed')).toHaveLength(1)
    expect(JSON.stringify(await house.rows('audit_feed'))).not.toContain('hidden')
  })

  it('to a receiver of syslog over TLS, framed by length, as JSON or as DICOM’s XML, and counts once it has read all', async () => {
    let text = ''
    let breaks = true
    const port = await listen(
      createTlsServer({ key, cert }, (socket) => {
        socket.on('error', () => {})
        if (breaks) return socket.destroy()
        const chunks: Buffer[] = []
        socket.on('data', (chunk) => chunks.push(chunk))
        socket.on('end', () => {
          text += Buffer.concat(chunks).toString('latin1')
        })
      }) as unknown as Server,
    )
    const set = (more: Record<string, string>) => {
      house.desk.config.audit = readConfig({ AUDIT_SYSLOG_TO: `localhost:${port}`, ...more }).audit
    }
    set({ AUDIT_SYSLOG_FORMAT: 'json' })
    await feedLog(house.desk)
    const before = (await sealedIds()).length
    await log(2)
    await feedLog(house.desk)
    // Nobody vouches for its certificate.
    expect(await placeOf('syslog')).toMatchObject({ next_leaf: before, error: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    set({ AUDIT_SYSLOG_FORMAT: 'json', AUDIT_SYSLOG_CA_FILE: certFile })
    await feedAgain()
    expect(await placeOf('syslog')).toMatchObject({ next_leaf: before, tries: 2 })
    breaks = false
    await feedAgain()
    const json = messagesIn(text)
    expect(json.map((one) => JSON.parse(one.body).event.id)).toEqual((await sealedIds()).slice(before))
    for (const [i, { header, at }] of json.entries()) {
      expect(header).toMatch(/^<8[45]>1 \S+ localhost portal-desk - AUDIT \[meta sequenceId="\d+"\]$/)
      expect(at).toBe(String(before + i + 1))
    }

    text = ''
    set({ AUDIT_SYSLOG_CA_FILE: certFile })
    const mark = (await sealedIds()).length
    await log(1)
    await feedAgain()
    const xml = messagesIn(text)
    expect(xml).toHaveLength((await sealedIds()).length - mark)
    const { document } = new JSDOM(xml.at(-1)!.body, { contentType: 'application/xml' }).window
    expect(document.documentElement.tagName).toBe('AuditMessage')
    expect(document.querySelectorAll('ParticipantObjectIdentification')).toHaveLength(3)
    expect(document.querySelector('ActiveParticipant')!.getAttribute('UserID')).toBe('test <&">')
  })
})

/** Messages by the length before each. */
function messagesIn(text: string) {
  const found: { header: string; at: string; body: string }[] = []
  let bytes = Buffer.from(text, 'latin1')
  while (bytes.length) {
    const space = bytes.indexOf(' ')
    const end = space + 1 + Number(bytes.subarray(0, space).toString())
    const message = bytes.subarray(space + 1, end).toString()
    const [, header = '', at = '', body = ''] = /^(.*? \[meta sequenceId="(\d+)"\]) (.*)$/s.exec(message)!
    found.push({ header, at, body })
    bytes = bytes.subarray(end)
  }
  return found
}
