import type { UndecidedKind } from '../acts/undecided.ts'
import type { Missing } from '../core/problemBody.ts'
import { rule, said, type Words } from '../core/words.ts'

export const noCase = { en: 'case', es: 'el caso' }
export const caseClosed = said(
  'case-closed',
  'The case is closed. Open a new one.',
  'El caso está cerrado. Abra uno nuevo.',
)
export const caseChanged = said(
  'case-changed',
  'Someone else changed this case in the meantime. Look at it as it is now, then try again.',
  'Otra persona cambió este caso mientras tanto. Vea cómo está ahora e inténtelo de nuevo.',
)
export const caseIsDesks = said(
  'case-is-the-desks',
  'This case is with the help desk already.',
  'Este caso ya está en la mesa de ayuda.',
)
export const caseNotClosed = said('case-not-closed', 'This case is not closed.', 'Este caso no está cerrado.')
export const closedLongAgo = (days: number) =>
  said(
    'closed-long-ago',
    `This case was closed more than ${days} days ago. Open a new one.`,
    `Este caso se cerró hace más de ${days} días. Abra uno nuevo.`,
  )
export const noView = { en: 'view', es: 'la vista' }
export const notInForm = said('not-in-form', 'is no field of this form', 'no es un campo de este formulario')
export const isItself = said('is-itself', 'is this case itself', 'es este mismo caso')
export const mergedElsewhere = said(
  'others-merged-into-it',
  'cannot be chosen while other cases are merged into this one: merge that case into this one',
  'no se puede elegir mientras otros casos estén combinados con este: combine aquel con este',
)
export const openedLater = said(
  'opened-later',
  'was opened after this case, and the patient has waited since the first: merge that case into this one, or close each by itself',
  'se abrió después de este caso, y el paciente espera desde el primero: combine aquel con este, o cierre cada uno por su lado',
)
export const caseMerged = (number: number) =>
  said('case-merged', `This case goes on as case ${number}.`, `Este caso continúa como el caso ${number}.`)
export const notMerged = said(
  'case-not-merged',
  'This case was not merged into another.',
  'Este caso no se combinó con otro.',
)
export const workedSince = said(
  'worked-since',
  'Something was done in one of the two cases since they were merged: they can no longer be separated.',
  'Algo se hizo en uno de los dos casos desde que se combinaron: ya no se pueden separar.',
)
export const noCaseOfNumber = said('no-case-of-number', 'is no case', 'no es un caso')
export const samePatients = said(
  'same-patients-case',
  'is a case of the same patient: merge the two instead',
  'es un caso del mismo paciente: combine los dos',
)
export const linkedAlready = said(
  'linked-already',
  'cannot be linked: one of the two cases is linked already',
  'no se puede vincular: uno de los dos casos ya está vinculado',
)
export const notLinked = said(
  'case-not-linked',
  'This case is under no other.',
  'Este caso no depende de otro.',
)
export const alreadyThere = said(
  'already-in-queue',
  'is where this case already is',
  'es donde ya está este caso',
)
export const answerNeeded = rule(
  'is needed: the team that receives the case cannot begin without it',
  'hace falta: el equipo que recibe el caso no puede empezar sin ello',
)
export const noSuchAnswer = rule('is not one of the answers', 'no es una de las respuestas')
export const noSuchQuestion = rule('is not asked by that team', 'no lo pregunta ese equipo')
export const notThisPatients = said(
  'not-this-patients-case',
  'is not a case of this patient',
  'no es un caso de este paciente',
)
export const notActiveStaff = said(
  'not-active-staff',
  'is not an active staff member',
  'no es un miembro activo del personal',
)
export const nobodySignedIn = said(
  'nobody-signed-in',
  'cannot be “Patient signed in”: the patient has not signed in since the case was opened',
  'no puede ser «El paciente inició sesión»: no lo ha hecho desde que se abrió el caso',
)

export const notTheirQueue = said(
  'not-their-queue',
  'does not work in the queue this case is in',
  'no trabaja en la cola de este caso',
)

export const notInFuture = said('not-in-future', 'must be in the future', 'debe estar en el futuro')
export const tooFarAhead = (days: number) =>
  said('too-far-ahead', `must be within ${days} days`, `debe ser dentro de ${days} días`)
export const postponedOften = (times: number) =>
  said(
    'postponed-often',
    `A call back was agreed ${times} times in a row. Call the patient now, transfer the case, or have a supervisor assign it.`,
    `Se acordó volver a llamar ${times} veces seguidas. Llame ahora al paciente, transfiera el caso o pida a un supervisor que lo asigne.`,
  )
export const someoneHasIt = said(
  'case-assigned',
  'Someone has this case. They can put it back, or a supervisor can assign it to you.',
  'Alguien tiene este caso. Esa persona puede dejarlo, o un supervisor puede asignárselo a usted.',
)
export const notWaiting = said(
  'case-not-waiting',
  'This case does not wait for the patient.',
  'Este caso no espera al paciente.',
)
export const nothingWaits = said(
  'nothing-waits',
  'No case waits for someone in your queues.',
  'Ningún caso espera en sus colas.',
)
export const notTheirCase = said(
  'not-holder',
  'This case is not assigned to you.',
  'Este caso no está asignado a usted.',
)

/** What medical records has to decide about a patient, as it is listed. */
export const undecidedWords: Record<UndecidedKind, Words> = {
  correction: { en: 'a request for a correction', es: 'una petición de corrección' },
  custody: { en: 'a doubt about custody', es: 'una duda de custodia' },
  duplicate: {
    en: 'a record that may be the same person’s',
    es: 'un expediente que puede ser de la misma persona',
  },
  conflict: {
    en: 'an update that may be about a different person',
    es: 'una actualización que puede ser de otra persona',
  },
}
export const waitsForRecords = said(
  'records-decides-first',
  'Medical records has something to decide about this patient first: {what}. Until then the case stays with them.',
  'Expedientes médicos tiene antes algo que decidir sobre este paciente: {what}. Hasta entonces el caso sigue ahí.',
)

export const missing = {
  queue: {
    code: 'queue',
    message: {
      en: 'the role that works the queue this case was transferred to',
      es: 'la función que atiende la cola a la que se transfirió este caso',
    },
  },
  ownCase: {
    code: 'second-person',
    message: {
      en: 'a colleague: this case is about your own record',
      es: 'un colega: este caso trata de su propio expediente',
    },
  },
} satisfies Record<string, Missing>
