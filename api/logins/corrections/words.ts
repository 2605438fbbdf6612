import { said, type Words } from '../../core/words.ts'
import type { correctable, correctionAnswers, paperSeenBy, papers } from '../lists.ts'

/** What is wrong, as the case's note says it and the form offers it; so of the papers and of who saw them. */
export const correctionWords: Record<(typeof correctable)[number], Words> = {
  name: { en: 'Name', es: 'Nombre' },
  'birth-date': { en: 'Date of birth', es: 'Fecha de nacimiento' },
}
export const paperWords: Record<(typeof papers)[number], Words> = {
  'birth-certificate': { en: 'Birth certificate', es: 'Acta de nacimiento' },
  passport: { en: 'Passport', es: 'Pasaporte' },
  'photo-id': { en: 'Driver’s license or state ID', es: 'Licencia de conducir o identificación estatal' },
  'marriage-certificate': { en: 'Marriage certificate', es: 'Acta de matrimonio' },
  'court-order': { en: 'Court order or divorce decree', es: 'Orden judicial o sentencia de divorcio' },
  'naturalization-certificate': { en: 'Naturalization certificate', es: 'Certificado de naturalización' },
  none: { en: 'No document yet', es: 'Ningún documento todavía' },
}
export const seenWords: Record<(typeof paperSeenBy)[number], Words> = {
  desk: { en: 'Seen by the help desk', es: 'Lo vio la mesa de ayuda' },
  clinic: { en: 'Seen by the clinic', es: 'Lo vio la clínica' },
  registration: { en: 'Seen by registration', es: 'Lo vio registro' },
  'not-yet': { en: 'Not seen by anyone yet', es: 'Nadie lo ha visto todavía' },
}
export const answerWords: Record<(typeof correctionAnswers)[number], Words> = {
  corrected: {
    en: 'Corrected in the hospital’s system; the next update brings it here',
    es: 'Corregido en el sistema del hospital; la próxima actualización lo trae aquí',
  },
  'was-right': { en: 'The record was right', es: 'El expediente era correcto' },
  'paper-wanted': { en: 'A document is still needed', es: 'Aún falta un documento' },
}

export const correctionWaits = said(
  'correction-waits',
  'A correction of this is already waiting with medical records.',
  'Ya hay una corrección de esto en espera en expedientes médicos.',
)
export const noCorrection = said(
  'no-correction',
  'No request for a correction is waiting for this patient. Return the case instead.',
  'De este paciente no hay ninguna petición de corrección en espera. Devuelva el caso.',
)
