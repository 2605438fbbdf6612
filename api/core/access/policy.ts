import { policyRows } from '../policy.ts'

/** Guessing, and what it costs: of staff and of patients alike. */
export const accessPolicy = policyRows('sign-in', {
  firstWaitSeconds: {
    usual: 30,
    least: 5,
    most: 300,
    unit: 'seconds',
    meaning: {
      en: 'How long whoever used up their free attempts waits for the next one; each further failure doubles it',
      es: 'Cuánto espera quien agotó sus intentos libres antes del siguiente; cada fallo adicional la duplica',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  longestWaitMinutes: {
    usual: 60,
    least: 5,
    most: 1440,
    unit: 'minutes',
    meaning: { en: 'The longest such a wait becomes', es: 'Lo máximo que llega a durar esa espera' },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  failureForgottenMinutes: {
    usual: 15,
    least: 1,
    most: 240,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one failed sign-in of a person or a device is forgotten',
      es: 'Minutos tras los que se olvida un inicio de sesión fallido de una persona o un dispositivo',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  networkFailureForgottenMinutes: {
    usual: 1,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one failed sign-in from a network address is forgotten',
      es: 'Minutos tras los que se olvida un inicio de sesión fallido desde una dirección de red',
    },
  },
  passwordCharacters: {
    usual: 15,
    least: 15,
    most: 64,
    unit: 'characters',
    meaning: {
      en: 'The fewest characters of a password, of staff and of patients',
      es: 'Los caracteres que como mínimo tiene una contraseña, del personal y de los pacientes',
    },
    source: 'NIST SP 800-63B-4, 3.1.1.2: 15 where a password stands alone',
  },
})
