import { policyRows } from '../core/policy.ts'

/** What is taken out of the log. */
export const auditingPolicy = policyRows('audit', {
  exportMinutes: {
    usual: 5,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long an export of the audit log can be downloaded',
      es: 'Cuánto tiempo se puede descargar una exportación del registro de auditoría',
    },
  },
})
