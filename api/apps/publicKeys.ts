import { createPublicKey } from 'node:crypto'
import { rule } from '../core/words.ts'

const mostKeys = 5
const leastBits = 2048
const mostBits = 8192
// FIPS 186-5, 5.4: with a smaller one, signatures can be made up.
const leastExponent = 65_537n

export interface PublicJwk {
  kty: string
  kid: string
  alg: 'RS384' | 'ES384'
  [part: string]: unknown
}

/** The algorithms that SMART App Launch 2.2 has apps sign by. */
export const signedBy = ['RS384', 'ES384'] as const

/** Of a key what is public and is kept; nothing for one that is no such key, or has its secret half with it. */
function publicHalf(key: unknown): PublicJwk | undefined {
  if (typeof key !== 'object' || key === null) return undefined
  const { kty, kid, crv, d, k } = key as Record<string, unknown>
  if (typeof kid !== 'string' || kid === '' || kid.length > 200 || d !== undefined || k !== undefined)
    return undefined
  const alg = kty === 'RSA' ? 'RS384' : kty === 'EC' && crv === 'P-384' ? 'ES384' : undefined
  if (!alg) return undefined
  try {
    const known = createPublicKey({ key: key as never, format: 'jwk' })
    const { modulusLength: bits = 0, publicExponent = 0n } = known.asymmetricKeyDetails ?? {}
    if (kty === 'RSA' && (bits < leastBits || bits > mostBits || publicExponent < leastExponent))
      return undefined
    return { ...(known.export({ format: 'jwk' }) as { kty: string }), kid, alg, use: 'sig' }
  } catch {
    return undefined
  }
}

/** The keys of a JSON Web Key Set; nothing where one of it, or all of it, is none. */
export function keysIn(text: string): PublicJwk[] | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown[] }
    if (!Array.isArray(keys) || keys.length === 0 || keys.length > mostKeys) return undefined
    const read = keys.map(publicHalf)
    const ids = new Set(read.map((one) => one?.kid))
    return read.every((one) => one !== undefined) && ids.size === keys.length ? read : undefined
  } catch {
    return undefined
  }
}

// What is published for others as well may hold more, and of kinds that are not for us.
const mostPublished = 20

/** Those of the published keys that can be used; none where it is no such set, or names a key twice. */
export function publicKeysIn(text: string): PublicJwk[] {
  const { keys } = JSON.parse(text) as { keys?: unknown }
  if (!Array.isArray(keys) || keys.length > mostPublished) return []
  const read = keys.map(publicHalf).filter((one) => one !== undefined)
  return new Set(read.map(({ kid }) => kid)).size === read.length ? read : []
}

export const notKeys = rule(
  `must be a JSON Web Key Set of one to ${mostKeys} public keys, each with its own kid: RSA of 2048 to 8192 bits (RS384), or P-384 (ES384)`,
  `debe ser un conjunto de claves JSON (JWKS) de una a ${mostKeys} claves públicas, cada una con su kid: RSA de 2048 a 8192 bits (RS384), o P-384 (ES384)`,
)
