import type { Words } from './entry.ts'

/** The words every page shares. */
export const coreWords = {
  state: {
    loading: { en: 'Loading', es: 'Cargando' },
    retry: { en: 'Try again', es: 'Reintentar' },
    failed: { en: 'That did not work', es: 'No funcionó' },
    cannotRead: { en: 'This could not be read', es: 'No se pudo leer' },
    notDone: { en: 'Nothing was changed.', es: 'No se cambió nada.' },
    maybeDone: {
      en: 'It may have been done all the same. Press the button again: it will not be done twice.',
      es: 'Puede que se haya hecho de todos modos. Presione de nuevo el botón: no se hará dos veces.',
    },
    request: { en: 'Give this to support: request %{id}', es: 'Indique esto a soporte: solicitud %{id}' },
    offline: {
      en: 'You are offline. What is on the screen stays; nothing new can be loaded or saved until the network is back.',
      es: 'Sin conexión. Lo que está en pantalla se queda; hasta que vuelva la red no se puede cargar ni guardar nada.',
    },
    reload: { en: 'Show the latest', es: 'Mostrar lo más reciente' },
    reloadHelp: {
      en: 'What you typed stays. See what changed, then press the button again.',
      es: 'Lo que escribió se queda. Vea qué cambió y presione de nuevo el botón.',
    },
    optional: { en: '%{label} (optional)', es: '%{label} (opcional)' },
    waitMinutes: {
      en: 'You can try again in a minute. |||| You can try again in %{smart_count} minutes.',
      es: 'Puede intentarlo de nuevo en un minuto. |||| Puede intentarlo de nuevo en %{smart_count} minutos.',
    },
    waitHours: {
      en: 'You can try again in an hour. |||| You can try again in %{smart_count} hours.',
      es: 'Puede intentarlo de nuevo en una hora. |||| Puede intentarlo de nuevo en %{smart_count} horas.',
    },
    missing: { en: 'Still needed:', es: 'Todavía hace falta:' },
  },
  fault: {
    offline: {
      en: 'This computer is offline.',
      es: 'Este equipo no tiene conexión.',
    },
    unreachable: {
      en: 'Portal Desk did not respond. It may be restarting; wait a moment.',
      es: 'Portal Desk no respondió. Puede estar reiniciándose; espere un momento.',
    },
    noRecord: {
      en: 'No record has this address. It may have been cut off.',
      es: 'Ningún registro tiene esta dirección. Puede que esté incompleta.',
    },
    strange: { en: 'The response could not be read.', es: 'No se pudo leer la respuesta.' },
  },
  denied: {
    title: { en: 'Your role cannot open this page', es: 'Su función no permite abrir esta página' },
    who: { en: 'Roles that can: %{roles}.', es: 'Funciones que sí pueden: %{roles}.' },
    help: {
      en: 'If you need it for your work, ask an administrator for that role.',
      es: 'Si lo necesita para su trabajo, pida esa función a un administrador.',
    },
    home: { en: 'Go to my desk', es: 'Ir a mi mesa' },
  },
  notFound: {
    title: { en: 'Page not found', es: 'Esa página no existe' },
    help: {
      en: 'The link may be out of date. Everything you can open is in the menu.',
      es: 'El enlace puede ser antiguo. Todo lo que puede abrir está en el menú.',
    },
  },
  broken: {
    title: { en: 'This page failed', es: 'Esta página falló' },
    help: {
      en: 'The error is in Portal Desk itself. Nothing you saved is lost.',
      es: 'El error está en Portal Desk. No se pierde nada de lo que guardó.',
    },
  },
  form: {
    otherActs: { en: 'Actions', es: 'Acciones' },
    none: { en: 'None', es: 'Ninguno' },
    more: { en: 'More questions', es: 'Más preguntas' },
    draft: {
      en: 'This is a draft that only you can see, kept',
      es: 'Este es un borrador que solo usted puede ver, guardado',
    },
    discardDraft: { en: 'Discard the draft', es: 'Descartar el borrador' },
    notADay: {
      en: 'This is not a date. Write 10/13/1988 or 1988-10-13.',
      es: 'No es una fecha. Escriba 13/10/1988 o 1988-10-13.',
    },
    dayHelp: { en: '10/13/1988 or 1988-10-13', es: '13/10/1988 o 1988-10-13' },
    field: {
      reason: { en: 'Reason', es: 'Motivo' },
      note: { en: 'Note', es: 'Nota' },
    },
  },
  session: {
    left: {
      en: 'You will be signed out in %{smart_count} minute |||| You will be signed out in %{smart_count} minutes',
      es: 'La sesión termina en %{smart_count} minuto |||| La sesión termina en %{smart_count} minutos',
    },
    soon: {
      en: 'You will be signed out in less than a minute',
      es: 'La sesión termina en menos de un minuto',
    },
    stay: { en: 'Stay signed in', es: 'Mantener la sesión' },
    lastCall: {
      en: 'This session has reached its time limit. Save your work; you can sign in again right away.',
      es: 'La sesión llega a su límite de tiempo. Guarde su trabajo; puede iniciar sesión de nuevo enseguida.',
    },
    ended: { en: 'Your session has ended', es: 'Su sesión ha terminado' },
    endedHelp: {
      en: 'Sign in as %{name} to continue where you were. What you typed is still there.',
      es: 'Inicie sesión como %{name} para seguir donde estaba. Lo que escribió sigue ahí.',
    },
    other: { en: 'I am someone else', es: 'Soy otra persona' },
    codeWanted: { en: 'Confirm that it is you', es: 'Confirme que es usted' },
    codeHelp: {
      en: 'This needs a recent sign-in. Enter the code your authenticator app shows now, or use your passkey if you have one.',
      es: 'Esto requiere un inicio de sesión reciente. Escriba el código que muestra ahora su aplicación de autenticación, o use su llave de acceso si la tiene.',
    },
  },
  passkey: {
    use: { en: 'Use a passkey', es: 'Usar una llave de acceso' },
    notUsed: {
      en: 'The passkey was not used. Try again, or use a code.',
      es: 'La llave de acceso no se usó. Inténtelo de nuevo o use un código.',
    },
    onDevice: {
      en: 'This device already has a passkey of yours. Use that one, or add one on another device.',
      es: 'Este dispositivo ya tiene una llave de acceso suya. Use esa, o añada una en otro dispositivo.',
    },
    title: { en: 'Passkeys', es: 'Llaves de acceso' },
    help: {
      en: 'A passkey takes the place of the code when you sign in: your phone, your computer or a security key, opened by fingerprint, face or PIN. Removing one ends your other sessions.',
      es: 'Una llave de acceso sustituye al código al iniciar sesión: su teléfono, su equipo o una llave de seguridad, que se abre con la huella, la cara o un PIN. Al quitar una se cierran sus demás sesiones.',
    },
    name: { en: 'Name', es: 'Nombre' },
    added: { en: 'Added', es: 'Añadida' },
    unable: {
      en: 'This browser cannot use passkeys here. A current browser can, at this hospital’s own address of Portal Desk.',
      es: 'Este navegador no puede usar llaves de acceso aquí. Un navegador actual sí puede, en la dirección propia de Portal Desk de este hospital.',
    },
  },
  keys: {
    title: { en: 'Keyboard shortcuts', es: 'Atajos de teclado' },
    use: { en: 'Use single letters as shortcuts', es: 'Usar letras sueltas como atajos' },
    anywhere: { en: 'On every page', es: 'En todas las páginas' },
    lists: { en: 'In lists', es: 'En las listas' },
    case: { en: 'In a case', es: 'En un caso' },
    next: { en: 'Next row', es: 'Fila siguiente' },
    last: { en: 'Previous row', es: 'Fila anterior' },
    open: { en: 'Open the row', es: 'Abrir la fila' },
    close: { en: 'Close', es: 'Cerrar' },
    take: { en: 'Take the case or put it back', es: 'Tomar el caso o dejarlo' },
  },
} as const satisfies Words
