import { said } from '../core/words.ts'

export const deadLink = said(
  'dead-link',
  'no longer works: it was used, replaced or has expired',
  'ya no sirve: se usó, se reemplazó o venció',
)
export const wrongBirthDate = said(
  'wrong-birth-date',
  'is not the one we have on file',
  'no es la que tenemos registrada',
)
export const noLogin = { en: 'account', es: 'la cuenta' }
/** The same to everybody: it must not tell who has a login. */
export const requestReceived = {
  en: 'If that username has an account, an email is on its way. It can take a few minutes; check your spam folder too.',
  es: 'Si ese nombre de usuario tiene una cuenta, un correo electrónico está en camino. Puede tardar unos minutos; mire también en la carpeta de correo no deseado.',
}
// One sentence for every refusal: it must not tell who has a login, or in what state.
export const signInRefused = said(
  'sign-in-refused',
  'The username or the password is wrong, or the account cannot be used. The help desk can look into it.',
  'El nombre de usuario o la contraseña no son correctos, o la cuenta no puede usarse. La mesa de ayuda puede revisarlo.',
)
export const passwordWithdrawn = said(
  'password-withdrawn',
  'This password can no longer be used. Choose a new one with a link that we email: ask for it with “Forgot your password?”. If none arrives, call the help desk.',
  'Esta contraseña ya no puede usarse. Elija una nueva con un enlace que enviamos por correo: pídalo con «¿Olvidó su contraseña?». Si no llega, llame a la mesa de ayuda.',
)
// Only who knows the password reads what follows.
export const codeWanted = said(
  'second-factor-wanted',
  'Enter the code that your authenticator shows.',
  'Escriba el código que muestra su autenticador.',
)
export const wrongFactorCode = said(
  'wrong-second-factor',
  'The code is not the one your authenticator shows now, or it was used already. Wait for the next one.',
  'El código no es el que muestra ahora su autenticador, o ya se usó. Espere al siguiente.',
)
export const sentCodeWanted = said(
  'sent-code-wanted',
  'We sent a code to {where}. Enter it here. It can take a minute; if none comes, leave the field empty and sign in again.',
  'Enviamos un código a {where}. Escríbalo aquí. Puede tardar un minuto; si no llega, deje el campo vacío e inicie sesión de nuevo.',
)
export const wrongSentCode = said(
  'wrong-sent-code',
  'The code is not the one we sent last, or it was used or is too old. For another one, leave the field empty and sign in again.',
  'El código no es el último que enviamos, o ya se usó o venció. Para recibir otro, deje el campo vacío e inicie sesión de nuevo.',
)
export const sentCodesOver = said(
  'sent-codes-over',
  'We send no more codes for now. Enter the last one we sent, or a recovery code, or try again in an hour. If you did not ask for them, choose a new password.',
  'Por ahora no enviamos más códigos. Escriba el último que enviamos o un código de recuperación, o intente de nuevo en una hora. Si usted no los pidió, elija una contraseña nueva.',
)
export const secondsOfAnHour = 3_600
export const noCodeChannel = said(
  'no-code-channel',
  'We have no email address or cell phone on file to which a code can be sent. Use a recovery code, or call the help desk.',
  'No tenemos registrado ningún correo ni celular al que se pueda enviar un código. Use un código de recuperación o llame a la mesa de ayuda.',
)
export const notAChannel = said(
  'not-a-channel',
  'is not on file, or a code cannot be sent there',
  'no está registrado, o no se puede enviar allí un código',
)
export const noSession = { en: 'session', es: 'la sesión' }
export const hasSecondFactor = said(
  'has-second-factor',
  'The account has a second step already. Remove it before setting up another.',
  'La cuenta ya tiene un segundo paso. Quítelo antes de configurar otro.',
)
export const beginFirst = said(
  'no-second-factor',
  'The account has no second step for signing in. Set one up first.',
  'La cuenta no tiene un segundo paso para iniciar sesión. Configure uno primero.',
)
export const notMade = said(
  'passkey-not-made',
  'could not be checked, or took too long. Try again.',
  'no se pudo comprobar, o tardó demasiado. Inténtelo de nuevo.',
)
export const passkeyKnown = said(
  'passkey-known',
  'This passkey was added already.',
  'Esta llave de acceso ya se añadió.',
)
export const passkeysFull = said(
  'passkeys-full',
  'The account has {most} passkeys, which is as many as it may. Remove one first.',
  'La cuenta tiene {most} llaves de acceso, que es lo máximo. Quite antes una.',
)
export const noSuchPasskey = { en: 'passkey', es: 'la llave de acceso' }
export const wrongPasskey = said(
  'wrong-passkey',
  'The passkey was not accepted, or it took too long. Try again.',
  'La llave de acceso no se aceptó, o tardó demasiado. Inténtelo de nuevo.',
)
// Whoever poses as the desk has no number that works: the patient reads what that means.
export const noCallWaits = said(
  'no-call',
  'is not the number of a call that waits for you. If you did not call us yourself, hang up and call the help desk.',
  'no es el número de una llamada que le espere. Si no nos llamó usted, cuelgue y llame a la mesa de ayuda.',
)
export const newPasskey = said(
  'passkey-too-new',
  'This passkey was added too recently to confirm a call. The help desk can prove who you are in another way.',
  'Esta llave de acceso se añadió hace demasiado poco para confirmar una llamada. La mesa de ayuda puede comprobar quién es de otra manera.',
)
export const missing = {
  recentSignIn: {
    code: 'recent-sign-in',
    message: {
      en: 'For this you must have signed in a few minutes ago. Sign in again.',
      es: 'Para esto debe haber iniciado sesión hace pocos minutos. Inicie sesión de nuevo.',
    },
  },
  newPassword: {
    code: 'new-password',
    message: { en: 'a new password', es: 'una contraseña nueva' },
  },
}
export const noProxy = { en: 'proxy access', es: 'el acceso de representante' }
export const childsProxies = said(
  'childs-proxies',
  'Who acts for a child is changed by medical records. Call the help desk.',
  'Quién representa a un menor lo cambia expedientes médicos. Llame a la mesa de ayuda.',
)
export const proxiesAsked = said(
  'proxies-asked',
  'You have asked for as many proxies as can wait at a time. Call the help desk.',
  'Ya pidió tantos representantes como pueden esperar a la vez. Llame a la mesa de ayuda.',
)
export const noView = { en: 'view of the portal', es: 'la vista del portal' }
export const viewOver = said(
  'view-over',
  'This look at the patient’s portal has ended. If it is still needed, ask the patient again.',
  'Esta vista del portal del paciente terminó. Si aún hace falta, pregunte de nuevo al paciente.',
)
