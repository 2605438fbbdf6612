import type { Words } from '../core/words/entry.ts'

/** The words of signing in. */
export const signinWords = {
  signIn: {
    title: { en: 'Sign in', es: 'Entrar' },
    codeTitle: { en: 'Enter your code', es: 'Escriba su código' },
    email: { en: 'E-mail', es: 'Correo' },
    password: { en: 'Password', es: 'Contraseña' },
    code: { en: 'Code', es: 'Código' },
    codeHelp: {
      en: 'Six digits from your authenticator, or a recovery code',
      es: 'Seis cifras del autenticador, o un código de recuperación',
    },
    next: { en: 'Continue', es: 'Continuar' },
    signIn: { en: 'Sign in', es: 'Entrar' },
    back: { en: 'Back', es: 'Volver' },
  },
  enrol: {
    passwordTitle: { en: 'Choose your password', es: 'Elija su contraseña' },
    passwordHelp: {
      en: 'A long one: several words you can remember work well.',
      es: 'Una larga: varias palabras que recuerde van bien.',
    },
    totpTitle: { en: 'Add your authenticator', es: 'Añada su autenticador' },
    totpHelp: {
      en: 'Scan this with an authenticator app, or type the secret. Then enter the code it shows.',
      es: 'Escanéelo con una aplicación de autenticación o escriba el secreto. Después, el código que muestra.',
    },
    qrAlt: { en: 'QR code for the authenticator', es: 'Código QR para el autenticador' },
    confirm: { en: 'Confirm', es: 'Confirmar' },
    recoveryTitle: { en: 'Keep these recovery codes', es: 'Guarde estos códigos' },
    recoveryHelp: {
      en: 'Each lets you in once if your authenticator is lost. They are not shown again.',
      es: 'Cada uno permite entrar una vez si pierde el autenticador. No se muestran más.',
    },
    toSignIn: { en: 'I have kept them: sign in', es: 'Los he guardado: entrar' },
  },
} as const satisfies Words
