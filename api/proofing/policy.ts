import { policyRows } from '../core/policy.ts'

/** Proof of identity by an outside provider. */
export const proofingPolicy = policyRows('callers', {
  proofingMinutes: {
    usual: 60,
    least: 15,
    most: 240,
    unit: 'minutes',
    meaning: {
      en: 'How long a link to prove one’s identity online works',
      es: 'Cuánto tiempo sirve un enlace para demostrar la identidad en línea',
    },
    source: 'OWASP ASVS 5.0, 6.4.3',
  },
})
