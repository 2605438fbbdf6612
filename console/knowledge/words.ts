import type { Words } from '../core/words/entry.ts'

/** The words of what agents are told to say and do. */
export const knowledgeWords = {
  knowledge: {
    title: { en: 'What to say and do', es: 'Qué decir y hacer' },
    menu: { en: 'Knowledge', es: 'Guía' },
    intro: {
      en: 'For each cause: what to tell the caller, and the steps. Supervisors and the privacy officer write it in the words of this hospital; another of them approves.',
      es: 'Para cada causa: qué decir a quien llama, y los pasos. Lo escriben los supervisores y el responsable de privacidad con las palabras de este hospital; otro de ellos lo aprueba.',
    },
    find: { en: 'Find an article', es: 'Buscar un artículo' },
    none: { en: 'No article has these words', es: 'Ningún artículo contiene esas palabras' },
    noneHelp: {
      en: 'Try one word of the cause or of what the caller says.',
      es: 'Pruebe con una palabra de la causa o de lo que dice quien llama.',
    },
    say: { en: 'Say', es: 'Diga' },
    do: { en: 'Do', es: 'Haga' },
    version: { en: 'Version %{n}, approved %{at}', es: 'Versión %{n}, aprobada %{at}' },
    ours: { en: 'As the product comes', es: 'Como viene con el producto' },
    write: { en: 'Write a new version', es: 'Escribir una versión nueva' },
    toSay: { en: 'What to say', es: 'Qué decir' },
    toDo: { en: 'What to do, a step a line', es: 'Qué hacer, un paso por línea' },
    writeHelp: {
      en: 'Agents go on reading the old version until another person approves this one. No names and no numbers of patients.',
      es: 'Los agentes siguen leyendo la versión anterior hasta que otra persona apruebe esta. Sin nombres ni números de pacientes.',
    },
    waiting: { en: 'Waiting for approval', es: 'Por aprobar' },
    by: { en: '%{name}, %{at}', es: '%{name}, %{at}' },
    inLanguage: {
      en: { en: 'in English', es: 'en inglés' },
      es: { en: 'in Spanish', es: 'en español' },
    },
    approve: { en: 'Approve', es: 'Aprobar' },
    decline: { en: 'Decline', es: 'Rechazar' },
    withdraw: { en: 'Withdraw', es: 'Retirar' },
  },
  macro: {
    title: { en: 'Texts for notes', es: 'Textos para notas' },
    intro: {
      en: 'Agents put them into a note of a case. In braces stands what the case fills in: {caseNumber}, {queue}, {cause}, {date}, {agent}; nothing else, and nothing about a patient.',
      es: 'Los agentes los ponen en una nota de un caso. Entre llaves va lo que el caso completa: {caseNumber}, {queue}, {cause}, {date}, {agent}; nada más, y nada sobre un paciente.',
    },
    none: { en: 'No texts yet', es: 'Aún no hay textos' },
    noneHelp: {
      en: 'A supervisor or the privacy officer writes the first, and another of them approves it.',
      es: 'Un supervisor o el responsable de privacidad escribe el primero, y otro lo aprueba.',
    },
    any: { en: 'for every case', es: 'para cualquier caso' },
    insert: { en: 'Insert a text', es: 'Insertar un texto' },
    insertHelp: {
      en: 'Type a word of its title; Enter puts it into the note.',
      es: 'Escriba una palabra del título; Intro lo pone en la nota.',
    },
    noQueue: { en: 'the help desk', es: 'la mesa de ayuda' },
  },
} as const satisfies Words
