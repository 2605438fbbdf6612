import { type Tier, tiers } from '../acts/tiers.ts'
import type { Missing } from '../core/problemBody.ts'
import type { Factor } from './compare.ts'
import type { VerificationRow } from './tables.ts'
import { missing, tierWords } from './words.ts'

/**
 * The tier the answers reach. T1 is the whole name, the birth date and at least one more; one further answer may
 * be wrong, since people move and change numbers, two may not.
 */
export function tierOf(matched: readonly Factor[], unmatched: readonly Factor[]): 'T0' | 'T1' {
  const base: Factor[] = ['givenName', 'familyName', 'birthDate']
  const proven = base.every((factor) => matched.includes(factor)) && matched.length > base.length
  return proven && unmatched.length <= 1 ? 'T1' : 'T0'
}

export const isOver = (row: Pick<VerificationRow, 'expires_at'>, now: Date): boolean =>
  row.expires_at <= now.toISOString()

/** How far the caller is proved now: an old verification proves nothing. */
export const tierNow = (row: VerificationRow | undefined, now: Date): Tier =>
  row && !isOver(row, now) ? row.tier : 'T0'

/** What is missing to an identity level. */
export function missingTo(wanted: Tier, row: VerificationRow | undefined, now: Date): Missing[] {
  const is = tierNow(row, now)
  if (tiers.indexOf(is) >= tiers.indexOf(wanted)) return []
  const [level, reached] = [tierWords[wanted], tierWords[is]]
  return [
    ...(row && isOver(row, now) ? [missing.verificationOver] : []),
    {
      code: `tier-${wanted}`,
      message: {
        en: `a caller verified to ${level.en} (now: ${reached.en})`,
        es: `verificar a quien llama hasta el ${level.es} (ahora: ${reached.es})`,
      },
    },
  ]
}
