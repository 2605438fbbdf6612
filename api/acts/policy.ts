import { policyRows } from '../core/policy.ts'

/** What an act may want of whoever does it, and how much anybody who is signed in may ask for. */
export const actsPolicy = policyRows('staff', {
  freshMinutes: {
    usual: 5,
    least: 1,
    most: 30,
    unit: 'minutes',
    meaning: {
      en: 'How recent the second factor must be for a sensitive action',
      es: 'Qué tan reciente debe ser el segundo factor para una acción delicada',
    },
  },
  denialMinutes: {
    usual: 10,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Minutes within which the same denial, of the same person about the same record, is one entry of the audit log, and one more that says how often it was repeated',
      es: 'Minutos en los que la misma denegación, a la misma persona sobre el mismo expediente, es una entrada del registro de auditoría, y otra que dice cuántas veces se repitió',
    },
  },
  requestsAMinute: {
    usual: 600,
    least: 120,
    most: 100_000,
    unit: 'times',
    meaning: {
      en: 'Requests a minute that one sign-in, of staff or of a patient, may make of one server; as many may come at once',
      es: 'Solicitudes por minuto que una sesión, del personal o de un paciente, puede hacer a un servidor; pueden llegar todas a la vez',
    },
    source: 'OWASP API Security Top 10 2023, API4',
  },
  liveStreams: {
    usual: 6,
    least: 2,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Pages with live updates, and exports, that one person may have open on one server at a time',
      es: 'Páginas con novedades en directo, y exportaciones, que una persona puede tener abiertas a la vez en un servidor',
    },
    source: 'OWASP API Security Top 10 2023, API4',
  },
})
