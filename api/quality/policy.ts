import { policyRows } from '../core/policy.ts'

/** How much of the desk's work is looked at again. */
export const qualityPolicy = policyRows('cases', {
  qualityCallsAMonth: {
    usual: 4,
    least: 1,
    most: 30,
    unit: 'times',
    meaning: {
      en: 'Calls of each agent that are drawn each month for a quality review',
      es: 'Llamadas de cada agente que se sortean cada mes para revisar su calidad',
    },
  },
})
