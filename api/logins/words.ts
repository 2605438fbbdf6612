import { said } from '../core/words.ts'
import type { LoginState } from './lists.ts'

/** What an act is told of a login it does not fit. */
export const loginIs: Record<LoginState, ReturnType<typeof said>> = {
  none: said(
    'login-none',
    'The patient has no portal account yet. Send an invitation.',
    'El paciente aún no tiene cuenta del portal. Envíe una invitación.',
  ),
  invited: said(
    'login-invited',
    'The account is not activated yet. Send the invitation again.',
    'La cuenta aún no se ha activado. Envíe otra vez la invitación.',
  ),
  active: said('login-active', 'The account is already active.', 'La cuenta ya está activa.'),
  locked: said(
    'login-locked',
    'The account is locked. Unlocking it sends a password reset link.',
    'La cuenta está bloqueada. Al desbloquearla se envía un enlace para cambiar la contraseña.',
  ),
  disabled: said('login-disabled', 'The account is disabled.', 'La cuenta está desactivada.'),
}
export const usernameTaken = said(
  'username-taken',
  'Another patient already signs in with this email address. Ask registration to record one of the patient’s own.',
  'Otro paciente ya inicia sesión con este correo electrónico. Pida a registro que anote uno propio del paciente.',
)
export const notOnFile = said(
  'not-on-file',
  'is not a contact on file for this patient',
  'no es un contacto registrado de este paciente',
)
export const noChannel = said(
  'no-channel',
  'No email address on file works. Registration must correct it first.',
  'Ningún correo electrónico registrado recibe mensajes. Registro debe corregirlo antes.',
)

export const missing = {
  supervisor: {
    code: 'second-person',
    message: {
      en: 'a colleague: you have disabled as many accounts for unverified callers as one person may in a day',
      es: 'un colega: usted ya desactivó hoy tantas cuentas para personas no verificadas como puede una sola persona',
    },
  },
  manyClosed: {
    code: 'second-person',
    message: {
      en: 'a colleague: you have disabled as many accounts as one person may in a day',
      es: 'un colega: usted ya desactivó hoy tantas cuentas como puede una sola persona',
    },
  },
  oneKind: {
    code: 'one-kind',
    message: {
      en: 'another day: of password, second factor and contact only one is renewed at a time',
      es: 'otro día: de contraseña, segundo factor y contacto solo se renueva una cosa a la vez',
    },
  },
  patient: {
    code: 'patient-speaks',
    message: {
      en: 'the patient’s own call: no one else changes where they are reached',
      es: 'la llamada del propio paciente: nadie más cambia dónde se le contacta',
    },
  },
  registration: {
    code: 'registration-changes',
    message: {
      en: 'registration: where a small child is reached, they change in the hospital’s system. Transfer the case to them',
      es: 'registro: dónde se contacta a un niño lo cambian ellos en el sistema del hospital. Transfiérales el caso',
    },
  },
  channel: {
    code: 'channel',
    message: {
      en: 'an email address on file that does not bounce',
      es: 'un correo electrónico registrado que no rechace los mensajes',
    },
  },
}

export const summarySent = said(
  'summary-sent',
  'A summary of this case was already mailed.',
  'Ya se envió un resumen de este caso.',
)
export const noSecondFactor = said(
  'no-second-factor',
  'The patient has no authenticator to read a code from. Send a code to a contact on file instead.',
  'El paciente no tiene un autenticador del que leer un código. Envíe un código a un contacto registrado.',
)
export const noFactorToReset = said(
  'no-second-factor',
  'The account has no second factor to reset.',
  'La cuenta no tiene segundo factor que restablecer.',
)
export const onlyPatients = said(
  'second-factor-is-the-patients',
  'Only the patient proves who they are by their own authenticator or passkey. Send a code to a contact on file instead.',
  'Solo el paciente demuestra quién es con su propio autenticador o llave de acceso. Envíe un código a un contacto registrado.',
)
export const factorTooNew = said(
  'second-factor-too-new',
  'The authenticator was set up too recently to prove who is calling. Send a code to a contact on file instead.',
  'El autenticador se configuró hace demasiado poco para demostrar quién llama. Envíe un código a un contacto registrado.',
)
export const factorIsLost = said(
  'second-factor-in-question',
  'This case is about the patient’s second factor itself, so it proves nothing here. Send a code to a contact on file instead.',
  'Este caso trata del propio segundo factor, así que aquí no demuestra nada. Envíe un código a un contacto registrado.',
)
export const noPasskey = said(
  'no-passkey',
  'The patient has no passkey to confirm the call with. Send a code to a contact on file instead.',
  'El paciente no tiene una llave de acceso con la que confirmar la llamada. Envíe un código a un contacto registrado.',
)
export const passkeyHeldBack = said(
  'passkey-held-back',
  'A passkey proves nothing until the patient has chosen a new password. Send a code to a contact on file instead.',
  'Una llave de acceso no demuestra nada hasta que el paciente elija una contraseña nueva. Envíe un código a un contacto registrado.',
)
export const passkeyTooNew = said(
  'passkey-too-new',
  'The passkey was added too recently to prove who is calling. Send a code to a contact on file instead.',
  'La llave de acceso se añadió hace demasiado poco para demostrar quién llama. Envíe un código a un contacto registrado.',
)
export const contactChangesOver = said(
  'contact-changes-over',
  'So many changes of contact were asked for this patient today that no more are taken. The patient can come in person tomorrow.',
  'Hoy se pidieron tantos cambios de contacto para este paciente que no se admiten más. El paciente puede acudir en persona mañana.',
)
export const changeWaitsAlready = said(
  'contact-change-waits',
  'A change of this kind is already waiting. Withdraw it first.',
  'Ya hay un cambio de este tipo en espera. Retírelo antes.',
)
export const noChangeWaits = said(
  'no-contact-change',
  'No change of contact is waiting for this patient.',
  'No hay ningún cambio de contacto en espera para este paciente.',
)
export const guardiansContact = said(
  'guardians-contact',
  'belongs to someone who acts for the patient; a teenager needs one of their own',
  'es de alguien que representa al paciente; un adolescente necesita uno propio',
)
export const notAPhone = said(
  'not-a-phone',
  'is not a phone number that can be dialed',
  'no es un número de teléfono que se pueda marcar',
)
