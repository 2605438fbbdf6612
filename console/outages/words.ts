import type { Words } from '../core/words/entry.ts'

/** The words of outages and announcements. */
export const outagesWords = {
  outage: {
    title: { en: 'Outages and announcements', es: 'Interrupciones y anuncios' },
    menu: { en: 'Outages', es: 'Interrupciones' },
    intro: {
      en: 'Patients read these on every page of the portal, before and after they sign in. While an outage goes on, each call shows it first.',
      es: 'Los pacientes los leen en cada página del portal, antes y después de iniciar sesión. Mientras dura una interrupción, cada llamada la muestra primero.',
    },
    which: { en: 'Which ones', es: 'Cuáles' },
    goesOn: { en: 'Now', es: 'Ahora' },
    over: { en: 'Over', es: 'Terminados' },
    none: { en: 'Nothing here', es: 'No hay nada' },
    noneHelp: {
      en: 'As far as the desk knows, the portal is up.',
      es: 'Por lo que sabe la mesa de ayuda, el portal funciona.',
    },
    what: { en: 'What it is', es: 'Qué es' },
    kinds: {
      outage: { en: 'Outage', es: 'Interrupción' },
      announcement: { en: 'Announcement', es: 'Anuncio' },
    },
    patients: { en: 'What patients read', es: 'Lo que leen los pacientes' },
    since: { en: 'Since', es: 'Desde' },
    ended: { en: 'Over', es: 'Terminó' },
    reportHelp: {
      en: 'Say in plain words what does not work and what patients can do meanwhile. Name no patient and no clinic’s trouble.',
      es: 'Diga con palabras sencillas qué no funciona y qué pueden hacer los pacientes mientras tanto. No nombre a ningún paciente ni problemas de una clínica.',
    },
  },
} as const satisfies Words
