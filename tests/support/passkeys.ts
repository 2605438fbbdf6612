import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type { z } from 'zod'
import type { assertion, created } from '../../api/core/access/passkeySchema.ts'
import { madePasskey, optionsToCreate } from '../../api/core/access/passkeys.ts'
import { newId } from '../../api/core/db/id.ts'
import { askToConfirm, askToSignIn } from '../../api/portal/passkeys/askPasskey.ts'
import { addPasskey } from '../../api/staff/passkeys/addPasskey.ts'
import { askPasskey } from '../../api/staff/passkeys/askPasskey.ts'
import { beginPasskey } from '../../api/staff/passkeys/beginPasskey.ts'
import { cookieOf, goodPassword, type House, origin, type Person } from './harness.ts'
import { must } from './people.ts'
import type { Enrolled } from './signInByHand.ts'

/*
 * A device that makes and uses passkeys, as software: what it signs is laid out by hand (Web Authentication Level 3, 6.1 and
 * 6.5), so that a test can sign whatever an attacker would.
 */

/** What a device or a browser says otherwise than it should. */
export interface Otherwise {
  origin?: string
  rpId?: string
  type?: string
  verified?: boolean
  present?: boolean
  counter?: number
  crossOrigin?: boolean
  /** An attestation statement that is right in itself, by a certificate anybody could make. */
  certificate?: boolean
}

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256'

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')

function keyOf(algorithm: Algorithm) {
  const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text!, 'base64url'))
  if (algorithm === 'ES256') {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = publicKey.export({ format: 'jwk' })
    const cose = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ] as const
    return { privateKey, hash: 'sha256', cose }
  }
  if (algorithm === 'EdDSA') {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const cose = [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(publicKey.export({ format: 'jwk' }).x)],
    ] as const
    return { privateKey, hash: null, cose }
  }
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { n, e } = publicKey.export({ format: 'jwk' })
  return {
    privateKey,
    hash: 'sha256',
    cose: [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ] as const,
  }
}

function certified(data: Uint8Array) {
  const file = path.resolve(import.meta.dirname, '../fixtures/attestation.json')
  const made = JSON.parse(readFileSync(file, 'utf8')) as { certificate: string; key: string }
  const key = createPrivateKey({ key: Buffer.from(made.key, 'base64'), format: 'der', type: 'pkcs8' })
  return new Map<string, unknown>([
    ['alg', -7],
    ['sig', new Uint8Array(sign('sha256', data, key))],
    ['x5c', [new Uint8Array(Buffer.from(made.certificate, 'base64'))]],
  ])
}

/** A device with one passkey. Its counter goes up with each use, unless it counts nothing. */
export function aDevice(algorithm: Algorithm = 'ES256', counts = true) {
  const { privateKey, hash, cose } = keyOf(algorithm)
  const id = randomBytes(32)
  let counter = 0
  const clientData = (type: string, challenge: string, other: Otherwise) =>
    JSON.stringify({
      type: other.type ?? type,
      challenge,
      origin: other.origin ?? origin,
      crossOrigin: other.crossOrigin ?? false,
    })
  const authData = (rpId: string, other: Otherwise, rest: Uint8Array = new Uint8Array()) => {
    if (counts) counter++
    const flags =
      (other.present === false ? 0 : 1) | (other.verified === false ? 0 : 4) | (rest.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(other.counter ?? counter)
    return Buffer.concat([sha256(other.rpId ?? rpId), Buffer.from([flags]), count, rest])
  }
  return {
    id: base64url(id),
    create(options: Created['options'], other: Otherwise = {}): z.input<typeof created> {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const key = isoCBOR.encode(new Map<number, number | Uint8Array>(cose))
      const rest = Buffer.concat([Buffer.alloc(16), length, id, key])
      const client = clientData('webauthn.create', options.challenge, other)
      const data = new Uint8Array(authData(options.rp.id, other, rest))
      const statement = other.certificate ? certified(Buffer.concat([data, sha256(client)])) : new Map()
      const attestation = new Map<string, unknown>([
        ['fmt', other.certificate ? 'packed' : 'none'],
        ['attStmt', statement],
        ['authData', data],
      ])
      return {
        id: base64url(id),
        clientDataJSON: base64url(client),
        attestationObject: base64url(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      }
    },
    get(options: Asked['options'], other: Otherwise = {}): z.input<typeof assertion> {
      const client = clientData('webauthn.get', options.challenge, other)
      const data = authData(options.rpId, other)
      const signature = sign(hash, Buffer.concat([data, sha256(client)]), privateKey)
      return {
        id: base64url(id),
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      }
    },
  }
}
export type Device = ReturnType<typeof aDevice>

type Created = z.output<typeof beginPasskey.reply>
type Asked = z.output<typeof askPasskey.reply>
type Asker = Pick<Person, 'post'>

export const beginWith = async (by: Asker, name = 'My phone') =>
  must(await by.post('/api/me/passkeys/begin', { name }), beginPasskey)

/** Adds the device to the account of whoever is signed in with a fresh factor. @returns the passkey's id */
export async function added(by: Asker, device: Device, name = 'My phone'): Promise<string> {
  const { options } = await beginWith(by, name)
  const body = { name, credential: device.create(options) }
  return must(await by.post('/api/me/passkeys', body), addPasskey).id
}

/** A session whose password was right, and what it may be asked. */
export async function halfway(house: House, who: Enrolled) {
  const first = await house.call('POST', '/api/session', { email: who.email, password: goodPassword })
  return asking(house.withCookie(cookieOf(first)))
}

/** Whoever holds a session, asked for a passkey. */
export const asking = <P extends Asker>(by: P) => ({
  ...by,
  asked: async () => must(await by.post('/api/session/passkey'), askPasskey).options,
  prove: (passkey: z.input<typeof assertion>) => by.post('/api/session/second-factor', { passkey }),
})

/** A passkey in the database that no device answers for. */
export async function storedPasskey(house: House, staffId: string): Promise<string> {
  const id = newId()
  await house.owner.write
    .insertInto('staff_passkey')
    .values({
      id,
      staff_id: staffId,
      credential_id: base64url(randomBytes(32)),
      public_key: base64url(randomBytes(77)),
      counter: 0,
      transports: '[]',
      name: 'Another',
      created_at: house.desk.clock().toISOString(),
      last_used_at: null,
    })
    .execute()
  return id
}

/** A patient's device, with a passkey that was added to a login long ago, unless said otherwise. */
export async function portalPasskey(
  house: House,
  accountId: string,
  device = aDevice(),
  created_at = '2020-01-01T00:00:00.000Z',
): Promise<Device> {
  const options = await optionsToCreate(house.desk.config, { id: accountId, username: 'u', name: 'u' }, [], {
    minutes: 5,
  })
  const made = await madePasskey(house.desk.config, device.create(options))
  if (!made) throw new Error('the device made no passkey')
  await house.owner.write
    .insertInto('portal_passkey')
    .values({
      id: newId(),
      account_id: accountId,
      credential_id: made.credentialId,
      public_key: made.publicKey,
      counter: made.counter,
      transports: '["internal"]',
      name: 'My phone',
      created_at,
      last_used_at: null,
    })
    .execute()
  return device
}

/** What a passkey is asked to sign in, or to confirm a call. */
export const askedToSignIn = async (house: House) =>
  must(await house.call('POST', '/portal/v1/session/passkey/begin', {}), askToSignIn).options
export const askedToConfirm = async (house: House, number: string) =>
  must(await house.call('POST', '/portal/v1/call/begin', { number }), askToConfirm).options
