import { said } from '../core/words.ts'
import type { TypeName } from '../fhir/types.ts'

export const noRequest = { en: 'request of an app', es: 'una solicitud de una aplicación' }
export const noAccess = { en: 'app of yours', es: 'una aplicación suya' }
export const serversOnly = said(
  'servers-only',
  'must all be https: an app on a phone or a computer keeps no secret and no key',
  'deben ser todas https: una aplicación en un teléfono o una computadora no guarda ningún secreto ni clave',
)
export const oneOrOther = said(
  'keys-twice',
  'is said beside pasted keys: give one of them',
  'se indica junto a claves pegadas: dé solo una de las dos',
)
export const nothingToChange = said(
  'app-shows-nothing',
  'This app runs on a phone or in a page: it has no secret and no keys.',
  'Esta aplicación funciona en un teléfono o en una página: no tiene secreto ni claves.',
)
export const noApp = { en: 'app', es: 'la aplicación' }
export const decidedAlready = said(
  'app-decided',
  'This was decided already. Start again in the app.',
  'Esto ya se decidió. Empiece de nuevo en la aplicación.',
)
export const appRevoked = said(
  'app-revoked',
  'This app was revoked already.',
  'Esta aplicación ya fue revocada.',
)

/** What the types of a record are to a patient. */
export const typeTexts: Record<TypeName, { en: string; es: string }> = {
  Patient: {
    en: 'Who you are: name, date of birth, address, phone number',
    es: 'Quién es usted: nombre, fecha de nacimiento, dirección, teléfono',
  },
  Condition: { en: 'Health problems', es: 'Problemas de salud' },
  AllergyIntolerance: { en: 'Allergies', es: 'Alergias' },
  MedicationRequest: { en: 'Medications', es: 'Medicamentos' },
  Procedure: { en: 'Procedures', es: 'Procedimientos' },
  Immunization: { en: 'Immunizations', es: 'Vacunas' },
  Observation: { en: 'Test results and measurements', es: 'Resultados y mediciones' },
  DiagnosticReport: { en: 'Reports', es: 'Informes' },
  DocumentReference: { en: 'Documents', es: 'Documentos' },
  CareTeam: { en: 'Your care team', es: 'Su equipo de atención' },
  Encounter: { en: 'Past visits', es: 'Visitas pasadas' },
  Appointment: { en: 'Visits that were booked', es: 'Citas reservadas' },
}
