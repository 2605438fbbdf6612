import { questionTexts } from '../../api/quality/words.ts'
import type { Words } from '../core/words/entry.ts'

/** The words of the reviews of calls. */
export const qualityWords = {
  question: questionTexts,
  answer: {
    yes: { en: 'Yes', es: 'Sí' },
    no: { en: 'No', es: 'No' },
    'does-not-apply': { en: 'Does not apply', es: 'No procede' },
  },
  quality: {
    title: { en: 'Call reviews', es: 'Revisión de llamadas' },
    one: { en: 'Call review', es: 'Revisión de una llamada' },
    of: { en: 'Call of %{name}, case %{number}', es: 'Llamada de %{name}, caso %{number}' },
    mine: { en: 'Reviews of my calls', es: 'Revisiones de mis llamadas' },
    mineHelp: {
      en: 'Each month some calls of everyone are drawn by lot and reviewed by a supervisor. You can reply to each review once.',
      es: 'Cada mes se sortean algunas llamadas de cada persona y las revisa un supervisor. Puede responder una vez a cada revisión.',
    },
    mineNone: {
      en: 'None of your calls has been reviewed yet',
      es: 'Aún no se ha revisado ninguna llamada suya',
    },
    none: { en: 'No call matches', es: 'Ninguna llamada coincide' },
    noneHelp: {
      en: 'Once a month is over, draw its calls. Each month is drawn once, by lot.',
      es: 'Cuando termine un mes, sortee sus llamadas. Cada mes se sortea una sola vez.',
    },
    draw: { en: 'Draw a month', es: 'Sortear un mes' },
    drawHelp: {
      en: 'Draws calls of every agent by lot. A month is drawn once; the draw is recorded so that anyone can check it. Leave the month empty for the last one.',
      es: 'Sortea llamadas de cada agente. Cada mes se sortea una vez; el sorteo queda anotado para que cualquiera pueda comprobarlo. Deje el mes vacío para el último.',
    },
    draws: { en: 'Months drawn', es: 'Meses sorteados' },
    drawn: { en: 'Drawn', es: 'Sorteo' },
    seed: { en: 'Seed of the draw', es: 'Semilla del sorteo' },
    month: { en: 'Month', es: 'Mes' },
    agent: { en: 'Agent', es: 'Agente' },
    case: { en: 'Case', es: 'Caso' },
    state: { en: 'Review', es: 'Revisión' },
    reviewed: { en: 'Reviewed', es: 'Revisada' },
    waiting: { en: 'to be reviewed', es: 'por revisar' },
    own: { en: 'your call; a colleague reviews it', es: 'su llamada; la revisa un colega' },
    score: { en: '%{met} of %{asked}', es: '%{met} de %{asked}' },
    reviewedBy: { en: 'Reviewed by %{name}', es: 'La revisó %{name}' },
    open: {
      en: 'Open the call of %{name}, case %{number}',
      es: 'Abrir la llamada de %{name}, caso %{number}',
    },
    call: { en: 'The call', es: 'La llamada' },
    verified: { en: 'Callers verified', es: 'Identidad comprobada' },
    noVerified: { en: 'No one was verified', es: 'No se verificó a nadie' },
    failed: { en: 'not proved', es: 'no demostrada' },
    level: { en: 'identity level %{level}', es: 'nivel de identidad %{level}' },
    notes: { en: 'Notes', es: 'Notas' },
    noNotes: { en: 'No notes', es: 'Sin notas' },
    closedAs: { en: 'Closed as', es: 'Cerrado como' },
    review: { en: 'Review', es: 'Revisión' },
    remark: { en: 'Remark', es: 'Comentario' },
    reply: { en: 'Reply of the agent', es: 'Respuesta del agente' },
    replied: { en: 'replied', es: 'respondida' },
  },
} as const satisfies Words
