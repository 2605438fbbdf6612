import type { Words } from '../core/words.ts'
import type { Kind } from './lists.ts'

export const noRecord: Words = { en: 'record', es: 'registro' }

/** The kinds as patients call them. */
export const kindWords: Record<Kind, Words> = {
  problem: { en: 'Health problems', es: 'Problemas de salud' },
  allergy: { en: 'Allergies', es: 'Alergias' },
  medication: { en: 'Medications', es: 'Medicamentos' },
  immunization: { en: 'Vaccines', es: 'Vacunas' },
  procedure: { en: 'Procedures', es: 'Procedimientos' },
  result: { en: 'Test results', es: 'Resultados de pruebas' },
  report: { en: 'Reports', es: 'Informes' },
  document: { en: 'Notes and documents', es: 'Notas y documentos' },
  'care-team': { en: 'Care team', es: 'Equipo de atención' },
  appointment: { en: 'Visits your clinics arranged', es: 'Visitas programadas por sus clínicas' },
}

/** How things stand, by the words of FHIR. Others are shown as the source says them. */
export const statusWords: Record<string, Words> = {
  active: { en: 'active', es: 'activo' },
  recurrence: { en: 'came back', es: 'reapareció' },
  relapse: { en: 'came back', es: 'reapareció' },
  inactive: { en: 'not active', es: 'no activo' },
  remission: { en: 'in remission', es: 'en remisión' },
  resolved: { en: 'resolved', es: 'resuelto' },
  completed: { en: 'completed', es: 'completado' },
  stopped: { en: 'stopped', es: 'suspendido' },
  'on-hold': { en: 'on hold', es: 'en pausa' },
  cancelled: { en: 'canceled', es: 'cancelado' },
  draft: { en: 'draft', es: 'borrador' },
  'not-done': { en: 'not done', es: 'no realizado' },
  preparation: { en: 'being prepared', es: 'en preparación' },
  'in-progress': { en: 'in progress', es: 'en curso' },
  proposed: { en: 'not confirmed yet', es: 'sin confirmar' },
  pending: { en: 'not confirmed yet', es: 'sin confirmar' },
  waitlist: { en: 'on the wait list', es: 'en lista de espera' },
  booked: { en: 'booked', es: 'reservada' },
  arrived: { en: 'arrived', es: 'en la clínica' },
  'checked-in': { en: 'checked in', es: 'registrada' },
  finished: { en: 'took place', es: 'realizada' },
  fulfilled: { en: 'took place', es: 'realizada' },
  noshow: { en: 'missed', es: 'no asistió' },
  final: { en: 'final', es: 'definitivo' },
  preliminary: { en: 'preliminary', es: 'preliminar' },
  amended: { en: 'changed later', es: 'modificado después' },
  corrected: { en: 'corrected', es: 'corregido' },
  registered: { en: 'in progress', es: 'en curso' },
  partial: { en: 'in part', es: 'parcial' },
  current: { en: 'current', es: 'vigente' },
  refuted: { en: 'ruled out', es: 'descartado' },
  differential: { en: 'one of several possibilities', es: 'una de varias posibilidades' },
  provisional: { en: 'not confirmed', es: 'sin confirmar' },
  unconfirmed: { en: 'not confirmed', es: 'sin confirmar' },
  presumed: { en: 'not confirmed', es: 'sin confirmar' },
  'not-taken': { en: 'not taken', es: 'no se toma' },
  proposal: { en: 'suggested, not prescribed', es: 'propuesto, no recetado' },
  plan: { en: 'planned, not prescribed', es: 'previsto, no recetado' },
  option: { en: 'a possibility, not prescribed', es: 'una posibilidad, no recetado' },
  superseded: { en: 'replaced by a newer one', es: 'reemplazado por otro más reciente' },
}

/** Where a value lies, for whoever is no clinician. */
export const flagWords: Record<'high' | 'low' | 'usual' | 'unusual', Words> = {
  high: { en: 'above the usual range', es: 'por encima del rango habitual' },
  low: { en: 'below the usual range', es: 'por debajo del rango habitual' },
  usual: { en: 'within the usual range', es: 'dentro del rango habitual' },
  unusual: { en: 'outside what is usual', es: 'fuera de lo habitual' },
}

export const pageWords = {
  en: {
    none: 'Nothing is recorded here.',
    doNotPerform: 'Do not take this',
    all: 'Show all ({count})',
    more: 'Show older ones',
    trend: 'Over time',
    range: 'usual range',
    upTo: 'up to',
    from: 'from',
    until: 'until',
    by: 'by',
    noDay: 'no date given',
    aboutNumbers:
      'A value outside the usual range does not have to mean that something is wrong. Ask your care team what it means for you.',
    day: 'Date',
    value: 'Value',
    chart: '{name}, {count} values from {first} to {last}; lowest {low}, highest {high}.',
    nobody: 'Your record was not opened in this period.',
    accessIntro:
      'Everyone who opened your record or did something for you here, newest first. This list cannot be changed.',
    who: 'Who',
    what: 'What they did',
    yourProxy: 'A person who acts for you',
    app: 'App',
    downloadIntro:
      'You can keep a copy of your record. Whoever has the file can read it: keep it where only you can get at it.',
    readable: 'To read or print',
    machine: 'For another health app (FHIR R4)',
    print: 'To keep this page, print it or save it as a PDF.',
    made: 'Made on {day} for {name}, born {born}.',
    document: 'Read the text',
    visits: 'Visits',
  },
  es: {
    none: 'Aquí no hay nada registrado.',
    doNotPerform: 'No tome esto',
    all: 'Ver todo ({count})',
    more: 'Ver anteriores',
    trend: 'A lo largo del tiempo',
    range: 'rango habitual',
    upTo: 'hasta',
    from: 'desde',
    until: 'hasta',
    by: 'por',
    noDay: 'sin fecha',
    aboutNumbers:
      'Un valor fuera del rango habitual no significa necesariamente que algo esté mal. Pregunte a su equipo de atención qué significa para usted.',
    day: 'Fecha',
    value: 'Valor',
    chart: '{name}, {count} valores del {first} al {last}; mínimo {low}, máximo {high}.',
    nobody: 'En este período no se abrió su expediente.',
    accessIntro:
      'Todas las personas que abrieron su expediente o hicieron algo por usted aquí, de lo más reciente a lo más antiguo. Esta lista no se puede cambiar.',
    who: 'Quién',
    what: 'Qué hizo',
    yourProxy: 'Una persona que actúa por usted',
    app: 'Aplicación',
    downloadIntro:
      'Puede guardar una copia de su expediente. Quien tenga el archivo puede leerlo: guárdelo donde solo usted tenga acceso.',
    readable: 'Para leer o imprimir',
    machine: 'Para otra aplicación de salud (FHIR R4)',
    print: 'Para conservar esta página, imprímala o guárdela como PDF.',
    made: 'Hecho el {day} para {name}, fecha de nacimiento {born}.',
    document: 'Leer el texto',
    visits: 'Visitas',
  },
} as const
