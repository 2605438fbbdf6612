import { policyRows } from '../core/policy.ts'

/** Sign-in, sessions and reviews of staff. */
export const staffPolicy = policyRows('staff', {
  staffIdleMinutes: {
    usual: 15,
    least: 2,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Time without activity after which staff are signed out',
      es: 'Tiempo sin actividad tras el que se cierra la sesión del personal',
    },
    source: '45 CFR 164.312(a)(2)(iii), automatic logoff',
  },
  staffSessionHours: {
    usual: 8,
    least: 1,
    most: 12,
    unit: 'hours',
    meaning: { en: 'The longest staff stay signed in', es: 'Lo máximo que dura la sesión del personal' },
    source: 'NIST SP 800-63B-4, 2.2.3',
  },
  secondFactorMinutes: {
    usual: 10,
    least: 2,
    most: 30,
    unit: 'minutes',
    meaning: {
      en: 'How long the second factor may follow the password of staff',
      es: 'Cuánto puede tardar el segundo factor tras la contraseña del personal',
    },
  },
  staffWrongTries: {
    usual: 5,
    least: 3,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Wrong passwords or codes of one staff member before each further try waits',
      es: 'Contraseñas o códigos erróneos de una persona del personal antes de que cada intento espere',
    },
    source: 'NIST SP 800-63B-4, 3.2.2: at most 100',
  },
  staffWrongTriesPerNetwork: {
    usual: 60,
    least: 10,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Wrong staff passwords from one network address, whoever is tried, before each further try waits',
      es: 'Contraseñas erróneas de personal desde una dirección de red, sea quien sea, antes de que cada intento espere',
    },
  },
  deviceDays: {
    usual: 180,
    least: 1,
    most: 400,
    unit: 'days',
    meaning: {
      en: 'How long a device or network is known again from which a staff member signed in; it opens nothing by itself',
      es: 'Cuánto tiempo se reconoce un dispositivo o una red desde donde inició sesión alguien del personal; por sí solo no abre nada',
    },
    source: 'OWASP Authentication Cheat Sheet, device cookies',
  },
  passkeyMinutes: {
    usual: 5,
    least: 1,
    most: 10,
    unit: 'minutes',
    meaning: {
      en: 'How long a passkey of staff may take to answer',
      es: 'Cuánto puede tardar en responder una llave de acceso del personal',
    },
    source: 'W3C Web Authentication Level 3, 15.1',
  },
  passkeyAsks: {
    usual: 20,
    least: 5,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'How often one sign-in of staff may ask for a passkey before each further time waits; one is forgotten in the time a passkey may take',
      es: 'Cuántas veces una sesión del personal puede pedir una llave de acceso antes de que cada otra espere; una se olvida en lo que puede tardar una llave',
    },
  },
  passkeysEach: {
    usual: 10,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Passkeys one staff member may have',
      es: 'Llaves de acceso que puede tener una persona del personal',
    },
  },
  enrolmentHours: {
    usual: 72,
    least: 1,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'How long the enrollment link of a staff member works',
      es: 'Cuánto tiempo sirve el enlace de alta del personal',
    },
  },
  roleRequestHours: {
    usual: 72,
    least: 1,
    most: 336,
    unit: 'hours',
    meaning: {
      en: 'How long a requested change of role, or a requested enrollment, waits for a second person before it lapses',
      es: 'Cuánto espera un cambio de función o un alta que se solicitó a que lo apruebe una segunda persona antes de vencer',
    },
    source: '45 CFR 164.308(a)(4)(ii)(C)',
  },
  accessReviewDays: {
    usual: 90,
    least: 30,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How far back an access review looks for the use of a permission',
      es: 'Cuánto tiempo atrás mira una revisión de accesos para ver si un permiso se usó',
    },
    source: '45 CFR 164.308(a)(4)(ii)(C)',
  },
  viewsAPerson: {
    usual: 30,
    least: 5,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'How many views of the list of cases one person may save, and as many of the audit log',
      es: 'Cuántas vistas de la lista de casos puede guardar una persona, y otras tantas del registro de auditoría',
    },
  },
})
