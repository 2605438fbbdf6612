import { verify } from 'node:crypto'
import { isAhead } from '../../core/ahead.ts'
import { noteText, parseVerifierKey } from './checkpoint.ts'

/*
 * What a witness says of a checkpoint (c2sp.org/tlog-cosignature): that at a moment it was the largest tree of this log it had seen, and
 * that it holds all those it saw before. It stands as one more signature line in the note. Those made with Ed25519 are read here.
 */

/** The kind of key, in a witness's verifier key. */
export const cosigning = 0x04
/** Bytes before the signature: the key's id and a time in seconds. */
const idBytes = 4
const timeBytes = 8

export interface Cosignature {
  /** The line as it stands in the note, with its end. */
  line: string
  /** When the witness cosigned. */
  at: Date
}

/**
 * The cosignature of a witness among the lines of a note, or of an answer; others are passed over.
 * @param checkpoint the signed note it is of
 * @throws Error where there is none of this witness, it does not fit, or lies ahead of now
 */
export function openCosignature(
  checkpoint: string,
  lines: string,
  verifierKey: string,
  now: Date,
): Cosignature {
  const { name, id, key } = parseVerifierKey(verifierKey, cosigning)
  for (const line of lines.split('\n')) {
    const [, who, given = ''] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
    const bytes = Buffer.from(given, 'base64')
    if (who !== name || !bytes.subarray(0, idBytes).equals(id)) continue
    const signature = bytes.subarray(idBytes + timeBytes)
    const time = bytes.length > idBytes + timeBytes ? bytes.readBigUInt64BE(idBytes) : 0n
    const said = Buffer.from(`cosignature/v1\ntime ${time}\n${noteText(checkpoint)}`)
    if (!verify(null, said, key, signature)) throw new Error(`the cosignature of ${name} does not fit`)
    const at = new Date(Number(time) * 1000)
    if (isAhead(at, now)) throw new Error(`the cosignature of ${name} lies ahead of now`)
    return { line: `${line}\n`, at }
  }
  throw new Error(`${name} did not cosign`)
}
