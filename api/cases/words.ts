import type { Missing } from '../core/errors.ts'
import { said } from '../core/words.ts'

export const noCase = { en: 'case', es: 'el caso' }
export const caseClosed = said(
  'case-closed',
  'The case is closed. Open a new one.',
  'El caso está cerrado. Abra uno nuevo.',
)
export const caseChanged = said(
  'case-changed',
  'The case changed meanwhile; reload.',
  'El caso cambió mientras tanto; actualice.',
)
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
  'cannot be “signed-in”: no sign-in was seen since the case was opened',
  'no puede ser «signed-in»: no se vio ningún inicio de sesión desde que se abrió el caso',
)

export const notTheirQueue = said(
  'not-their-queue',
  'does not work the queue this case is in',
  'no trabaja la cola en que está este caso',
)

export const missing = {
  queue: {
    code: 'queue',
    message: {
      en: 'the role of the queue this case was handed to',
      es: 'la función de la cola a la que se traspasó este caso',
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
