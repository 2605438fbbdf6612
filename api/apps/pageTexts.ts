import type { Words } from '../core/words.ts'

/** What patients read of apps. */
export const appPageTexts = {
  title: {
    en: 'An app asks to read your health record',
    es: 'Una aplicación pide leer su expediente de salud',
  },
  asks: {
    en: '{name} ({publisher}) asks to read the health record we keep. It can change nothing.',
    es: '{name} ({publisher}) pide leer el expediente de salud que guardamos. No puede cambiar nada.',
  },
  what: { en: 'What it would read', es: 'Lo que leería' },
  nothing: { en: 'Nothing but who you are here.', es: 'Nada más que quién es usted aquí.' },
  howLong: { en: 'For how long', es: 'Por cuánto tiempo' },
  days: {
    en: 'For {days:day|days}, also while you do not use it, unless you end it before. You can end it at any time on the page “Apps”.',
    es: 'Por {days:día|días}, aunque no la use, salvo que le ponga fin antes. Puede terminarlo en cualquier momento en la página «Aplicaciones».',
  },
  minutes: { en: 'For {minutes:minute|minutes}, once.', es: 'Por {minutes:minuto|minutos}, una vez.' },
  warning: {
    en: 'What {name} does with it is not up to us, and the laws that bind hospitals may not bind it. If you did not start this in an app yourself, do not allow it.',
    es: 'Lo que {name} haga con ello no depende de nosotros, y las leyes que obligan a los hospitales pueden no obligarla. Si usted no empezó esto en una aplicación, no lo permita.',
  },
  whose: { en: 'Whose record', es: 'De quién es el expediente' },
  mine: { en: 'Mine', es: 'Mío' },
  goOn: { en: 'Go back to {name}', es: 'Volver a {name}' },
  decided: { en: 'Your answer is saved.', es: 'Su respuesta quedó guardada.' },
  apps: { en: 'Apps', es: 'Aplicaciones' },
  about: {
    en: 'See and end what you allowed apps to read',
    es: 'Vea lo que permitió leer a aplicaciones y póngale fin',
  },
  intro: {
    en: 'These apps may read your health record because you allowed it.',
    es: 'Estas aplicaciones pueden leer su expediente de salud porque usted lo permitió.',
  },
  none: {
    en: 'No app may read your health record. An app asks you here first.',
    es: 'Ninguna aplicación puede leer su expediente de salud. Antes se lo pregunta aquí.',
  },
  forOther: { en: 'the record of someone you act for', es: 'el expediente de alguien por quien usted actúa' },
  since: { en: 'Since {from}, until {until}.', es: 'Desde {from} hasta {until}.' },
  ended: { en: 'The app can read nothing any more.', es: 'La aplicación ya no puede leer nada.' },
  problem: { en: 'This did not work', es: 'Esto no funcionó' },
  startAgain: {
    en: 'The app could not be let in. Go back to it and start again; if that does not help, tell the makers of the app what stands below.',
    es: 'No se pudo dar paso a la aplicación. Vuelva a ella y empiece de nuevo; si no ayuda, diga a quienes hacen la aplicación lo que está abajo.',
  },
} as const satisfies Record<string, Words>
