import { said } from '../core/words.ts'

export const noLetter = { en: 'letter', es: 'la carta' }
export const noBatch = { en: 'batch of letters', es: 'el lote de cartas' }
export const missingAddress = {
  code: 'trusted-address',
  message: {
    en: 'a postal address that is complete and was on file before this call, for longer than the hospital’s delay; or the patient in person',
    es: 'un domicilio completo que conste desde antes de esta llamada y desde hace más de lo que el hospital exige; o el paciente en persona',
  },
}
export const missingOwnHome = {
  code: 'own-home',
  message: {
    en: 'level 3, since someone who acts, or acted, for this teenager lives at the address on file and could open the letter',
    es: 'el nivel 3, porque alguien que representa, o representó, a este adolescente vive en el domicilio que consta y podría abrir la carta',
  },
}
export const noAddress = said(
  'no-trusted-address',
  'No letter can be sent: no complete address has been on file for long enough.',
  'No se puede enviar una carta: ningún domicilio completo consta desde hace suficiente tiempo.',
)
export const letterWaits = said(
  'letter-waits',
  'A letter for this patient already waits to be printed.',
  'Ya hay una carta para este paciente en espera de imprimirse.',
)
export const nothingToPrint = said(
  'nothing-to-print',
  'No letter waits that you may print. Letters you ordered yourself, or to people you know, are printed by a colleague.',
  'No hay ninguna carta que usted pueda imprimir. Las que pidió usted, o para personas que conoce, las imprime un colega.',
)
export const batchPosted = said(
  'batch-posted',
  'This batch was already posted.',
  'Este lote ya se envió por correo.',
)
export const letterIs = {
  waiting: said(
    'letter-waits-to-print',
    'This letter is not printed yet.',
    'Esta carta aún no se ha impreso.',
  ),
  printed: said(
    'letter-printed',
    'This letter was printed and not posted yet.',
    'Esta carta se imprimió y aún no se envió.',
  ),
  posted: said('letter-posted', 'This letter was posted.', 'Esta carta ya se envió.'),
  spoiled: said(
    'letter-spoiled',
    'This letter was spoiled and is printed anew.',
    'Esta carta se estropeó y se imprime de nuevo.',
  ),
  returned: said('letter-returned', 'This letter came back.', 'Esta carta fue devuelta.'),
  lapsed: said('letter-lapsed', 'This letter is not needed any more.', 'Esta carta ya no hace falta.'),
}
