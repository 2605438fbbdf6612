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
      es: 'Cuánto tiempo vale la verificación de quien llama, y cuánto puede esperar la aprobación de una identificación con foto',
    },
  },
  wrongAnswersADay: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Different wrong answers about one patient within 24 hours, whoever asks, after which the patient must come in person',
      es: 'Respuestas erróneas distintas sobre un paciente en 24 horas, pregunte quien pregunte; después el paciente debe acudir en persona',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  wrongAnswersPerQuestion: {
    usual: 2,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Different wrong answers to one question about a patient within 24 hours, after which it is not asked again for as long',
      es: 'Respuestas erróneas distintas a una pregunta sobre un paciente en 24 horas; después no se vuelve a hacer en ese tiempo',
    },
  },
  answersComparedADay: {
    usual: 600,
    least: 50,
    most: 5000,
    unit: 'times',
    meaning: {
      en: 'Answers that one staff member may have compared with records within 24 hours, about all patients',
      es: 'Respuestas que un miembro del personal puede comparar con los expedientes en 24 horas, de todos los pacientes',
    },
  },
  birthDatesOfOneYear: {
    usual: 10,
    least: 3,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Different dates of birth within one year that one staff member may search for within 24 hours; after that only the year counts',
      es: 'Fechas de nacimiento distintas de un mismo año que un miembro del personal puede buscar en 24 horas; después solo cuenta el año',
    },
  },
  numbersSearchedADay: {
    usual: 200,
    least: 20,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Different MRNs, phone numbers and email addresses that one staff member may search patients by within 24 hours',
      es: 'Números de expediente, teléfonos y correos distintos por los que un miembro del personal puede buscar pacientes en 24 horas',
    },
  },
  numbersShownAlike: {
    usual: 10,
    least: 3,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Different MRNs, phone numbers and email addresses that lists would show alike, which one staff member may search for within 24 hours, found or not',
      es: 'Números de expediente, teléfonos y correos distintos que las listas mostrarían igual, que un miembro del personal puede buscar en 24 horas, se encuentren o no',
    },
  },
  peopleAskedOneByOne: {
    usual: 5,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'People a search has narrowed to, up to which what proves identity is asked of each of them and counted as at a verification',
      es: 'Personas a las que llega una búsqueda, hasta las que lo que prueba la identidad se pregunta de cada una y cuenta como en una verificación',
    },
  },
  callBackCodeMinutes: {
    usual: 10,
    least: 2,
    most: 10,
    unit: 'minutes',
    meaning: {
      en: 'How long a verification code works',
      es: 'Cuánto tiempo sirve un código de verificación',
    },
    source: 'NIST SP 800-63B-4, 3.1.3.2',
  },
  callBackCodeTries: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Wrong answers after which a verification code stops working',
      es: 'Respuestas erróneas tras las que un código de verificación deja de servir',
    },
  },
  passkeyNumberMinutes: {
    usual: 5,
    least: 2,
    most: 10,
    unit: 'minutes',
    meaning: {
      en: 'How long a number that is read out to be confirmed with a passkey works',
      es: 'Cuánto tiempo sirve un número que se lee para confirmarlo con una llave de acceso',
    },
    source: 'NIST SP 800-63B-4, 3.1.3.2',
  },
  callBackCodesPerVerification: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Verification codes sent, and numbers read out, to one caller in one verification',
      es: 'Códigos de verificación enviados, y números leídos, en una misma verificación',
    },
  },
})
