import type { Words } from '../core/words/entry.ts'

/** The words of the page a person lands on. */
export const homeWords = {
  menu: {
    home: { en: 'My desk', es: 'Mi mesa' },
    adoption: { en: 'Portal adoption', es: 'Uso del portal' },
  },
  home: {
    myCases: { en: 'My open cases', es: 'Mis casos abiertos' },
    noCasesHelp: {
      en: 'Find a patient to begin a call.',
      es: 'Busque un paciente para empezar una llamada.',
    },
    unassigned: { en: 'Unassigned cases', es: 'Casos sin asignar' },
    noUnassignedHelp: {
      en: 'Every open case is assigned to someone.',
      es: 'Todos los casos abiertos están asignados.',
    },
    due: { en: 'Due cases', es: 'Casos que vencen' },
    noneDueHelp: {
      en: 'No case of your queues is late or about to be.',
      es: 'Ningún caso de sus colas está vencido ni a punto de vencer.',
    },
    handed: { en: 'Transferred to us', es: 'Transferidos a nosotros' },
    toCall: { en: 'To call back now', es: 'Por llamar ahora' },
    answered: { en: 'Answered by another team', es: 'Respondidos por otro equipo' },
    noneHandedHelp: {
      en: 'Nothing that another team left for you.',
      es: 'Nada que otro equipo haya dejado para usted.',
    },
    all: { en: 'Show all %{total}', es: 'Mostrar los %{total}' },
  },
} as const satisfies Words
