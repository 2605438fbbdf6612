import type { Words } from '../../core/words.ts'
import type { Raises, SignalName } from './lists.ts'

export const titles: Record<SignalName, Words> = {
  'contact-change': { en: 'Contact change lately', es: 'Cambio de contacto reciente' },
  'failed-tries': { en: 'Failed tries today', es: 'Intentos fallidos hoy' },
  'identity-doubted': { en: 'Proof of identity declined', es: 'Prueba de identidad rechazada' },
  'many-numbers': { en: 'Calls from several numbers', es: 'Llamadas desde varios teléfonos' },
  'number-of-many': {
    en: 'One number for several patients',
    es: 'Un mismo teléfono para varios pacientes',
  },
  'new-places': { en: 'Sign-ins from new places', es: 'Inicios de sesión desde lugares nuevos' },
  watched: { en: 'Record under watch', es: 'Expediente bajo vigilancia' },
  'guardians-email': {
    en: 'Teenager on a guardian’s email',
    es: 'Adolescente con el correo de quien lo representa',
  },
  'locked-twin': { en: 'Locked account of the same name', es: 'Cuenta bloqueada del mismo nombre' },
  'locked-pair': {
    en: 'Locked account of a possible duplicate',
    es: 'Cuenta bloqueada de un posible duplicado',
  },
  'reopened-again': { en: 'Case reopened again', es: 'Caso reabierto otra vez' },
  'reported-not-me': { en: '“This was not me”', es: '«No fui yo»' },
}

/** Why a signal speaks up, as a clause. */
export const why = {
  changeWaits: {
    en: 'a change of contact was asked for by phone within the last {days:day|days} and is waiting',
    es: 'hace menos de {days:día|días} se pidió por teléfono un cambio de contacto y está en espera',
  },
  changeDone: {
    en: 'the contact on file was changed by phone within the last {days:day|days}',
    es: 'hace menos de {days:día|días} se cambió por teléfono el contacto registrado',
  },
  changeStopped: {
    en: 'a change of contact within the last {days:day|days} was stopped by someone who said it was not theirs',
    es: 'hace menos de {days:día|días} alguien detuvo un cambio de contacto y dijo que no era suyo',
  },
  changeWithdrawn: {
    en: 'a change of contact was asked for by phone within the last {days:day|days} and withdrawn',
    es: 'hace menos de {days:día|días} se pidió por teléfono un cambio de contacto y se retiró',
  },
  failedOnce: {
    en: 'there was 1 wrong answer or code within 24 hours',
    es: 'hubo 1 respuesta o código erróneo en 24 horas',
  },
  failedTries: {
    en: 'there were {n} wrong answers or codes within 24 hours',
    es: 'hubo {n} respuestas o códigos erróneos en 24 horas',
  },
  identityDoubted: {
    en: 'a second person declined a proof of this patient’s identity within the last {days:day|days}, in doubt who it was',
    es: 'hace menos de {days:día|días} otra persona rechazó una prueba de identidad de este paciente por dudar de quién era',
  },
  manyNumbers: {
    en: '{n} phone numbers that are not on file called about this patient within {days:day|days}',
    es: '{n} teléfonos que no constan llamaron por este paciente en {days:día|días}',
  },
  numberOfMany: {
    en: 'a number that called about this patient called about {n} patients within {days:day|days} and is on file for none of them',
    es: 'un teléfono que llamó por este paciente llamó por {n} pacientes en {days:día|días} y no consta de ninguno',
  },
  newPlaces: {
    en: 'the account was signed in from {n} new places within {days:day|days}',
    es: 'se inició sesión en la cuenta desde {n} lugares nuevos en {days:día|días}',
  },
  watched: {
    en: 'the privacy office keeps this record under watch',
    es: 'la oficina de privacidad vigila este expediente',
  },
  guardiansEmail: {
    en: 'codes and links for this teenager go to an email of someone who acts for them',
    es: 'los códigos y enlaces de este adolescente van al correo de quien lo representa',
  },
  childsEmail: {
    en: 'the account is to become this teenager’s own, and the email on file is from when they were a child',
    es: 'la cuenta ha de pasar a este adolescente y el correo registrado es de cuando era menor',
  },
  lockedTwin: {
    en: 'another record of this name and date of birth has an account that is locked, or was closed because someone else was in it',
    es: 'otro expediente con este nombre y fecha de nacimiento tiene una cuenta bloqueada, o cerrada porque la usaba otra persona',
  },
  lockedPair: {
    en: 'another record that may be this patient’s has an account that is locked or was closed, and medical records has not decided yet',
    es: 'otro expediente que puede ser de este paciente tiene una cuenta bloqueada o cerrada, y expedientes médicos no lo ha decidido aún',
  },
  reopenedOnce: {
    en: 'a case of this patient was reopened within the last {days:day|days}',
    es: 'hace menos de {days:día|días} se reabrió un caso de este paciente',
  },
  reopenedAgain: {
    en: 'one case of this patient was reopened {n} times within {days:day|days}',
    es: 'un mismo caso de este paciente se reabrió {n} veces en {days:día|días}',
  },
  reportedNotMe: {
    en: 'someone answered a notice within the last {days:day|days}: this was not me',
    es: 'hace menos de {days:día|días} alguien respondió a un aviso: no fui yo',
  },
} as const satisfies Record<string, Words>

/** What the agent does then. */
export const doing: Record<Raises, Words> = {
  'one-level': {
    en: 'Go on as usual, and verify the caller one level higher. If that is not possible, the patient can come in with a photo ID.',
    es: 'Siga como siempre y verifique a quien llama un nivel más. Si no es posible, el paciente puede acudir con una identificación con foto.',
  },
  'level-3': {
    en: 'A code would reach the guardian. The patient comes in with a photo ID and can give an email of their own then.',
    es: 'Un código llegaría a quien lo representa. El paciente acude con una identificación con foto y puede dar entonces un correo propio.',
  },
}

/** What an act lacks while a signal speaks up; follows “Missing:”. */
export const moreWanted: Record<Raises, Words> = {
  'one-level': { en: 'one level more than usual: {why}', es: 'un nivel más que de costumbre: {why}' },
  'level-3': { en: 'level 3: {why}', es: 'el nivel 3: {why}' },
}
