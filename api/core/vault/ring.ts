import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { makeOnce } from '../access/keys.ts'
import { replaceFile } from '../replaceFile.ts'

/** The keys that wrap data keys, the newest first; they are in no database and in no backup. */
export interface Ring {
  /** The file that holds them, where they are not given in the environment. */
  file: string | undefined
  /** @returns the ids of the keys that are there now, the newest first */
  ids(): string[]
  /**
   * A key by its id; the file is read again for one that is not known, since another process may have added it.
   * @throws WrongVaultKey when it is not there
   */
  key(id: string): KeyObject
}

/** Clinical content cannot be opened: the key of it is not the one this process has. */
export class WrongVaultKey extends Error {}

/** By what a database knows its key, and nobody learns anything of it. */
const idOf = (key: Buffer) =>
  createHmac('sha256', key).update('portal-desk vault key').digest('base64url').slice(0, 16)

function parse(text: string): Map<string, KeyObject> {
  const keys = text.split(/\s+/).filter(Boolean)
  if (keys.length === 0 || keys.some((key) => !/^[0-9a-f]{64}$/i.test(key)))
    throw new Error('the vault key must be 32 bytes in hexadecimal; several stand apart, the newest first')
  return new Map(keys.map((hex) => Buffer.from(hex, 'hex')).map((key) => [idOf(key), createSecretKey(key)]))
}

/** Reads the keys given, or `vault.key` in the data folder, which is made, owner-only, on first use. */
export function loadRing(given: string | undefined, dataDir: string): Ring {
  const file = path.join(dataDir, 'vault.key')
  let keys = parse(given ?? makeOnce(file, 'hex'))
  return {
    file: given === undefined ? file : undefined,
    ids: () => [...keys.keys()],
    key(id) {
      if (!keys.has(id) && given === undefined) keys = parse(readFileSync(file, 'utf8'))
      const key = keys.get(id)
      if (!key) throw new WrongVaultKey(`the vault key ${id} is not here`)
      return key
    },
  }
}

/** Writes a new key before those there. @returns its id */
export function addKey(file: string): string {
  const key = randomBytes(32)
  replaceFile(file, `${key.toString('hex')}\n${readFileSync(file, 'utf8').trim()}\n`)
  return idOf(key)
}

/** Takes all keys but the newest out of the file, into one beside it. @returns that one */
export function retireKeys(file: string): string {
  const [newest, ...rest] = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean)
  const retired = path.join(path.dirname(file), `vault-${idOf(Buffer.from(rest[0]!, 'hex'))}.retired.key`)
  replaceFile(retired, `${rest.join('\n')}\n`)
  replaceFile(file, `${newest}\n`)
  return retired
}
