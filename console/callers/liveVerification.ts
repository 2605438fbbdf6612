import type { Case } from '../core/dataProvider.ts'

export type LiveVerification = Case['verifications'][number]

/** The verification of this case that still counts and proves most. */
export function liveVerification(supportCase: Case): LiveVerification | undefined {
  return supportCase.verifications
    .filter((v) => v.live && v.tier !== 'T0')
    .sort((a, b) => b.tier.localeCompare(a.tier))[0]
}

/** The verification that counted last and does no longer: a caller is verified for some minutes only. */
export function lastOver(supportCase: Case): LiveVerification | undefined {
  return supportCase.verifications
    .filter((v) => !v.live && v.tier !== 'T0')
    .sort((a, b) => b.expiresAt.localeCompare(a.expiresAt))[0]
}
