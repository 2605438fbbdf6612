import { policyRows } from '../core/policy.ts'
import { accountingPolicy } from './accounting/policy.ts'

const ownRows = policyRows('privacy', {
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
  ruleAloneHours: {
    usual: 72,
    least: 4,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'Hours after which an alert rule that one officer changed alone goes back, unless another confirmed it',
      es: 'Horas tras las que una regla de alerta cambiada por un solo responsable vuelve a lo anterior, si otro no la confirma',
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
  hhsAtOnceFrom: {
    usual: 500,
    least: 50,
    most: 500,
    unit: 'times',
    meaning: {
      en: 'People affected by a breach from whom on HHS is notified together with them, not once a year',
      es: 'Afectados por una violación de datos a partir de los cuales se avisa a HHS junto con ellos, y no una vez al año',
    },
    source: '45 CFR 164.408(b)',
  },
  hhsYearlyDays: {
    usual: 60,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'Days after the end of the year in which smaller breaches are reported to HHS',
      es: 'Días tras el fin del año en que se informa a HHS de las violaciones de datos menores',
    },
    source: '45 CFR 164.408(c)',
  },
  mediaOver: {
    usual: 500,
    least: 50,
    most: 500,
    unit: 'times',
    meaning: {
      en: 'Residents of one state affected by a breach beyond whom its media are notified',
      es: 'Residentes de un estado afectados por una violación de datos a partir de los cuales se avisa a sus medios',
    },
    source: '45 CFR 164.406(a)',
  },
  substituteFrom: {
    usual: 10,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'People a breach notice cannot reach from whom on it is posted publicly',
      es: 'Personas a las que no llega un aviso a partir de las cuales este se publica',
    },
    source: '45 CFR 164.404(d)(2)(ii)',
  },
  oralDelayDays: {
    usual: 30,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long breach notices may be delayed at most when law enforcement asked for it orally',
      es: 'Cuánto se pueden aplazar como máximo los avisos si las autoridades lo pidieron de palabra',
    },
    source: '45 CFR 164.412(b)',
  },
  reminderAheadDays: {
    usual: 10,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How many days before a privacy review or a breach notice is due officers are reminded by email, daily',
      es: 'Cuántos días antes de que venza una revisión o un aviso se recuerda por correo a los responsables, a diario',
    },
  },
  inquiryDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long the link works by which an employee or manager is asked about a privacy alert',
      es: 'Cuánto sirve el enlace con el que se pregunta a un empleado o gerente por una alerta de privacidad',
    },
  },
  activityReviewDays: {
    usual: 31,
    least: 7,
    most: 92,
    unit: 'days',
    meaning: {
      en: 'Days after which activity that no signed review covers is overdue for one',
      es: 'Días tras los que la actividad sin revisión firmada está pendiente de una',
    },
    source: '45 CFR 164.308(a)(1)(ii)(D)',
  },
  noticesAtOnce: {
    usual: 100,
    least: 1,
    most: 500,
    unit: 'times',
    meaning: {
      en: 'Breach notices that are printed at once at most',
      es: 'Avisos de violación de datos que se imprimen a la vez como máximo',
    },
  },
  alertScore: {
    two: true,
    usual: 40,
    least: 1,
    most: 100,
    unit: 'score',
    meaning: {
      en: 'Score at which the findings about one staff member and one patient together raise an alert',
      es: 'Puntuación con la que los hallazgos sobre un miembro del personal y un paciente generan juntos una alerta',
    },
  },
  rankByFound: {
    two: true,
    usual: 1,
    least: 0,
    most: 1,
    unit: 'times',
    meaning: {
      en: 'Whether what reviews of like alerts found moves an alert up or down in the queue (1) or not (0)',
      es: 'Si lo que hallaron las revisiones de alertas parecidas mueve una alerta en la cola (1) o no (0)',
    },
  },
  findingsTogetherDays: {
    two: true,
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
    two: true,
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
    two: true,
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
    two: true,
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
    two: true,
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
    two: true,
    usual: 90,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How much of the past the watch over access begins with',
      es: 'Con cuánto pasado empieza la vigilancia de accesos',
    },
  },
})

/** Emergency access, alerts, breaches and disclosures. */
export const privacyPolicy = { ...ownRows, ...accountingPolicy }
