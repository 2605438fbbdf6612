import { said } from '../core/words.ts'

export const noProvider = said(
  'no-proofing-provider',
  'This hospital has not set up an identity proofing service.',
  'Este hospital no tiene configurado un servicio de verificación de identidad.',
)
export const providerAway = said(
  'proofing-provider-away',
  'The identity service does not answer. Try again in a few minutes.',
  'El servicio de identidad no responde. Inténtelo de nuevo en unos minutos.',
)
export const deadProofing = said(
  'dead-link',
  'no longer works: it was used, replaced or has expired',
  'ya no sirve: se usó, se reemplazó o venció',
)
/** One sentence for every reason: what was asserted and what is on file are nobody's to compare from outside. */
export const notConfirmed = said(
  'not-confirmed',
  'Your identity could not be confirmed. Call the help desk to go on.',
  'No se pudo confirmar su identidad. Llame a la mesa de ayuda para seguir.',
)
