import { said } from '../core/words.ts'

export const noVisit = { en: 'visit', es: 'la visita' }
export const noClinic = { en: 'clinic', es: 'la clínica' }
export const noEntry = { en: 'place on a wait list', es: 'un lugar en la lista de espera' }
export const timeTaken = said(
  'time-taken',
  'This time is no longer free. Choose another one.',
  'Esa hora ya no está libre. Elija otra.',
)
export const tooManyVisits = said(
  'too-many-visits',
  'You already have as many visits booked as you can have at once. Cancel one, or call the clinic.',
  'Ya tiene reservadas tantas visitas como puede tener a la vez. Cancele una o llame a la clínica.',
)
export const visitOverlaps = said(
  'visit-overlaps',
  'You already have a visit at that time.',
  'Ya tiene una visita a esa hora.',
)
export const tooLate = said(
  'too-late-to-change',
  'It is too late to change this visit here. Call the clinic.',
  'Es demasiado tarde para cambiar esta visita aquí. Llame a la clínica.',
)
export const tooManyMoves = said(
  'too-many-moves',
  'Visits were booked or moved so often today that no more can be changed here. Call the clinic.',
  'Hoy se reservó o se cambió de hora tantas veces que aquí no se puede cambiar más. Llame a la clínica.',
)
export const visitCancelled = said('visit-cancelled', 'This visit was cancelled.', 'Esta visita se canceló.')
export const otherKind = said(
  'other-kind-of-visit',
  'Choose a time for the same kind of visit at the same clinic. For another, book anew and cancel this one.',
  'Elija una hora para el mismo tipo de visita en la misma clínica. Para otra, reserve de nuevo y cancele esta.',
)
export const tooManyEntries = said(
  'too-many-wait-lists',
  'You are already on as many wait lists as you can be on at once.',
  'Ya está en tantas listas de espera como puede estar a la vez.',
)
export const waitsAlready = said(
  'waits-already',
  'You are already on the wait list for this kind of visit at this clinic.',
  'Ya está en la lista de espera para este tipo de visita en esta clínica.',
)
export const offerOver = said(
  'offer-over',
  'This time is no longer kept for you.',
  'Esa hora ya no está guardada para usted.',
)
export const daysBackwards = said(
  'days-backwards',
  'must not be before the first day, nor in the past',
  'no debe ser anterior al primer día ni estar en el pasado',
)
export const notAtClinic = said('not-at-clinic', 'does not work at this clinic', 'no trabaja en esta clínica')
export const noTimesFit = said(
  'no-times-fit',
  'No time was opened: all of them are past, or overlap times that are there already.',
  'No se abrió ninguna hora: todas pasaron ya o coinciden con otras que ya están.',
)
export const tooManyTimes = said(
  'too-many-times',
  'You opened as many times as one person may in 24 hours.',
  'Ya abrió tantas horas como puede una persona en 24 horas.',
)
export const noTimesFree = said(
  'no-times-free',
  'There is no free time on that day.',
  'No hay ninguna hora libre ese día.',
)
