/** How an app shows that it is that app, as it is registered. */
export const proofs = ['none', 'secret', 'key'] as const
