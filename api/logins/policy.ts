import { policyRows } from '../core/policy.ts'

/** Links and sessions of patients, and what a diagnosis looks at. */
export const loginsPolicy = policyRows('logins', {
  unprovenDisablingsADay: {
    usual: 5,
    least: 1,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Portal accounts one staff member may disable within 24 hours for callers who were not verified',
      es: 'Cuentas del portal que un miembro del personal puede desactivar en 24 horas para quienes llaman sin verificarse',
    },
  },
  closingsADay: {
    usual: 15,
    least: 1,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'Portal accounts one staff member may disable within 24 hours, not counting those in which someone else may be',
      es: 'Cuentas del portal que un miembro del personal puede desactivar en 24 horas, sin contar aquellas en las que puede haber otra persona',
    },
  },
  invitationHours: {
    usual: 24,
    least: 1,
    most: 24,
    unit: 'hours',
    meaning: {
      en: 'How long an emailed invitation works',
      es: 'Cuánto tiempo sirve una invitación por correo electrónico',
    },
    source: 'NIST SP 800-63B-4, 4.2.1.2: at most 24 hours by email',
  },
  resetLinkMinutes: {
    usual: 60,
    least: 10,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'How long a password reset link works',
      es: 'Cuánto tiempo sirve un enlace para cambiar la contraseña',
    },
    source: 'OWASP ASVS 5.0, 6.4.3; NIST SP 800-63B-4, 4.2.1.2',
  },
  sentCodeMinutes: {
    usual: 10,
    least: 5,
    most: 10,
    unit: 'minutes',
    meaning: {
      en: 'How long a code works that a patient is sent to sign in',
      es: 'Cuánto tiempo sirve un código que se envía a un paciente para iniciar sesión',
    },
    source: 'NIST SP 800-63B-4, 3.1.3.2: at most 10 minutes',
  },
  sentCodesAnHour: {
    usual: 6,
    least: 3,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Codes to sign in sent to a patient within an hour: for each device they are known on, and for all others with the password of then',
      es: 'Códigos para iniciar sesión que se envían a un paciente en una hora: para cada dispositivo en el que se le conoce, y para todos los demás con la contraseña de entonces',
    },
  },
  portalIdleMinutes: {
    usual: 30,
    least: 5,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Time without activity after which a patient is signed out',
      es: 'Tiempo sin actividad tras el que se cierra la sesión de un paciente',
    },
    source: 'NIST SP 800-63B-4, 2.2.3: at most one hour at AAL2',
  },
  portalSessionHours: {
    usual: 12,
    least: 1,
    most: 24,
    unit: 'hours',
    meaning: {
      en: 'The longest a patient stays signed in',
      es: 'Lo máximo que dura la sesión de un paciente',
    },
    source: 'NIST SP 800-63B-4, 2.2.3: at most 24 hours at AAL2',
  },
  contactDelayHours: {
    usual: 24,
    least: 1,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'How long a change of email, phone or address waits, unless the patient was seen in person',
      es: 'Cuánto tiempo espera un cambio de correo, teléfono o domicilio, salvo que el paciente acudiera en persona',
    },
    source: 'HC3 Sector Alert of April 3, 2024',
  },
  contactChangesADay: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Changes of contact that may be asked for one patient within 24 hours',
      es: 'Cambios de contacto que se pueden pedir para un paciente en 24 horas',
    },
  },
  oneKindHours: {
    usual: 24,
    least: 1,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'How long only one of password, second factor and contact is renewed for a patient, whichever the case',
      es: 'Durante cuánto tiempo se renueva solo una cosa entre contraseña, segundo factor y contacto de un paciente, sea cual sea el caso',
    },
    source: 'HC3 Sector Alert of April 3, 2024',
  },
  notMeDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long the link “this was not me” in a notice works',
      es: 'Cuánto tiempo sirve el enlace «no fui yo» de un aviso',
    },
    source:
      'NIST SP 800-63B-4, 4.6: clear instructions how to contact the provider if the notice was unexpected',
  },
  proxyGrantsADay: {
    usual: 10,
    least: 1,
    most: 100,
    unit: 'times',
    meaning: {
      en: 'Times one staff member may name a proxy within 24 hours, found or not',
      es: 'Veces que un miembro del personal puede indicar un representante en 24 horas, se encuentre o no',
    },
  },
  proxyConfirmDays: {
    usual: 30,
    least: 1,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How long proxy access waits to be granted and confirmed before it lapses',
      es: 'Cuánto tiempo espera un acceso de representante a que se conceda y confirme antes de vencer',
    },
  },
  proxyBirthDateTries: {
    usual: 3,
    least: 1,
    most: 5,
    unit: 'times',
    meaning: {
      en: 'Wrong dates of birth after which a proxy can no longer confirm their access',
      es: 'Fechas de nacimiento erróneas tras las que un representante ya no puede confirmar su acceso',
    },
  },
  proxyRequestsOpen: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Proxies a patient may have asked for in the portal and the desk not yet granted',
      es: 'Representantes que un paciente puede haber pedido en el portal y la mesa aún no concedido',
    },
  },
  diagnosisDays: {
    usual: 30,
    least: 7,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How far back a diagnosis looks at what happened to a portal account',
      es: 'Hasta cuándo mira atrás un diagnóstico lo que le ocurrió a una cuenta del portal',
    },
  },
  expiredLinkDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long an expired link counts as the reason why a patient cannot sign in',
      es: 'Cuánto tiempo un enlace vencido cuenta como motivo de que un paciente no pueda iniciar sesión',
    },
  },
  attackLocks: {
    usual: 3,
    least: 2,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Times an account locks, within what a diagnosis looks at, from which it is taken for an attack',
      es: 'Veces que se bloquea una cuenta, dentro de lo que mira un diagnóstico, desde las que se toma por un ataque',
    },
  },
  attackAddresses: {
    usual: 4,
    least: 2,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Network addresses of failed sign-ins to a locked account from which it is taken for an attack',
      es: 'Direcciones de red de intentos fallidos en una cuenta bloqueada desde las que se toma por un ataque',
    },
  },
})
