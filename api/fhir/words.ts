import { said, type Words } from '../core/words.ts'

export const nothingThere: Words = { en: 'resource', es: 'recurso' }
export const notOnce: Words = { en: 'may be given once', es: 'solo puede indicarse una vez' }
export const notAPage: Words = {
  en: 'is no page of yours; search again',
  es: 'no es una página suya; repita la búsqueda',
}
export const noCount: Words = { en: 'must be a whole number from 1', es: 'debe ser un número entero desde 1' }
export const alone: Words = { en: 'is given alone', es: 'se indica solo' }
export const noType: Words = {
  en: 'names a type that is not read here',
  es: 'nombra un tipo que aquí no se lee',
}
export const noDate: Words = {
  en: 'must be a date such as 2026-01-31, after eq, ne, gt, lt, ge, le, sa, eb or nothing',
  es: 'debe ser una fecha como 2026-01-31, tras eq, ne, gt, lt, ge, le, sa, eb o nada',
}
export const notKnown: Words = { en: 'is not a known field', es: 'no es un campo conocido' }
export const notThatDate: Words = {
  en: 'must be a date after eq, gt, lt, ge, le, sa, eb or nothing',
  es: 'debe ser una fecha tras eq, gt, lt, ge, le, sa, eb o nada',
}
export const noOutcome: Words = { en: 'must be 0, 4 or 8', es: 'debe ser 0, 4 u 8' }
export const noOrder: Words = { en: 'must be date or -date', es: 'debe ser date o -date' }
export const noPatient: Words = {
  en: 'must be the id of a patient, or Patient/ and the id',
  es: 'debe ser el id de un paciente, o Patient/ y el id',
}
export const notInScope = said(
  'not-in-scope',
  'The patient did not allow this app to read {type}.',
  'El paciente no permitió a esta aplicación leer {type}.',
)
