import type { Case } from '../core/dataProvider.ts'

export type LiveVerification = Case['verifications'][number]

/** The verification of this case that still counts and proves most. */
export function liveVerification(supportCase: Case): LiveVerification | undefined {
  return supportCase.verifications
    .filter((v) => v.live && v.tier !== 'T0')
    .sort((a, b) => b.tier.localeCompare(a.tier))[0]
}
