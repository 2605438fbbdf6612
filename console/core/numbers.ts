/** How a column of numbers stands, its head too. */
export const numbers = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const
