import type { Words } from './words.ts'

/**
 * What the hospital decides, each number once: every limit, lifetime, service level and retention that a hospital or an
 * auditor asks about. Changed by an audited act; `source` says what the usual value rests on.
 */
export interface PolicyNumber {
  usual: number
  least: number
  most: number
  unit: 'minutes' | 'hours' | 'days' | 'years' | 'times' | 'score'
  /** The part of the house it is about, for the page that shows it. */
  about: 'callers' | 'logins' | 'cases' | 'staff' | 'audit' | 'privacy' | 'patients'
  meaning: Words
  source?: string
}

export const policyNumbers = {
  verificationMinutes: {
    usual: 30,
    least: 5,
    most: 60,
    unit: 'minutes',
    about: 'callers',
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
    about: 'callers',
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
    about: 'callers',
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
    about: 'callers',
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
    about: 'callers',
    meaning: {
      en: 'Different record numbers, telephones and addresses of patients that one person may find somebody by in a day',
      es: 'Números de historia, teléfonos y correos distintos por los que una persona puede encontrar a alguien en un día',
    },
  },
  channelDelayHours: {
    usual: 24,
    least: 1,
    most: 720,
    unit: 'hours',
    about: 'callers',
    meaning: {
      en: 'How long a contact has been on file before a code or a link goes to it, unless the patient was seen in person',
      es: 'Cuánto tiempo lleva registrado un contacto antes de recibir un código o enlace, salvo que se viera al paciente en persona',
    },
    source: 'HC3 Sector Alert of April 3, 2024',
  },
  unprovenDisablingsADay: {
    usual: 5,
    least: 1,
    most: 50,
    unit: 'times',
    about: 'logins',
    meaning: {
      en: 'Logins one person may disable within 24 hours for callers who were not verified',
      es: 'Accesos que una persona puede desactivar en 24 horas para quienes no se verificaron',
    },
  },
  secretsByMailAnHour: {
    usual: 6,
    least: 3,
    most: 20,
    unit: 'times',
    about: 'callers',
    meaning: {
      en: 'Codes and links mailed about one patient within an hour, whoever asks for them',
      es: 'Códigos y enlaces enviados por correo sobre un paciente en una hora, los pida quien los pida',
    },
  },
  callBackCodeMinutes: {
    usual: 10,
    least: 2,
    most: 10,
    unit: 'minutes',
    about: 'callers',
    meaning: { en: 'How long a call-back code works', es: 'Cuánto tiempo sirve un código de confirmación' },
    source: 'NIST SP 800-63B-4, 3.1.3.2',
  },
  callBackCodeTries: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    about: 'callers',
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
    about: 'callers',
    meaning: {
      en: 'Call-back codes sent for one verification',
      es: 'Códigos de confirmación enviados por verificación',
    },
  },
  invitationHours: {
    usual: 24,
    least: 1,
    most: 24,
    unit: 'hours',
    about: 'logins',
    meaning: {
      en: 'How long an e-mailed invitation works',
      es: 'Cuánto tiempo sirve una invitación por correo',
    },
    source: 'NIST SP 800-63B-4, 4.2.1.2: at most 24 hours by e-mail',
  },
  resetLinkMinutes: {
    usual: 60,
    least: 10,
    most: 1440,
    unit: 'minutes',
    about: 'logins',
    meaning: {
      en: 'How long a link to choose a new password works',
      es: 'Cuánto tiempo sirve un enlace para elegir una contraseña nueva',
    },
    source: 'OWASP ASVS 5.0, 6.4.3; NIST SP 800-63B-4, 4.2.1.2',
  },
  wrongBirthDatesPerLink: {
    usual: 5,
    least: 3,
    most: 10,
    unit: 'times',
    about: 'logins',
    meaning: {
      en: 'Wrong birth dates after which a link is dead',
      es: 'Fechas de nacimiento erróneas tras las que un enlace deja de servir',
    },
  },
  resetRequestsAnHour: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    about: 'logins',
    meaning: {
      en: 'Answers to “forgot password” that one patient gets in an hour',
      es: 'Respuestas a «olvidé mi contraseña» que recibe un paciente en una hora',
    },
  },
  wrongPasswordsBeforeLock: {
    usual: 5,
    least: 3,
    most: 100,
    unit: 'times',
    about: 'logins',
    meaning: {
      en: 'Wrong passwords in a row before a patient’s login locks',
      es: 'Contraseñas erróneas seguidas antes de que se bloquee el acceso de un paciente',
    },
    source: 'NIST SP 800-63B-4, 3.2.2: at most 100',
  },
  portalIdleMinutes: {
    usual: 30,
    least: 5,
    most: 60,
    unit: 'minutes',
    about: 'logins',
    meaning: {
      en: 'Minutes without activity after which a patient is signed out',
      es: 'Minutos sin actividad tras los que se cierra la sesión de un paciente',
    },
    source: 'NIST SP 800-63B-4, 2.2.3: at most one hour at AAL2',
  },
  portalSessionHours: {
    usual: 12,
    least: 1,
    most: 24,
    unit: 'hours',
    about: 'logins',
    meaning: {
      en: 'The longest a patient stays signed in',
      es: 'Lo máximo que dura la sesión de un paciente',
    },
    source: 'NIST SP 800-63B-4, 2.2.3: at most 24 hours at AAL2',
  },
  caseHours: {
    usual: 4,
    least: 1,
    most: 240,
    unit: 'hours',
    about: 'cases',
    meaning: { en: 'Hours in which a case is due', es: 'Horas en las que vence un caso' },
  },
  staffIdleMinutes: {
    usual: 15,
    least: 2,
    most: 60,
    unit: 'minutes',
    about: 'staff',
    meaning: {
      en: 'Minutes without activity after which staff are signed out',
      es: 'Minutos sin actividad tras los que se cierra la sesión del personal',
    },
    source: '45 CFR 164.312(a)(2)(iii), automatic logoff',
  },
  staffSessionHours: {
    usual: 8,
    least: 1,
    most: 12,
    unit: 'hours',
    about: 'staff',
    meaning: { en: 'The longest staff stay signed in', es: 'Lo máximo que dura la sesión del personal' },
    source: 'NIST SP 800-63B-4, 2.2.3',
  },
  freshMinutes: {
    usual: 5,
    least: 1,
    most: 30,
    unit: 'minutes',
    about: 'staff',
    meaning: {
      en: 'How recent the second factor must be for a sensitive act',
      es: 'Cuán reciente debe ser el segundo factor para un acto delicado',
    },
  },
  enrolmentHours: {
    usual: 72,
    least: 1,
    most: 168,
    unit: 'hours',
    about: 'staff',
    meaning: {
      en: 'How long a new staff member’s enrollment link works',
      es: 'Cuánto tiempo sirve el enlace de alta del personal',
    },
  },
  accessReviewDays: {
    usual: 90,
    least: 30,
    most: 365,
    unit: 'days',
    about: 'staff',
    meaning: {
      en: 'How far back an access review looks for the use of a permission',
      es: 'Hasta cuándo mira atrás una revisión de accesos para ver si un permiso se usó',
    },
    source: '45 CFR 164.308(a)(4)(ii)(C)',
  },
  auditYears: {
    usual: 6,
    least: 6,
    most: 100,
    unit: 'years',
    about: 'audit',
    meaning: { en: 'How long the audit log is kept', es: 'Cuánto tiempo se guarda el registro de auditoría' },
    source: '45 CFR 164.316(b)(2)(i)',
  },
  exportMinutes: {
    usual: 5,
    least: 1,
    most: 60,
    unit: 'minutes',
    about: 'audit',
    meaning: {
      en: 'How long an ordered export of the log waits to be fetched',
      es: 'Cuánto tiempo espera una exportación pedida del registro',
    },
  },
  emergencyMinutes: {
    usual: 30,
    least: 5,
    most: 120,
    unit: 'minutes',
    about: 'privacy',
    meaning: { en: 'How long emergency access lasts', es: 'Cuánto dura el acceso de emergencia' },
    source: '45 CFR 164.312(a)(2)(ii)',
  },
  emergencyGuesses: {
    usual: 5,
    least: 3,
    most: 10,
    unit: 'times',
    about: 'privacy',
    meaning: {
      en: 'Wrong numbers or birth dates that one person may give for emergency access before each further try waits',
      es: 'Números o fechas de nacimiento erróneos que una persona puede dar para el acceso de emergencia antes de que cada intento espere',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  alertDays: {
    usual: 60,
    least: 1,
    most: 60,
    unit: 'days',
    about: 'privacy',
    meaning: {
      en: 'Days in which a privacy alert must be reviewed, and those concerned told of a breach',
      es: 'Días en los que se debe revisar una alerta y avisar de una violación de datos',
    },
    source: '45 CFR 164.404(b): without unreasonable delay and within 60 days',
  },
  accountingYears: {
    usual: 6,
    least: 6,
    most: 10,
    unit: 'years',
    about: 'privacy',
    meaning: {
      en: 'How far back an accounting of disclosures goes',
      es: 'Hasta cuándo llega la relación de divulgaciones',
    },
    source: '45 CFR 164.528(a)(1)',
  },
  alertScore: {
    usual: 40,
    least: 1,
    most: 100,
    unit: 'score',
    about: 'privacy',
    meaning: {
      en: 'What the findings about one person and patient must score together to raise an alert',
      es: 'Lo que deben sumar los hallazgos sobre una persona y un paciente para generar una alerta',
    },
  },
  teenAge: {
    usual: 13,
    least: 8,
    most: 17,
    unit: 'years',
    about: 'patients',
    meaning: {
      en: 'Age from which a parent’s full access ends and the young person decides',
      es: 'Edad desde la que termina el acceso completo de los padres y decide el menor',
    },
    source: 'State law; set it to yours',
  },
  adultAge: {
    usual: 18,
    least: 16,
    most: 21,
    unit: 'years',
    about: 'patients',
    meaning: { en: 'Age of majority', es: 'Mayoría de edad' },
    source: 'State law; set it to yours',
  },
} as const satisfies Record<string, PolicyNumber>
export type PolicyName = keyof typeof policyNumbers
