import type { Words } from '../core/words.ts'
import type { appointmentStates, VisitKind, WaitState } from './lists.ts'

/** What kinds of visits are called. */
export const kindTexts: Record<VisitKind, Words> = {
  'new-patient': { en: 'First visit', es: 'Primera visita' },
  'follow-up': { en: 'Follow-up visit', es: 'Visita de seguimiento' },
  physical: { en: 'Annual physical', es: 'Examen físico anual' },
  vaccination: { en: 'Vaccination', es: 'Vacunación' },
  lab: { en: 'Lab test', es: 'Análisis de laboratorio' },
  video: { en: 'Video visit', es: 'Visita por video' },
}

export const visitStateTexts: Record<(typeof appointmentStates)[number], Words> = {
  booked: { en: 'Booked', es: 'Reservada' },
  cancelled: { en: 'Cancelled', es: 'Cancelada' },
}

export const waitStateTexts: Record<WaitState, Words> = {
  waiting: { en: 'Waiting', es: 'En espera' },
  offered: { en: 'A time is being kept', es: 'Hay una hora guardada' },
  taken: { en: 'Booked', es: 'Reservada' },
  lapsed: { en: 'The time was not taken', es: 'No se aceptó la hora' },
  ended: { en: 'Ended', es: 'Terminada' },
}
