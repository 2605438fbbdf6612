import { policyRows } from '../core/policy.ts'

/** What is taken out of the log. */
export const auditingPolicy = policyRows('audit', {
  exportMinutes: {
    usual: 5,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long an ordered export of the log waits to be fetched',
      es: 'Cuánto tiempo espera una exportación pedida del registro',
    },
  },
})
