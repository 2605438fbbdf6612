import type { Words } from '../core/words/entry.ts'

/** The words of an agent’s look at what a patient sees. */
export const portalWords = {
  portalView: {
    title: { en: 'Portal as the patient sees it', es: 'El portal como lo ve el paciente' },
    begin: { en: 'View the portal as the patient', es: 'Ver el portal como el paciente' },
    beginHelp: {
      en: 'Ask the patient first, and record how they agreed. You see what the portal shows them for some minutes and cannot change anything. They can read in their record that you looked.',
      es: 'Pregunte antes al paciente y anote cómo lo aceptó. Verá durante unos minutos lo que el portal le muestra, sin poder cambiar nada. El paciente puede leer en su expediente que usted miró.',
    },
    banner: {
      en: '%{staff}, you are viewing the portal as %{patient} sees it. Read only.',
      es: '%{staff}, está viendo el portal como lo ve %{patient}. Solo lectura.',
    },
    agreed: {
      en: 'The patient agreed (%{how}) in case %{number}, until',
      es: 'El paciente lo aceptó (%{how}) en el caso %{number}, hasta las',
    },
    back: { en: 'Back to the case', es: 'Volver al caso' },
    over: { en: 'This view has ended', es: 'Esta vista terminó' },
    overHelp: {
      en: 'If it is still needed, ask the patient again.',
      es: 'Si aún hace falta, pregunte de nuevo al paciente.',
    },
    signIn: { en: 'At the sign-in', es: 'Al iniciar sesión' },
    opens: {
      en: 'The right password opens the portal.',
      es: 'Con la contraseña correcta se abre el portal.',
    },
    reads: { en: 'With the right password, they read:', es: 'Con la contraseña correcta, lee:' },
    profile: { en: 'Profile', es: 'Perfil' },
    username: { en: 'Username', es: 'Nombre de usuario' },
    lastSignIn: { en: 'Last sign-in', es: 'Último inicio de sesión' },
    actForMe: { en: 'Who acts for them', es: 'Quién le representa' },
    iActFor: { en: 'For whom they act', es: 'A quién representa' },
    someone: { en: 'Name not shown', es: 'No se muestra el nombre' },
    pending: { en: 'not confirmed yet', es: 'aún sin confirmar' },
    active: { en: 'active', es: 'activo' },
    passkeys: { en: 'Passkeys', es: 'Llaves de acceso' },
    none: { en: 'None', es: 'Ninguna' },
    secondStep: { en: 'Second step of signing in', es: 'Segundo paso al iniciar sesión' },
    method: {
      none: { en: 'Off: the password is enough', es: 'Desactivado: basta la contraseña' },
      totp: { en: 'A code from their authenticator', es: 'Un código de su autenticador' },
      code: { en: 'A code sent to %{to}', es: 'Un código enviado a %{to}' },
    },
    recoveryCodes: {
      en: 'Recovery codes left: %{left}',
      es: 'Códigos de recuperación que quedan: %{left}',
    },
    preferences: { en: 'How they are written to', es: 'Cómo se le escribe' },
    news: {
      email: { en: 'News by email', es: 'Novedades por correo electrónico' },
      text: { en: 'News by text message', es: 'Novedades por mensaje de texto' },
      none: { en: 'No messages about news', es: 'Sin avisos de novedades' },
    },
    language: {
      record: { en: 'In the language on record', es: 'En el idioma que consta' },
      en: { en: 'In English', es: 'En inglés' },
      es: { en: 'In Spanish', es: 'En español' },
    },
    paperless: { en: 'Reads letters in the portal', es: 'Lee las cartas en el portal' },
    onPaper: { en: 'Gets letters on paper', es: 'Recibe las cartas en papel' },
    leftOut: {
      en: 'Not shown to the help desk: the health record, visits, messages, refills, letters, and contact information in full.',
      es: 'No se muestra a la mesa de ayuda: el expediente de salud, las visitas, los mensajes, los resurtidos, las cartas ni los datos de contacto completos.',
    },
    noOne: { en: 'No one', es: 'Nadie' },
  },
  consent: {
    'spoken-in-call': { en: 'said so on the call', es: 'lo dijo en la llamada' },
    'in-person': { en: 'said so in person', es: 'lo dijo en persona' },
    'in-writing': { en: 'in writing', es: 'por escrito' },
  },
} as const satisfies Words
