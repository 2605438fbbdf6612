/**
 * What becomes of a letter: it waits to be printed, is printed, then posted; a spoiled one is printed anew, one that comes back
 * is returned. It lapses where it may not be printed any more: the patient got in, moved, died, or the account was closed.
 */
export const letterStates = ['waiting', 'printed', 'posted', 'spoiled', 'returned', 'lapsed'] as const
export type LetterState = (typeof letterStates)[number]
