import { policyRows } from '../core/policy.ts'

/** What an act may want of whoever does it. */
export const actsPolicy = policyRows('staff', {
  freshMinutes: {
    usual: 5,
    least: 1,
    most: 30,
    unit: 'minutes',
    meaning: {
      en: 'How recent the second factor must be for a sensitive action',
      es: 'Qué tan reciente debe ser el segundo factor para una acción delicada',
    },
  },
})
