import { policyRows } from '../core/policy.ts'

/** Service levels. */
export const casesPolicy = policyRows('cases', {
  caseHours: {
    usual: 4,
    least: 1,
    most: 240,
    unit: 'hours',
    meaning: { en: 'Hours in which a case is due', es: 'Horas en las que vence un caso' },
  },
})
