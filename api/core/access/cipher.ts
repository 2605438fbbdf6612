import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

const boundBytes = (bound: readonly string[]) => Buffer.from(JSON.stringify(bound))

/**
 * AES-256-GCM, with a key that was made of its bytes once: made anew for each value it costs five times as much as the rest. `bound` is what the bytes belong to, where they belong to something: it is not in them, and they open for nothing
 * else.
 * @returns base64url of the nonce, the tag and the encrypted bytes
 */
export function encrypt(key: KeyObject, plain: Buffer, bound?: readonly string[]): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  if (bound) cipher.setAAD(boundBytes(bound))
  const body = [cipher.update(plain), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...body]).toString('base64url')
}

/** @throws Error when the bytes were altered, moved, or made with another key */
export function decrypt(key: KeyObject, sealed: string, bound?: readonly string[]): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  if (bound) decipher.setAAD(boundBytes(bound))
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  const plain = decipher.update(bytes.subarray(ivBytes + tagBytes))
  // It checks the tag; GCM keeps no bytes back for the end.
  decipher.final()
  return plain
}
