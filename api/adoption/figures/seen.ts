import type { Action } from '../../audit/action.ts'

/** What the log calls any look at the figures of a segment and period: they tell of no person. */
export const seen = {
  name: 'adoption.shown',
  letter: 'R',
  words: { en: 'Looked at adoption figures', es: 'Consultó cifras de uso' },
  watch: 'nothing',
} as const satisfies Action
