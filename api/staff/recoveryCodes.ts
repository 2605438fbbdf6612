import { randomBytes } from 'node:crypto'
import type { Keys } from '../core/access/keys.ts'

/** 80 random bits, in the 32 letters and digits that are not taken for one another. */
export function newRecoveryCode(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte & 31])
  return [0, 4, 8, 12].map((i) => letters.slice(i, i + 4).join('')).join('-')
}

export function hashRecoveryCode(keys: Keys, code: string): string {
  return keys.mac('recovery-code', code.toUpperCase().replace(/[^A-Z2-9]/g, ''))
}
