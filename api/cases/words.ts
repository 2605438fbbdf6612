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
