import type { Words } from '../core/words/entry.ts'

/** The words of signing in. */
export const signinWords = {
  signIn: {
    title: { en: 'Sign in', es: 'Iniciar sesión' },
    codeTitle: { en: 'Enter your code', es: 'Escriba su código' },
    email: { en: 'Email', es: 'Correo electrónico' },
    password: { en: 'Password', es: 'Contraseña' },
    code: { en: 'Code', es: 'Código' },
    codeHelp: {
      en: 'Six digits from your authenticator app, or a recovery code',
      es: 'Seis dígitos de su aplicación de autenticación, o un código de recuperación',
    },
    next: { en: 'Continue', es: 'Continuar' },
    signIn: { en: 'Sign in', es: 'Iniciar sesión' },
    back: { en: 'Back', es: 'Volver' },
  },
  enrol: {
    passwordTitle: { en: 'Choose your password', es: 'Elija su contraseña' },
    passwordHelp: {
      en: 'A long one: several words you can remember work well.',
      es: 'Una larga: sirven varias palabras que pueda recordar.',
    },
    totpTitle: { en: 'Set up your authenticator app', es: 'Configure su aplicación de autenticación' },
    totpHelp: {
      en: 'Scan this with an authenticator app, or type the key. Then enter the code it shows.',
      es: 'Escanéelo con una aplicación de autenticación o escriba la clave. Después, escriba el código que muestra.',
    },
    qrAlt: { en: 'QR code for the authenticator app', es: 'Código QR para la aplicación de autenticación' },
    confirm: { en: 'Confirm', es: 'Confirmar' },
    recoveryTitle: { en: 'Save these recovery codes', es: 'Guarde estos códigos de recuperación' },
    recoveryHelp: {
      en: 'Each one signs you in once if you lose your authenticator. They are not shown again. To sign in now, wait for the next code of your authenticator.',
      es: 'Cada uno permite iniciar sesión una vez si pierde su autenticador. No se vuelven a mostrar. Para iniciar sesión ahora, espere el siguiente código de su autenticador.',
    },
    toSignIn: { en: 'I saved them: sign in', es: 'Ya los guardé: iniciar sesión' },
  },
} as const satisfies Words
