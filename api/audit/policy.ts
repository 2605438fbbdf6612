import { policyRows } from '../core/policy.ts'

/** How long the log is kept. */
export const auditPolicy = policyRows('audit', {
  auditYears: {
    usual: 6,
    least: 6,
    most: 100,
    unit: 'years',
    meaning: { en: 'How long the audit log is kept', es: 'Cuánto tiempo se guarda el registro de auditoría' },
    source: '45 CFR 164.316(b)(2)(i)',
  },
})
