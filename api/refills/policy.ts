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
  refillsADay: {
    usual: 20,
    least: 1,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'Refills that can be asked for one patient in the portal in 24 hours, with those that are taken back',
      es: 'Resurtidos que se pueden pedir para un paciente en el portal en 24 horas, incluidos los que se retiran',
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
