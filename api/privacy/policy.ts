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
      en: 'Wrong MRNs or dates of birth one staff member may enter for emergency access before each further try has to wait',
      es: 'Números de expediente o fechas de nacimiento erróneos que un miembro del personal puede dar para el acceso de emergencia antes de tener que esperar',
    },
    source: 'NIST SP 800-63B-4, 3.2.2',
  },
  emergencyGuessForgottenMinutes: {
    usual: 240,
    least: 60,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one such wrong number or date of birth is forgotten',
      es: 'Minutos tras los que se olvida uno de esos números o fechas erróneos',
    },
  },
  emergencyNoticeDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long the email that notifies officers of emergency access is retried',
      es: 'Cuánto tiempo se reintenta el correo que avisa de un acceso de emergencia',
    },
  },
  alertDays: {
    usual: 60,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'Time in which a privacy alert must be reviewed, and the people affected notified of a breach',
      es: 'Plazo para revisar una alerta de privacidad y avisar a los afectados de una violación de datos',
    },
    source: {
      en: '45 CFR 164.404(b): without unreasonable delay and within 60 days',
      es: '45 CFR 164.404(b): sin demora injustificada y en un plazo de 60 días',
    },
  },
  alertScore: {
    usual: 40,
    least: 1,
    most: 100,
    unit: 'score',
    meaning: {
      en: 'Score at which the findings about one staff member and one patient together raise an alert',
      es: 'Puntuación con la que los hallazgos sobre un miembro del personal y un paciente generan juntos una alerta',
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
      en: 'Accesses of a day sampled at random for an officer to look at',
      es: 'Accesos de un día elegidos al azar para que los vea un responsable de privacidad',
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
      es: 'Cuántos años abarca la relación de divulgaciones',
    },
    source: '45 CFR 164.528(a)(1)',
  },
})
