import { policyRows } from '../core/policy.ts'

/** How long the log is kept. */
export const auditPolicy = policyRows('audit', {
  auditYears: {
    usual: 6,
    least: 6,
    most: 100,
    unit: 'years',
    meaning: { en: 'How long the audit log is kept', es: 'Cuánto tiempo se guarda el registro de auditoría' },
    source: '45 CFR 164.316(b)(2)(i)',
  },
  wrongReadTokens: {
    usual: 0,
    least: 0,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Wrong tokens for reading the audit log from one network before the log says so',
      es: 'Claves erróneas para leer el registro de auditoría desde una red antes de que conste en él',
    },
  },
  wrongReadTokenForgottenMinutes: {
    usual: 60,
    least: 5,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one such wrong token is forgotten',
      es: 'Minutos tras los que se olvida una de esas claves erróneas',
    },
  },
})
