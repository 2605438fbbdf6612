import { said } from '../core/words.ts'

export const noVerification = { en: 'verification', es: 'la verificación' }
export const notThisCases = said(
  'not-this-cases-verification',
  'is not a verification of this case',
  'no es una verificación de este caso',
)
export const verificationOver = said(
  'verification-expired',
  'The verification is over. Verify the caller again.',
  'La verificación terminó. Verifique de nuevo a quien llama.',
)
export const attemptsOver = said(
  'attempts-over',
  'Too many wrong answers today. The caller can be seen in person, or call again tomorrow.',
  'Hoy hubo demasiadas respuestas erróneas. La persona puede acudir en persona o llamar mañana.',
)
export const askAnother = said(
  'ask-another-question',
  'was answered wrongly too often today; ask another question',
  'se respondió mal demasiadas veces hoy; haga otra pregunta',
)
export const notOnFile = said(
  'not-on-file',
  'is not a channel on file for this patient',
  'no es un medio de contacto registrado de este paciente',
)
export const takesNoCode = said('takes-no-code', 'cannot receive a code', 'no puede recibir un código')
export const codesOver = said(
  'codes-over',
  'No more codes are sent for this verification. Verify the caller again.',
  'No se envían más códigos para esta verificación. Verifique de nuevo a quien llama.',
)
export const noCode = said(
  'no-code',
  'There is no code to check: none was sent, or it expired. Send a new one.',
  'No hay código que comprobar: no se envió ninguno o venció. Envíe otro.',
)
export const wrongCode = said('wrong-code', 'does not match', 'no coincide')
export const noPhotoId = said(
  'no-photo-id',
  'Nothing waits for approval: no photo ID was recorded.',
  'Nada espera aprobación: no se registró ningún documento con foto.',
)
export const approvedAlready = said(
  'approved-already',
  'This was approved already. Verify the caller again for more.',
  'Ya se aprobó. Verifique de nuevo a quien llama para más.',
)

export const missing = {
  verificationOver: {
    code: 'verification-expired',
    message: { en: 'a verification that has not run out', es: 'una verificación que no haya vencido' },
  },
  proxy: {
    code: 'proxy',
    message: { en: 'an active proxy on the record', es: 'un representante activo en el expediente' },
  },
  otherPerson: {
    code: 'second-person',
    message: {
      en: 'the approval of somebody who neither verified the caller nor saw the photo ID',
      es: 'la aprobación de alguien que no verificó a la persona ni vio el documento',
    },
  },
}

/** What each identity level takes; said wherever one is missing. */
export const tierWords = {
  T0: { en: 'nothing proved', es: 'nada demostrado' },
  T1: { en: 'name, birth date and one more detail', es: 'nombre, fecha de nacimiento y un dato más' },
  T2: { en: 'T1 and a call-back code', es: 'T1 y un código de confirmación' },
  T3: {
    en: 'seen in person with photo identity, and approved by a second person',
    es: 'vista en persona con documento con foto, y aprobada por una segunda persona',
  },
}
