import { policyRows } from '../core/policy.ts'

/** Links and sessions of patients, and what a diagnosis looks at. */
export const loginsPolicy = policyRows('logins', {
  unprovenDisablingsADay: {
    usual: 5,
    least: 1,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Logins one person may disable within 24 hours for callers who were not verified',
      es: 'Accesos que una persona puede desactivar en 24 horas para quienes no se verificaron',
    },
  },
  invitationHours: {
    usual: 24,
    least: 1,
    most: 24,
    unit: 'hours',
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
    meaning: {
      en: 'How long a link to choose a new password works',
      es: 'Cuánto tiempo sirve un enlace para elegir una contraseña nueva',
    },
    source: 'OWASP ASVS 5.0, 6.4.3; NIST SP 800-63B-4, 4.2.1.2',
  },
  portalIdleMinutes: {
    usual: 30,
    least: 5,
    most: 60,
    unit: 'minutes',
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
    meaning: {
      en: 'The longest a patient stays signed in',
      es: 'Lo máximo que dura la sesión de un paciente',
    },
    source: 'NIST SP 800-63B-4, 2.2.3: at most 24 hours at AAL2',
  },
  diagnosisDays: {
    usual: 30,
    least: 7,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How far back a diagnosis looks at what happened to a login',
      es: 'Hasta cuándo mira atrás un diagnóstico lo que le pasó a un acceso',
    },
  },
  expiredLinkDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long an expired link counts as the reason why a patient cannot sign in',
      es: 'Cuánto tiempo un enlace caducado cuenta como motivo de que un paciente no pueda entrar',
    },
  },
  attackLocks: {
    usual: 3,
    least: 2,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Locks of one login, within what a diagnosis looks at, that are taken for an attack',
      es: 'Bloqueos de un acceso, dentro de lo que mira un diagnóstico, que se toman por un ataque',
    },
  },
  attackAddresses: {
    usual: 4,
    least: 2,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Addresses of failed sign-ins to a locked login that are taken for an attack',
      es: 'Direcciones de intentos fallidos sobre un acceso bloqueado que se toman por un ataque',
    },
  },
})
