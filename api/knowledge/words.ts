import { said } from '../core/words.ts'

export const noVersion = { en: 'version of an article', es: 'la versión del artículo' }
export const versionDecided = said(
  'knowledge-decided',
  'This version was already approved or declined.',
  'Esta versión ya se aprobó o se rechazó.',
)
export const versionWaits = said(
  'knowledge-waits',
  'Another version of this article waits for approval. Approve or decline it first.',
  'Otra versión de este artículo espera aprobación. Apruébela o rechácela primero.',
)
export const ownWords = said(
  'own-words',
  'You wrote this version; another person approves it.',
  'Usted escribió esta versión; la aprueba otra persona.',
)
export const sameWords = said(
  'same-words',
  'is what the article says already',
  'es lo que el artículo ya dice',
)
