import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Hash } from './merkle.ts'

/*
 * Signed notes and checkpoints as C2SP specifies them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), signed with
 * Ed25519: text, a blank line, and a line for each signature.
 */

export interface Checkpoint {
  origin: string
  size: number
  /** 64 hexadecimal digits; a checkpoint's text holds it in base64. */
  root: Hash
}

/** Signs as one origin; `verifierKey` is what others check the signatures with. */
export interface Signer {
  origin: string
  verifierKey: string
  sign(text: string): string
}

const ed25519 = 0x01
// The fixed head of an Ed25519 key in PKCS#8 and in SubjectPublicKeyInfo (RFC 8410); 32 bytes of key follow.
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

const keyId = (name: string, key: Buffer) =>
  createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4)

/** A signer from the 32 secret bytes of an Ed25519 key (RFC 8032). */
export function signerFor(origin: string, seed: Buffer): Signer {
  const secret = createPrivateKey({
    key: Buffer.concat([privateHead, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(publicHead.length)
  const typed = Buffer.concat([Buffer.from([ed25519]), raw])
  const id = keyId(origin, typed)
  return {
    origin,
    verifierKey: `${origin}+${id.toString('hex')}+${typed.toString('base64')}`,
    sign: (text) =>
      `${text}\n— ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString('base64')}\n`,
  }
}

interface Verifier {
  name: string
  id: Buffer
  key: KeyObject
}

/**
 * @param type what the key signs: notes unless said
 * @throws Error when the text is no verifier key of Ed25519, or its id is not the key's
 */
export function parseVerifierKey(text: string, type = ed25519): Verifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim())
  const typed = Buffer.from(match?.[3] ?? '', 'base64')
  if (!match || typed.length !== 33 || typed[0] !== type)
    throw new Error('a verifier key is written name+8 hex digits+base64, and ours are Ed25519')
  const id = Buffer.from(match[2]!, 'hex')
  if (!keyId(match[1]!, typed).equals(id)) throw new Error('the verifier key does not have the id it states')
  const key = createPublicKey({
    key: Buffer.concat([publicHead, typed.subarray(1)]),
    format: 'der',
    type: 'spki',
  })
  return { name: match[1]!, id, key }
}

/** What a note says, whoever signed it. @throws Error when the text is not that of a signed note. */
export function noteText(note: string): string {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Error('this is not a signed note')
  return note.slice(0, end + 1)
}

/**
 * The text of a note that one of the keys signed. Signatures by unknown keys are passed over.
 * @throws Error when no known key signed it, or a known key's signature fails.
 */
export function openNote(note: string, verifierKeys: readonly string[]): string {
  const text = noteText(note)
  const verifiers = verifierKeys.map((key) => parseVerifierKey(key))
  let known = 0
  for (const line of note.slice(text.length + 1, -1).split('\n')) {
    const match = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line)
    const bytes = match && Buffer.from(match[2]!, 'base64')
    if (!bytes || bytes.length < 5) throw new Error('a signature line of the note is malformed')
    const verifier = verifiers.find((v) => v.name === match[1] && v.id.equals(bytes.subarray(0, 4)))
    if (!verifier) continue
    if (!verify(null, Buffer.from(text), verifier.key, bytes.subarray(4)))
      throw new Error('the signature does not fit the note')
    known += 1
  }
  if (known === 0) throw new Error('no key we trust signed the note')
  return text
}

export const checkpointText = ({ origin, size, root }: Checkpoint) =>
  `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`

/** @throws Error when the text is not that of a checkpoint. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n')
  const bytes = Buffer.from(root ?? '', 'base64')
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || bytes.length !== 32)
    throw new Error('this is not a checkpoint: origin, size and root are expected, a line each')
  return { origin, size: Number(size), root: bytes.toString('hex') }
}

/** @throws Error when no known key signed the note, or it is not a checkpoint. */
export const openCheckpoint = (note: string, verifierKeys: readonly string[]) =>
  parseCheckpoint(openNote(note, verifierKeys))

/** A checkpoint that is kept in a row which states its size besides. @throws Error as above, and where they differ. */
export function openSized(note: string, size: number, verifierKeys: readonly string[]): Checkpoint {
  const checkpoint = openCheckpoint(note, verifierKeys)
  if (checkpoint.size !== size) throw new Error('it states another size than the row it is kept in')
  return checkpoint
}
