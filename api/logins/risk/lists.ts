import type { Tier } from '../../acts/tiers.ts'

export const signalNames = [
  'contact-change',
  'failed-tries',
  'identity-doubted',
  'many-numbers',
  'number-of-many',
  'new-places',
  'watched',
  'guardians-email',
  'locked-twin',
  'locked-pair',
  'reopened-again',
  'reported-not-me',
] as const
export type SignalName = (typeof signalNames)[number]

/** One level more, or level 3 where a code would only reach whoever is in question. */
export const raises = ['one-level', 'level-3'] as const
export type Raises = (typeof raises)[number]

const above: Record<Tier, Tier> = { T0: 'T0', T1: 'T2', T2: 'T3', T3: 'T3' }

/** What an act takes while there are risks; what takes no proof, or closes only, stays as it is. */
export function raised(wanted: Tier, risks: readonly { raises: Raises }[]): Tier {
  if (risks.length === 0 || wanted === 'T0') return wanted
  return risks.some(({ raises }) => raises === 'level-3') ? 'T3' : above[wanted]
}
