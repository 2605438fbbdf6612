import { policyRows } from '../core/policy.ts'

/** Visits that patients book, move and cancel themselves. */
export const appointmentsPolicy = policyRows('visits', {
  visitsAtOnce: {
    usual: 6,
    least: 1,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Visits to come that a patient can have booked at once',
      es: 'Visitas futuras que un paciente puede tener reservadas a la vez',
    },
  },
  visitChangeHours: {
    usual: 24,
    least: 0,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'How long before a visit a patient can still move or cancel it in the portal',
      es: 'Con cuánta antelación puede aún un paciente cambiar o cancelar una visita en el portal',
    },
  },
  visitMovesADay: {
    usual: 6,
    least: 1,
    most: 100,
    unit: 'times',
    meaning: {
      en: 'How often the visits of one patient can be moved in the portal in 24 hours',
      es: 'Cuántas veces se pueden cambiar de hora en el portal las visitas de un paciente en 24 horas',
    },
  },
  visitRequestHours: {
    usual: 24,
    least: 1,
    most: 240,
    unit: 'hours',
    meaning: {
      en: 'Service hours within which a clinic means to have a time for who asks for a visit and finds none',
      es: 'Horas de servicio en las que una clínica se propone tener una hora para quien pide una visita y no encuentra ninguna',
    },
  },
  clinicResponseDays: {
    usual: 30,
    least: 7,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'Days over which a clinic sees how soon it answered',
      es: 'Días sobre los que una clínica ve cuánto tardó en responder',
    },
  },
  waitEntriesAtOnce: {
    usual: 3,
    least: 1,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Wait lists that a patient can be on at once',
      es: 'Listas de espera en las que un paciente puede estar a la vez',
    },
  },
  visitOfferMinutes: {
    usual: 720,
    least: 30,
    most: 4320,
    unit: 'minutes',
    meaning: {
      en: 'How long a time that became free is kept for the next person on the wait list',
      es: 'Cuánto tiempo se guarda una hora que quedó libre para la siguiente persona de la lista de espera',
    },
  },
  visitOfferLeadMinutes: {
    usual: 240,
    least: 0,
    most: 2880,
    unit: 'minutes',
    meaning: {
      en: 'How long before a visit such an offer ends, whatever else',
      es: 'Con cuánta antelación a la visita termina en todo caso ese ofrecimiento',
    },
  },
  timesOpenedADay: {
    usual: 2000,
    least: 50,
    most: 20000,
    unit: 'times',
    meaning: {
      en: 'Times for visits that one colleague can open in 24 hours',
      es: 'Horas de visita que un colega puede abrir en 24 horas',
    },
  },
})
