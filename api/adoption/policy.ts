import { policyRows } from '../core/policy.ts'

/** What figures are made of. */
export const adoptionPolicy = policyRows('adoption', {
  toldActDays: {
    usual: 30,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How late a patient’s app may tell what was done in it',
      es: 'Con cuánto retraso puede contar una aplicación de paciente lo que se hizo en ella',
    },
  },
})
