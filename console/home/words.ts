import type { Words } from '../core/words/entry.ts'

/** The words of the page a person lands on. */
export const homeWords = {
  menu: {
    home: { en: 'My desk', es: 'Mi mesa' },
    adoption: { en: 'Adoption', es: 'Adopción' },
  },
  home: {
    myCases: { en: 'My open cases', es: 'Mis casos abiertos' },
    noCasesHelp: {
      en: 'Find a patient to begin a call.',
      es: 'Busque un paciente para empezar una llamada.',
    },
    unassigned: { en: 'Cases nobody has yet', es: 'Casos sin asignar' },
    noUnassignedHelp: {
      en: 'Every open case is with somebody.',
      es: 'Todos los casos abiertos tienen a alguien.',
    },
    all: { en: 'All %{total}', es: 'Los %{total}' },
  },
} as const satisfies Words
