import type { Words } from '../core/words/entry.ts'

/** The words of activation letters: their list, the register, and the letter itself. */
export const lettersWords = {
  letter: {
    title: { en: 'Letters', es: 'Cartas' },
    register: { en: 'Register of letters', es: 'Registro de cartas' },
    which: { en: 'Which letters', es: 'Qué cartas' },
    none: { en: 'No letters here', es: 'No hay cartas' },
    noneHelp: {
      en: 'The help desk asks for a letter when a patient has no email address that can be trusted.',
      es: 'La mesa de ayuda pide una carta cuando un paciente no tiene un correo electrónico de confianza.',
    },
    patient: { en: 'Patient', es: 'Paciente' },
    caseNumber: { en: 'Case', es: 'Caso' },
    caseOf: { en: 'Case %{number}', es: 'Caso %{number}' },
    ordered: { en: 'Asked for', es: 'Pedida' },
    orderedBy: { en: 'Asked for by', es: 'Pedida por' },
    state: { en: 'Status', es: 'Estado' },
    printHelp: {
      en: 'Each letter gets a new code, which is shown only now and printed. Links and codes the patient had before stop working. Letters you asked for yourself, or to people you know, stay for a colleague.',
      es: 'Cada carta recibe un código nuevo, que solo se muestra ahora y se imprime. Los enlaces y códigos anteriores del paciente dejan de servir. Las cartas que pidió usted, o para personas que conoce, quedan para un colega.',
    },
    print: { en: 'Print the waiting letters', es: 'Imprimir las cartas en espera' },
    printNow: { en: 'Print', es: 'Imprimir' },
    printed: { en: 'Letters to print: %{count}', es: 'Cartas por imprimir: %{count}' },
    lapsed: {
      en: 'Letters no longer needed, or to an address that changed: %{count}. They were taken off the list.',
      es: 'Cartas que ya no hacen falta o cuyo domicilio cambió: %{count}. Se quitaron de la lista.',
    },
    onlyNow: {
      en: 'The codes are shown only here. Print before you close; a letter that was lost is marked as spoiled and printed anew.',
      es: 'Los códigos solo se muestran aquí. Imprima antes de cerrar; una carta perdida se marca como estropeada y se imprime de nuevo.',
    },
    close: { en: 'Close', es: 'Cerrar' },
    printedAt: { en: 'Printed', es: 'Impresas' },
    printedBy: { en: 'Printed by', es: 'Impresas por' },
    count: { en: 'Letters', es: 'Cartas' },
    postedAt: { en: 'Posted', es: 'Enviadas' },
    notPosted: { en: 'Not posted yet', es: 'Aún sin enviar' },
    post: { en: 'Mark as posted', es: 'Marcar como enviadas' },
    postHelp: {
      en: 'All letters of this batch that were not spoiled are in the mail.',
      es: 'Todas las cartas de este lote que no se estropearon están en el correo.',
    },
    noBatches: { en: 'Nothing was printed yet', es: 'Aún no se ha impreso nada' },
  },
  letterState: {
    waiting: { en: 'Waiting to be printed', es: 'En espera de imprimirse' },
    printed: { en: 'Printed', es: 'Impresa' },
    posted: { en: 'Posted', es: 'Enviada' },
    spoiled: { en: 'Spoiled', es: 'Estropeada' },
    returned: { en: 'Returned', es: 'Devuelta' },
    lapsed: { en: 'Not needed any more', es: 'Ya no hace falta' },
  },
} as const satisfies Words
