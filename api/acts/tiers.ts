/** How far a caller was proved: see `tierWords` in callers/words for what each takes. */
export const tiers = ['T0', 'T1', 'T2', 'T3'] as const
export type Tier = (typeof tiers)[number]
