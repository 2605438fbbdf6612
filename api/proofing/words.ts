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
export const awayOnReturn = said(
  'proofing-no-answer',
  'The identity service did not answer, and nothing was decided. Open the link in our message again in a few minutes.',
  'El servicio de identidad no respondió y no se decidió nada. Abra de nuevo el enlace de nuestro mensaje en unos minutos.',
)
export const returnClaimed = said(
  'proofing-return-claimed',
  'This answer is already being checked. If no page says that you are done, open the link in our message again.',
  'Esta respuesta ya se está comprobando. Si ninguna página le dice que terminó, abra de nuevo el enlace de nuestro mensaje.',
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
