import type { Words } from './entry.ts'

/** The words every page shares. */
export const coreWords = {
  state: {
    loading: { en: 'Loading', es: 'Cargando' },
    retry: { en: 'Try again', es: 'Reintentar' },
    failed: { en: 'This did not work', es: 'Esto no funcionó' },
    cannotRead: { en: 'This could not be read', es: 'No se pudo leer' },
    notDone: { en: 'Nothing was changed.', es: 'No se cambió nada.' },
    maybeDone: {
      en: 'It may have been done all the same. Press the button again: what was done once is not done twice.',
      es: 'Puede que se haya hecho de todos modos. Pulse de nuevo el botón: lo ya hecho no se hace dos veces.',
    },
    request: { en: 'For support: request %{id}', es: 'Para soporte: solicitud %{id}' },
    offline: {
      en: 'No network. What is on the screen stays; nothing new can be read or saved until it is back.',
      es: 'Sin red. Lo que está en pantalla se queda; hasta que vuelva no se puede leer ni guardar nada nuevo.',
    },
    reload: { en: 'Show it as it is now', es: 'Mostrar cómo está ahora' },
    reloadHelp: {
      en: 'What you typed stays. Look at what changed, then press the button again.',
      es: 'Lo que escribió se queda. Mire qué cambió y pulse de nuevo el botón.',
    },
    optional: { en: '%{label} (optional)', es: '%{label} (opcional)' },
    missing: { en: 'Still needed:', es: 'Todavía falta:' },
  },
  fault: {
    offline: {
      en: 'This computer has no network.',
      es: 'Este equipo no tiene red.',
    },
    unreachable: {
      en: 'The desk did not answer. It may be starting again; wait a moment.',
      es: 'La mesa de ayuda no respondió. Puede estar reiniciándose; espere un momento.',
    },
    strange: { en: 'The answer could not be read.', es: 'No se pudo leer la respuesta.' },
  },
  denied: {
    title: { en: 'Your role does not open this page', es: 'Su función no abre esta página' },
    who: { en: 'It is open to: %{roles}.', es: 'La abren: %{roles}.' },
    help: {
      en: 'If it belongs to your work, ask an administrator for that role.',
      es: 'Si es parte de su trabajo, pida esa función a administración.',
    },
    home: { en: 'Go to my desk', es: 'Ir a mi mesa' },
  },
  notFound: {
    title: { en: 'There is no such page', es: 'Esa página no existe' },
    help: {
      en: 'The address may be old. The menu has everything there is.',
      es: 'La dirección puede ser antigua. En el menú está todo lo que hay.',
    },
  },
  broken: {
    title: { en: 'This page failed', es: 'Esta página falló' },
    help: {
      en: 'The fault is in the console. Nothing you saved is lost.',
      es: 'El fallo está en la consola. Lo que guardó no se pierde.',
    },
  },
  form: {
    otherActs: { en: 'Other actions', es: 'Otras acciones' },
    none: { en: 'None', es: 'Ninguno' },
    notADay: {
      en: 'This is not a date. Write 10/13/1988 or 1988-10-13.',
      es: 'No es una fecha. Escriba 13/10/1988 o 1988-10-13.',
    },
    languageLoses: {
      en: 'Something you typed is not saved. Changing the language clears it. Change it all the same?',
      es: 'Hay texto sin guardar. Al cambiar de idioma se borra. ¿Cambiar de todos modos?',
    },
    dayHelp: { en: '10/13/1988 or 1988-10-13', es: '13/10/1988 o 1988-10-13' },
    field: {
      reason: { en: 'Reason', es: 'Motivo' },
      note: { en: 'Note', es: 'Nota' },
    },
  },
  session: {
    left: {
      en: 'Signed out in %{smart_count} minute |||| Signed out in %{smart_count} minutes',
      es: 'La sesión termina en %{smart_count} minuto |||| La sesión termina en %{smart_count} minutos',
    },
    soon: { en: 'Signed out in less than a minute', es: 'La sesión termina en menos de un minuto' },
    stay: { en: 'Stay signed in', es: 'Seguir' },
    lastCall: {
      en: 'This session reaches its longest time. Save what you have; you can sign in again at once.',
      es: 'La sesión llega a su límite. Guarde lo que tenga; puede entrar de nuevo enseguida.',
    },
    ended: { en: 'Your session has ended', es: 'Su sesión ha terminado' },
    endedHelp: {
      en: 'Sign in as %{name} to go on where you were. What you typed is still there.',
      es: 'Entre como %{name} para seguir donde estaba. Lo que escribió sigue ahí.',
    },
    other: { en: 'I am somebody else', es: 'Soy otra persona' },
    codeWanted: { en: 'Enter a code of this moment', es: 'Introduzca un código de ahora' },
    codeHelp: {
      en: 'This needs a sign-in less than five minutes old. Enter the code your authenticator shows now.',
      es: 'Esto pide una sesión de hace menos de cinco minutos. Introduzca el código que su autenticador muestra ahora.',
    },
  },
} as const satisfies Words
