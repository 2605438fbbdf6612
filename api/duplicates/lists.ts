/** What is known of two records that may be one person’s. */
export const pairStates = ['waiting', 'merged', 'different'] as const
export type PairState = (typeof pairStates)[number]

/** Why two records are one person’s: what made the second one. */
export const mergeReasons = [
  'registered-twice',
  'name-changed',
  'entered-wrong',
  'newborn-named',
  'other',
] as const
/** Why they are two people’s. */
export const differenceReasons = ['twins', 'family', 'same-name', 'other'] as const
/** Why a merge is taken back: two people again, or the other record is the one that is to stand. */
export const unmergeReasons = ['two-people', 'wrong-survivor'] as const
export const reasonsToDecide = [...mergeReasons, ...differenceReasons, ...unmergeReasons] as const
