import { policyRows } from '../core/policy.ts'

/** How long a review of the risks, and a training, hold. */
export const evidencePolicy = policyRows('evidence', {
  riskReviewDays: {
    usual: 365,
    least: 30,
    most: 730,
    unit: 'days',
    meaning: {
      en: 'Days after which the security risk analysis is due for review again',
      es: 'Días tras los que debe revisarse de nuevo el análisis de riesgos de seguridad',
    },
    source: '45 CFR 164.308(a)(1)(ii)(A), (a)(8)',
  },
  trainingDays: {
    usual: 365,
    least: 30,
    most: 1095,
    unit: 'days',
    meaning: {
      en: 'Days after which a staff member is due for privacy and security training again',
      es: 'Días tras los que un miembro del personal debe volver a recibir capacitación de privacidad y seguridad',
    },
    source: '45 CFR 164.308(a)(5), 164.530(b)',
  },
})
