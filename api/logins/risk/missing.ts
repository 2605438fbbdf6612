import type { Tier } from '../../acts/tiers.ts'
import type { VerificationRow } from '../../callers/published.ts'
import { missingTo } from '../../callers/tier.ts'
import type { Missing } from '../../core/problemBody.ts'
import { raised } from './lists.ts'
import type { Risk } from './signals.ts'
import { moreWanted } from './words.ts'

/** What is missing to what an act takes while there are risks: the level, and of each risk why. */
export function missingBeside(
  wanted: Tier,
  risks: readonly Risk[],
  verification: VerificationRow | undefined,
  now: Date,
): Missing[] {
  const takes = raised(wanted, risks)
  const missing = missingTo(takes, verification, now)
  if (missing.length === 0 || takes === wanted) return missing
  return [
    ...missing,
    ...risks.map(({ name, raises, why }) => {
      const words = moreWanted[raises]
      return {
        code: `risk-${name}`,
        message: { en: words.en.replace('{why}', why.en), es: words.es.replace('{why}', why.es) },
      }
    }),
  ]
}
