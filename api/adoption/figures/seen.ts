import type { Action } from '../../audit/action.ts'
import type { AuditEntry } from '../../audit/record.ts'
import { monthText } from '../rollup/calendar.ts'
import { cellKey } from '../rollup/cells.ts'
import type { Question } from './ask.ts'

/** What the log calls any look at the figures of a segment and period: they tell of no person. */
export const seen = {
  name: 'adoption.shown',
  letter: 'R',
  words: { en: 'Looked at adoption figures', es: 'Consultó cifras de uso' },
  watch: 'figures',
} as const satisfies Action

/** What the log says of it: of whom, of when, and what; so that whoever tries one group after another is seen to. */
export const lookedAt = (
  { segment, period, against }: Question,
  what: string,
): Omit<AuditEntry, 'outcome'> => ({
  detail: {
    segment: cellKey(segment),
    from: monthText(period.from),
    to: monthText(period.to),
    ...(against && { against: monthText(against.from) }),
    what,
  },
})
