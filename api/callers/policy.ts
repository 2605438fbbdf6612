import { policyRows } from '../core/policy.ts'

/** How a caller is proved. */
export const callersPolicy = policyRows('callers', {
  verificationMinutes: {
    usual: 30,
    least: 5,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long a caller counts as verified, and how long a photo ID that was seen may wait for approval',
      es: 'Cuánto tiempo vale la verificación de quien llama, y cuánto puede esperar la aprobación de un documento visto',
    },
  },
  wrongAnswersADay: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Different wrong answers about one patient in a day, whoever asks, after which only the way in person is left',
      es: 'Respuestas erróneas distintas sobre un paciente en un día, pregunte quien pregunte; después solo queda acudir en persona',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  wrongAnswersPerQuestion: {
    usual: 2,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Different wrong answers to one question about a patient in a day, after which it is not asked again',
      es: 'Respuestas erróneas distintas a una pregunta sobre un paciente en un día; después no se vuelve a hacer',
    },
  },
  birthDatesOfOneYear: {
    usual: 10,
    least: 3,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Different birth dates of one year that one person may search for in a day; then only the year narrows',
      es: 'Fechas de nacimiento distintas de un mismo año que una persona puede buscar en un día; después solo cuenta el año',
    },
  },
  numbersSearchedADay: {
    usual: 200,
    least: 20,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Different record numbers, telephones and addresses of patients that one person may find somebody by in a day',
      es: 'Números de historia, teléfonos y correos distintos por los que una persona puede encontrar a alguien en un día',
    },
  },
  callBackCodeMinutes: {
    usual: 10,
    least: 2,
    most: 10,
    unit: 'minutes',
    meaning: { en: 'How long a call-back code works', es: 'Cuánto tiempo sirve un código de confirmación' },
    source: 'NIST SP 800-63B-4, 3.1.3.2',
  },
  callBackCodeTries: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Wrong answers after which a call-back code is dead',
      es: 'Respuestas erróneas tras las que un código de confirmación deja de servir',
    },
  },
  callBackCodesPerVerification: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Call-back codes sent for one verification',
      es: 'Códigos de confirmación enviados por verificación',
    },
  },
})
