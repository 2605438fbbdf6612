import { said } from '../../core/words.ts'

export const noMacro = { en: 'text for notes', es: 'el texto para notas' }
export const noMacroVersion = { en: 'version of a text for notes', es: 'la versión del texto para notas' }
export const macroDecided = said(
  'macro-decided',
  'This version was already approved or declined.',
  'Esta versión ya se aprobó o se rechazó.',
)
export const macroWaits = said(
  'macro-waits',
  'Another version of this text waits for approval. Approve or decline it first.',
  'Otra versión de este texto espera aprobación. Apruébela o rechácela primero.',
)
export const ownMacro = said(
  'own-words',
  'You wrote this version; another person approves it.',
  'Usted escribió esta versión; la aprueba otra persona.',
)
export const macroOver = said('macro-retired', 'This text is no longer used.', 'Este texto ya no se usa.')
