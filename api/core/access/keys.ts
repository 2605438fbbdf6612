import {
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomInt,
} from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { decrypt, encrypt } from './cipher.ts'

/** What the product keeps secret at rest, and how: all of it derives from one 32-byte key. */
export interface Keys {
  /** Encrypts text (AES-256-GCM); `open` is its inverse and throws when the text was altered. */
  seal(text: string): string
  open(sealed: string): string
  /** A keyed hash for values too guessable to hash bare: six-digit codes, e-mail addresses. */
  mac(purpose: string, value: string): string
}

/** A new secret for a link or a session: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token that holds 128 random bits or more, or of a code on paper with 80. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** A code to be read out on the phone: six decimal digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** Reads the key given, or `secret.key` in the data folder, which is made, owner-only, on first use. */
export function loadKeys(given: string | undefined, dataDir: string): Keys {
  const root = Buffer.from(given ?? makeOnce(path.join(dataDir, 'secret.key'), 'hex'), 'hex')
  if (root.length !== 32) throw new Error('the secret key must be 32 bytes in hexadecimal')
  // A key made of its bytes anew for each value would cost five times the hash.
  const [sealing, hashing] = (['seal', 'mac'] as const).map((what) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', root, '', what, 32))),
  ) as [KeyObject, KeyObject]
  return {
    seal: (text) => encrypt(sealing, Buffer.from(text)),
    open: (sealed) => decrypt(sealing, sealed).toString('utf8'),
    mac: (purpose, value) => createHmac('sha256', hashing).update(`${purpose}\0${value}`).digest('base64url'),
  }
}

/** The 32 bytes of the key that signs the audit log: given, or `audit-signing.key`, made, owner-only, on first use. */
export function loadAuditSeed(given: string | undefined, dataDir: string): Buffer {
  const seed = Buffer.from(given ?? makeOnce(path.join(dataDir, 'audit-signing.key'), 'base64'), 'base64')
  if (seed.length !== 32) throw new Error('the audit signing key must be 32 bytes in base64')
  return seed
}

/** 32 random bytes in a file, made where it is not there. @returns what the file holds */
export const makeOnce = (file: string, encoding: 'hex' | 'base64'): string =>
  keepOnce(file, () => randomBytes(32).toString(encoding))

/**
 * The private RSA key that signs what apps are told of who signed in: given, or `apps.key`, made, owner-only, on first use. As PEM.
 */
export const loadAppsKey = (given: string | undefined, dataDir: string): string =>
  given ??
  keepOnce(path.join(dataDir, 'apps.key'), () =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  )

/**
 * A file, owner-only, made where it is not there. It gets its name when it is whole and on the disk: of two processes that start
 * together neither reads half a key, and one that is killed leaves none.
 * @returns what the file holds
 */
function keepOnce(file: string, make: () => string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    const whole = `${file}.${randomBytes(8).toString('hex')}`
    try {
      writeFileSync(whole, make(), { mode: 0o600, flag: 'wx', flush: true })
      linkSync(whole, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(whole, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}
