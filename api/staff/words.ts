import type { Missing } from '../core/problemBody.ts'
import { said } from '../core/words.ts'

export const noStaff = { en: 'staff member', es: 'el miembro del personal' }
export const noReview = { en: 'access review', es: 'la revisión de accesos' }
export const noEnrolment = {
  en: 'enrollment link, or it was used or has expired',
  es: 'el enlace de alta, o ya se usó o venció',
}

export const wrongPassword = said(
  'wrong-password',
  'The email address or the password is wrong.',
  'El correo electrónico o la contraseña no es correcta.',
)
export const passwordFirst = said(
  'password-first',
  'Enter your email address and password first.',
  'Escriba primero su correo electrónico y su contraseña.',
)
export const wrongCode = said(
  'wrong-code',
  'The code is wrong, or was already used.',
  'El código no es correcto, o ya se usó.',
)
export const choosePasswordFirst = said(
  'choose-password-first',
  'must be chosen first',
  'debe elegirse primero',
)
export const notTheCodeNow = said(
  'not-the-code',
  'is not the code the authenticator shows now',
  'no es el código que muestra ahora el autenticador',
)

export const wrongOldPassword = said('wrong-old-password', 'is not your password', 'no es su contraseña')
export const changedMeanwhile = said(
  'password-changed-meanwhile',
  'Your password was changed at this moment. The new one counts.',
  'Su contraseña se acaba de cambiar. Vale la nueva.',
)
export const samePassword = said(
  'same-password',
  'is the password you have; choose another one',
  'es la contraseña que ya tiene; elija otra',
)
export const noSession = { en: 'session, or it has ended', es: 'la sesión, o ya terminó' }
export const thisSession = said(
  'this-session',
  'This is the session you are using. Sign out to end it.',
  'Es la sesión que está usando. Para terminarla, cierre la sesión.',
)

export const noPasskeyOfThatId = { en: 'passkey', es: 'la llave de acceso' }
export const noPasskeyYet = said(
  'no-passkey',
  'You have no passkey. Use a code of your authenticator app, or a recovery code.',
  'No tiene ninguna llave de acceso. Use un código de su aplicación de autenticación o uno de recuperación.',
)
export const wrongPasskey = said(
  'wrong-passkey',
  'The passkey was not accepted. Try again, or use a code.',
  'La llave de acceso no se aceptó. Inténtelo de nuevo o use un código.',
)
export const notMade = said(
  'passkey-not-made',
  'The passkey was not accepted, or it took too long. Try again.',
  'La llave de acceso no se aceptó, o tardó demasiado. Inténtelo de nuevo.',
)
export const passkeyKnown = said(
  'passkey-known',
  'This passkey is already in use.',
  'Esta llave de acceso ya está en uso.',
)
export const passkeysFull = said(
  'passkeys-full',
  'You have {most} passkeys, which is as many as one person may have. Remove one first.',
  'Ya tiene {most} llaves de acceso, el máximo por persona. Quite una antes.',
)
export const lastFactor = said(
  'last-factor',
  'This is your only second factor: you have no authenticator app. Add another passkey first.',
  'Es su único segundo factor: no tiene aplicación de autenticación. Añada antes otra llave de acceso.',
)
export const noRoleRequest = { en: 'request for a change of role', es: 'la solicitud de cambio de función' }
export const notActive = said(
  'not-active',
  'This account is not active. Its role changes once it is.',
  'Esta cuenta no está activa. Su función podrá cambiarse cuando lo esté.',
)
export const sameRole = said('same-role', 'is the role they have', 'es la función que ya tiene')
export const requestWaits = said(
  'request-waits',
  'A change of this person’s role is already waiting for approval. Decide on it first.',
  'Ya hay un cambio de función de esta persona por aprobar. Decida antes sobre él.',
)
export const noEnrolmentRequest = { en: 'request for an enrollment', es: 'la solicitud de alta' }
export const enrolmentWaits = said(
  'enrolment-waits',
  'An enrollment of this person is already waiting for approval. Decide on it first.',
  'Ya hay un alta de esta persona por aprobar. Decida antes sobre ella.',
)
export const disabledNow = said(
  'staff-disabled',
  'This account is disabled. Enable it first.',
  'Esta cuenta está desactivada. Actívela antes.',
)
export const ownRequest = said(
  'own-request',
  'is your own request; someone else must approve it',
  'es su propia solicitud; debe aprobarla otra persona',
)
export const requestDecided = said(
  'request-decided',
  'Someone has already decided on this request.',
  'Alguien ya decidió sobre esta solicitud.',
)
export const requestLapsed = said(
  'request-lapsed',
  'This request has lapsed. If it is still needed, request it again.',
  'Esta solicitud ha vencido. Si aún hace falta, vuelva a solicitarlo.',
)
export const askerGone = said(
  'asker-gone',
  'Whoever requested this may no longer do so. Another administrator has to request it again.',
  'Quien lo solicitó ya no puede hacerlo. Otro administrador tiene que solicitarlo de nuevo.',
)
export const requestOutdated = said(
  'request-outdated',
  'The account changed after this was requested. Look at it as it is now and request it again.',
  'La cuenta cambió después de esta solicitud. Vea cómo está ahora y vuelva a solicitarlo.',
)

export const ownAccount = said(
  'own-account',
  'is your own account; someone else must do it',
  'es su propia cuenta; debe hacerlo otra persona',
)
export const staffChanged = said(
  'staff-changed',
  'Someone else changed this staff member in the meantime. Look at them as they are now, then try again.',
  'Alguien cambió los datos de esta persona mientras tanto. Vea cómo están ahora e inténtelo de nuevo.',
)
export const emailTaken = said(
  'email-taken',
  'already belongs to a staff member',
  'ya pertenece a un miembro del personal',
)
export const emailOfNobody = said(
  'email-of-nobody',
  'belongs to no one on the staff',
  'no es de nadie del personal',
)

export const reviewBegun = said(
  'review-begun',
  'The review of {quarter} has already been started.',
  'La revisión de {quarter} ya se inició.',
)
export const reviewFinished = said(
  'review-finished',
  'The review is finished and can no longer be changed.',
  'La revisión terminó y ya no se puede cambiar.',
)
export const notInReview = said('not-in-review', 'is not in this review', 'no figura en esta revisión')
export const decidedAlready = said(
  'decided-already',
  'Someone has already decided this.',
  'Alguien ya lo decidió.',
)
export const undecidedLeft = said(
  'undecided',
  'Not everyone has been decided on; {left} left.',
  'Aún no se ha decidido sobre todas las personas; quedan {left}.',
)

/** Why a colleague has to do it. */
export const missing = {
  ownRecord: {
    code: 'second-person',
    message: { en: 'a colleague: this is your own record', es: 'un colega: este es su propio expediente' },
  },
  sameSurname: {
    code: 'second-person',
    message: {
      en: 'a colleague: the patient shares a last name with you',
      es: 'un colega: el paciente tiene un apellido igual al suyo',
    },
  },
  sameAddress: {
    code: 'second-person',
    message: {
      en: 'a colleague: the patient lives at your address',
      es: 'un colega: el paciente vive en su dirección',
    },
  },
  sameContact: {
    code: 'second-person',
    message: {
      en: 'a colleague: the patient has your phone number or email address',
      es: 'un colega: el paciente tiene su teléfono o su correo electrónico',
    },
  },
  isProxy: {
    code: 'second-person',
    message: {
      en: 'a colleague: one of you has proxy access to the other’s record',
      es: 'un colega: uno de ustedes tiene acceso como representante al expediente del otro',
    },
  },
} satisfies Record<string, Missing>
export const notOfClinic = said(
  'not-of-clinic',
  'Only clinic staff work in a clinic’s inbox. Change the role first.',
  'Solo el personal de clínica trabaja en el buzón de una clínica. Cambie antes la función.',
)
export const noClinicRequest = {
  en: 'request for a change of clinic',
  es: 'la solicitud de cambio de clínica',
}
export const sameClinic = said(
  'same-clinic',
  'is the clinic they work for',
  'es la clínica para la que ya trabaja',
)
export const clinicWaits = said(
  'clinic-request-waits',
  'A change of this person’s clinic is already waiting for approval. Decide on it first.',
  'Ya hay un cambio de clínica de esta persona por aprobar. Decida antes sobre él.',
)
export const noSuchClinic = said('no-such-clinic', 'is no clinic that is known', 'no es una clínica conocida')
export const noOwnClinic = said(
  'no-own-clinic',
  'The clinic you work for is not set yet. Ask an administrator.',
  'Aún no consta para qué clínica trabaja usted. Pídalo a un administrador.',
)
export const noLongerEmployed = said(
  'no-longer-employed',
  'The personnel records say that employment ended on {day}. Have them corrected and imported first.',
  'Los datos de personal dicen que el empleo terminó el {day}. Haga que se corrijan e importen antes.',
)
export const enoughViews = (most: number) =>
  said(
    'enough-views',
    `cannot be saved: there are ${most} already; delete one first`,
    `no se puede guardar: ya hay ${most}; elimine una primero`,
  )
export const noColleague = {
  en: 'staff member with this email',
  es: 'el miembro del personal con este correo',
}
