/** What is asked of every call that is reviewed. */
export const questions = ['identityFirst', 'causeRight', 'remedyRight', 'noteClear', 'courtesy'] as const
export type Question = (typeof questions)[number]

export const answers = ['yes', 'no', 'does-not-apply'] as const
export type Answers = Record<Question, (typeof answers)[number]>
