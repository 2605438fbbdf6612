import { said, type Words } from '../core/words.ts'
import type { Question } from './lists.ts'

/** What is asked of a call, in the form and in the figures. */
export const questionTexts = {
  identityFirst: {
    en: 'Identity proved before anything was told',
    es: 'Identidad comprobada antes de decir nada',
  },
  causeRight: { en: 'Cause right', es: 'Causa correcta' },
  remedyRight: { en: 'Remedy right', es: 'Solución correcta' },
  noteClear: { en: 'Note clear', es: 'Nota clara' },
  courtesy: { en: 'Courteous', es: 'Trato cortés' },
} as const satisfies Record<Question, Words>

export const noCallReview = { en: 'call review', es: 'la revisión de la llamada' }
export const noDraw = { en: 'monthly draw', es: 'el sorteo del mes' }
export const drawnAlready = said(
  'month-drawn',
  'The calls of {month} have already been drawn. A month is drawn once.',
  'Las llamadas de {month} ya se sortearon. Cada mes se sortea una sola vez.',
)
export const monthNotOver = said('month-not-over', 'is not over yet', 'aún no ha terminado')
export const ownCall = said(
  'own-call',
  'is a call of your own; another supervisor must review it',
  'es una llamada suya; debe revisarla otro supervisor',
)
export const reviewedOnce = said(
  'call-reviewed',
  'This call has already been reviewed.',
  'Esta llamada ya se revisó.',
)
export const notReviewedYet = said(
  'call-not-reviewed',
  'This call has not been reviewed yet.',
  'Esta llamada aún no se ha revisado.',
)
export const repliedOnce = said(
  'review-replied',
  'You have already replied to this review.',
  'Ya respondió a esta revisión.',
)
