import { policyRows } from '../core/policy.ts'

/** Emergency access, alerts and disclosures. */
export const privacyPolicy = policyRows('privacy', {
  emergencyMinutes: {
    usual: 30,
    least: 5,
    most: 120,
    unit: 'minutes',
    meaning: { en: 'How long emergency access lasts', es: 'Cuánto dura el acceso de emergencia' },
    source: '45 CFR 164.312(a)(2)(ii)',
  },
  emergencyGuesses: {
    usual: 5,
    least: 3,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Wrong numbers or birth dates that one person may give for emergency access before each further try waits',
      es: 'Números o fechas de nacimiento erróneos que una persona puede dar para el acceso de emergencia antes de que cada intento espere',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  emergencyGuessForgottenMinutes: {
    usual: 240,
    least: 60,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one such wrong number or birth date is forgotten',
      es: 'Minutos tras los que se olvida uno de esos números o fechas erróneos',
    },
  },
  emergencyNoticeDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long a mail that tells officers of emergency access is tried',
      es: 'Cuánto tiempo se intenta el correo que avisa de un acceso de emergencia',
    },
  },
  alertDays: {
    usual: 60,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'Days in which a privacy alert must be reviewed, and those concerned told of a breach',
      es: 'Días en los que se debe revisar una alerta y avisar de una violación de datos',
    },
    source: '45 CFR 164.404(b): without unreasonable delay and within 60 days',
  },
  alertScore: {
    usual: 40,
    least: 1,
    most: 100,
    unit: 'score',
    meaning: {
      en: 'What the findings about one person and patient must score together to raise an alert',
      es: 'Lo que deben sumar los hallazgos sobre una persona y un paciente para generar una alerta',
    },
  },
  findingsTogetherDays: {
    usual: 30,
    least: 7,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'Days within which findings about one person and patient count together',
      es: 'Días en los que los hallazgos sobre una persona y un paciente cuentan juntos',
    },
  },
  habitDays: {
    usual: 60,
    least: 14,
    most: 180,
    unit: 'days',
    meaning: {
      en: 'Days at work that make up what is usual for a person',
      es: 'Días de trabajo que forman lo habitual de una persona',
    },
  },
  leastHabitDays: {
    usual: 10,
    least: 3,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'Days at work without which nothing is unusual for a person yet',
      es: 'Días de trabajo sin los que aún nada es inusual para una persona',
    },
  },
  shiftGraceMinutes: {
    usual: 60,
    least: 0,
    most: 180,
    unit: 'minutes',
    meaning: {
      en: 'How long before or after a shift work is not unusual',
      es: 'Cuánto antes o después de un turno no es inusual trabajar',
    },
  },
  drawnADay: {
    usual: 5,
    least: 0,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Accesses of a day drawn by lot for an officer to look at',
      es: 'Accesos de un día que se sortean para que los mire un oficial',
    },
  },
  firstWatchedDays: {
    usual: 90,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How much of the past the watch over access begins with',
      es: 'Con cuánto pasado empieza la vigilancia de accesos',
    },
  },
  accountingYears: {
    usual: 6,
    least: 6,
    most: 10,
    unit: 'years',
    meaning: {
      en: 'How far back an accounting of disclosures goes',
      es: 'Hasta cuándo llega la relación de divulgaciones',
    },
    source: '45 CFR 164.528(a)(1)',
  },
})
