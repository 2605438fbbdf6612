import { policyRows } from '../core/policy.ts'

/** Refills that patients ask for. */
export const refillsPolicy = policyRows('messages', {
  refillAnswerHours: {
    usual: 24,
    least: 1,
    most: 120,
    unit: 'hours',
    meaning: {
      en: 'Service hours within which a clinic means to decide on a refill',
      es: 'Horas de servicio en las que una clínica se propone decidir sobre un resurtido',
    },
  },
  refillsOpenAtOnce: {
    usual: 10,
    least: 1,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Refills that one patient can have asked for and that are not decided',
      es: 'Resurtidos que un paciente puede haber pedido y que aún no se decidieron',
    },
  },
})
