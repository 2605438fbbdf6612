import { said } from '../core/words.ts'

export const noVerification = { en: 'verification', es: 'la verificación' }
export const notThisCases = said(
  'not-this-cases-verification',
  'is not a verification of this case',
  'no es una verificación de este caso',
)
export const verificationOver = said(
  'verification-expired',
  'The verification has expired. Verify the caller again.',
  'La verificación venció. Verifique de nuevo a quien llama.',
)
export const attemptsOver = said(
  'attempts-over',
  'Too many wrong answers within 24 hours. The caller can come in person, or call again tomorrow.',
  'Demasiadas respuestas erróneas en 24 horas. Quien llama puede acudir en persona o llamar mañana.',
)
export const comparedEnough = said(
  'answers-over',
  'You have had as many answers compared as one person may within 24 hours. A colleague can go on with the call.',
  'Ya hizo comparar tantas respuestas como puede una persona en 24 horas. Un colega puede seguir con la llamada.',
)
export const namedTooOften = said(
  'named-too-often',
  'Too many wrong dates of birth were given with this record number within 24 hours. Try again tomorrow, or transfer the case to medical records.',
  'Con este número de expediente se dieron demasiadas fechas de nacimiento erróneas en 24 horas. Inténtelo mañana, o transfiera el caso a expedientes médicos.',
)
export const askAnother = said(
  'ask-another-question',
  'was answered wrong too many times within 24 hours; ask another question',
  'se respondió mal demasiadas veces en 24 horas; haga otra pregunta',
)
export const ofMany = said(
  'shared-by-many',
  'is on file for many patients and cannot show who is calling; ask another question',
  'consta para muchos pacientes y no demuestra quién llama; haga otra pregunta',
)
export const notOnFile = said(
  'not-on-file',
  'is not a contact on file for this patient',
  'no es un contacto registrado de este paciente',
)
export const takesNoCode = {
  bounced: said(
    'takes-no-code',
    'cannot receive a code: messages to it were rejected',
    'no puede recibir un código: rechazó mensajes',
  ),
  'no-texts': said(
    'takes-no-texts',
    'is not on file as a mobile number that takes text messages',
    'no consta como un número móvil que reciba mensajes de texto',
  ),
  'no-gateway': said(
    'no-text-gateway',
    'cannot receive a code: this hospital has not set up text messages',
    'no puede recibir un código: este hospital no tiene configurados los mensajes de texto',
  ),
}
export const codesOver = said(
  'codes-over',
  'No more codes are sent for this verification. Verify the caller again.',
  'No se envían más códigos para esta verificación. Verifique de nuevo a quien llama.',
)
export const noCode = said(
  'no-code',
  'There is no code to check: none was sent, or it has expired. Send a new one.',
  'No hay código que comprobar: no se envió ninguno o venció. Envíe otro.',
)
export const wrongCode = said('wrong-code', 'does not match', 'no coincide')
export const noPhotoId = said(
  'no-photo-id',
  'There is nothing to approve: no photo ID was recorded, and no outside service proved the identity.',
  'No hay nada que aprobar: no se registró ninguna identificación con foto ni la probó un servicio externo.',
)
export const approvedAlready = said(
  'approved-already',
  'This was already approved. Verify the caller again for anything more.',
  'Ya se aprobó. Para algo más, verifique de nuevo a quien llama.',
)
export const declinedAlready = said(
  'declined-already',
  'This was already declined. For another decision, check the identity again.',
  'Ya se rechazó. Para otra decisión, compruebe de nuevo la identidad.',
)
export const decidedAlready = said(
  'decided-meanwhile',
  'A colleague decided on this at the same moment.',
  'Un colega decidió sobre esto en ese mismo momento.',
)

export const missing = {
  verificationOver: {
    code: 'verification-expired',
    message: { en: 'a verification that has not expired', es: 'una verificación que no haya vencido' },
  },
  proxy: {
    code: 'proxy',
    message: { en: 'an active proxy on the record', es: 'un representante activo en el expediente' },
  },
  otherPerson: {
    code: 'second-person',
    message: {
      en: 'the approval of someone who neither verified the caller, nor saw the photo ID, nor sent the link',
      es: 'la aprobación de alguien que no verificó a quien llama, ni vio la identificación, ni envió el enlace',
    },
  },
}

/** What each identity level takes; said wherever one is missing. */
export const tierWords = {
  T0: { en: 'not verified', es: 'sin verificar' },
  T1: {
    en: 'identity level 1: name, date of birth and one more',
    es: 'nivel de identidad 1: nombre, fecha de nacimiento y un dato más',
  },
  T2: {
    en: 'identity level 2: level 1 and a code that was sent, or is read from the patient’s authenticator, or the patient’s passkey',
    es: 'nivel de identidad 2: nivel 1 y un código enviado, o leído del autenticador del paciente, o su llave de acceso',
  },
  T3: {
    en: 'identity level 3: photo ID in person or an outside identity service, and approved by a second person',
    es: 'nivel de identidad 3: identificación con foto en persona o un servicio de identidad externo, con la aprobación de otra persona',
  },
}
