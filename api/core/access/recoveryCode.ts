import { randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'

const howMany = 10

/** 80 random bits, in the 32 letters and digits that are not taken for one another. */
function newRecoveryCode(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte & 31])
  return [0, 4, 8, 12].map((i) => letters.slice(i, i + 4).join('')).join('-')
}

/** What is stored of a code; blanks, dashes and case are the typist's. */
export const hashRecoveryCode = (keys: Keys, code: string): string =>
  keys.mac('recovery-code', code.toUpperCase().replace(/[^A-Z2-9]/g, ''))

/** As many new codes as somebody is given at a time. */
export const newRecoveryCodes = (): string[] => Array.from({ length: howMany }, newRecoveryCode)
