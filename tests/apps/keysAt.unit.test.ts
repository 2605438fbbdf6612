import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import * as jose from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isInside, isKeysAddress, keysPublished } from '../../api/apps/keysAt.ts'
import { certificateForLocalhost } from '../support/certificate.ts'

/* Where an app publishes its keys: what is fetched, from where, and how often. */

const own = certificateForLocalhost()
let answer: { status?: number; headers?: Record<string, string>; body: string }
let asked = 0
let clock = 0
let [server, url] = [createServer(), '']
const key = async (kid: string) => ({
  ...(await jose.exportJWK((await jose.generateKeyPair('ES384', { extractable: true })).publicKey)),
  kid,
})
const published = (...hosts: string[]) =>
  keysPublished({ config: { privateKeyHosts: hosts }, log: { warn: () => {} } } as never, () => clock)
const kids = async (reader: ReturnType<typeof published>, kid?: string) =>
  (await reader.read(url, kid, 5)).map((one) => one.kid)

beforeAll(async () => {
  setDefaultCACertificates([...getCACertificates(), own.cert])
  server = createServer(own, (_request, reply) => {
    asked++
    reply.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `https://localhost:${(server.address() as AddressInfo).port}/keys`
})
afterAll(() => void server.close())
beforeEach(async () => {
  asked = 0
  answer = { body: JSON.stringify({ keys: [await key('a')] }) }
})

describe('keys that an app publishes', () => {
  it('come from no address within the house, unless the operator named its host', async () => {
    await expect(kids(published())).rejects.toThrow()
    expect(asked).toBe(0)
    expect(await kids(published('localhost'))).toEqual(['a'])
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.0.1',
      '172.31.0.1',
      '0.0.0.0',
    ])
      expect([address, isInside(address), isInside(`::ffff:${address}`)]).toEqual([address, true, true])
    for (const address of ['::1', '::', 'fd00::1', 'fe80::1', '64:ff9b::7f00:1', '2002:7f00:1::'])
      expect([address, isInside(address)]).toEqual([address, true])
    for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111']) expect(isInside(address)).toBe(false)
    for (const text of [
      'http://app.example.org/k',
      'https://a:b@app.example.org/k',
      'file:///etc/passwd',
      'k',
    ])
      expect([text, isKeysAddress(text)]).toEqual([text, false])
    for (const literal of ['https://127.0.0.1:1/k', 'https://[::1]:1/k', 'https://2130706433:1/k'])
      await expect(published().read(literal, undefined, 5)).rejects.toThrow()
  })

  it('are asked for again when they are old, and for one that is not known, but never again and again', async () => {
    const reader = published('localhost')
    for (let n = 0; n < 20; n++) await kids(reader, 'b')
    expect(asked).toBe(1)
    answer = { body: JSON.stringify({ keys: [await key('b')] }) }
    clock += 31_000
    expect([await kids(reader, 'b'), asked]).toEqual([['b'], 2])
    clock += 4 * 60_000
    expect([await kids(reader, 'b'), asked]).toEqual([['b'], 2])
    // What is taken away there is gone here as well, soon.
    answer = { body: JSON.stringify({ keys: [await key('c')] }) }
    clock += 2 * 60_000
    expect(await Promise.all([kids(reader, 'b'), kids(reader, 'b')])).toEqual([['c'], ['c']])
    expect(asked).toBe(3)
  })

  it('hold for an hour where the address fails, and nothing but a whole set, of a size, from there itself is taken', async () => {
    const reader = published('localhost')
    await kids(reader)
    for (const failing of [
      { status: 500, body: '' },
      { status: 302, headers: { Location: url }, body: '' },
      { body: `{"keys":[${' '.repeat(70_000)}]}` },
      { body: '{"keys":[]}' },
      { body: 'none' },
    ]) {
      answer = failing
      clock += 6 * 60_000
      expect(await kids(reader)).toEqual(['a'])
      await expect(kids(published('localhost'))).rejects.toThrow()
    }
    clock += 60 * 60_000
    await expect(kids(reader)).rejects.toThrow()
  })
})
