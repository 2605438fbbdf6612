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
    noOne: { en: 'No one', es: 'Nadie' },
  },
  consent: {
    'spoken-in-call': { en: 'said so on the call', es: 'lo dijo en la llamada' },
    'in-person': { en: 'said so in person', es: 'lo dijo en persona' },
    'in-writing': { en: 'in writing', es: 'por escrito' },
  },
} as const satisfies Words
