/** FHIR R4 Task.status, as far as it is used: asked, granted, refused, at the pharmacy, taken back. */
export const refillStates = ['requested', 'accepted', 'rejected', 'completed', 'cancelled'] as const
export type RefillState = (typeof refillStates)[number]

export const refusalReasons = ['too-soon', 'visit-needed', 'other-prescriber', 'stopped', 'other'] as const
