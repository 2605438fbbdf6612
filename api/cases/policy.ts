import { policyRows } from '../core/policy.ts'

/** Service levels. */
export const casesPolicy = policyRows('cases', {
  caseHours: {
    usual: 4,
    least: 1,
    most: 240,
    unit: 'hours',
    meaning: { en: 'How long until a case is due', es: 'En cuánto tiempo vence un caso' },
  },
  callBackDays: {
    usual: 14,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'How far ahead a call back may be agreed',
      es: 'Con cuánta antelación se puede acordar volver a llamar',
    },
  },
  callBacksInARow: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'How often in a row a call back may be agreed before the case goes to someone else',
      es: 'Cuántas veces seguidas se puede acordar volver a llamar antes de que el caso pase a otra persona',
    },
  },
})
