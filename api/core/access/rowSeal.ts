import type { Keys } from './keys.ts'
import { sameText } from './sameText.ts'

/*
 * A row that lets somebody in carries a keyed digest of whom it lets in, how, and for how long. A token's hash is no secret's: whoever
 * writes to the database alone could put there the hash of a token of their own, or give their own session another's name, and do
 * under it what the log then says that one did (2026-11-28).
 */

export const rowSeal = (keys: Keys, what: string, says: readonly (string | null)[]): string =>
  keys.mac(what, JSON.stringify(says))

export const isSealed = (
  keys: Keys,
  what: string,
  says: readonly (string | null)[],
  seal: string | null | undefined,
): boolean => typeof seal === 'string' && sameText(seal, rowSeal(keys, what, says))
