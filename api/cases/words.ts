import type { Missing } from '../core/errors.ts'
import { rule, said } from '../core/words.ts'

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
