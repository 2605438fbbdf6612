import type { Language } from '../core/words.ts'
import { type Field, fields, type LevelOf, levelsOf, type Pattern } from './levels.ts'

/** What each level is called: a score in words. What the records do not say is not spoken of. */
export const levelTexts: { [F in Field]: Record<LevelOf<F>, Record<Language, string>> } = {
  birth: {
    same: { en: 'same date of birth', es: 'misma fecha de nacimiento' },
    swapped: { en: 'day and month of birth swapped', es: 'día y mes de nacimiento intercambiados' },
    slip: { en: 'dates of birth one digit apart', es: 'fechas de nacimiento con un dígito distinto' },
    'two-parts': {
      en: 'two of three parts of the date of birth agree',
      es: 'coinciden dos de tres partes de la fecha',
    },
    days: { en: 'dates of birth a few days apart', es: 'fechas de nacimiento con pocos días de diferencia' },
    year: { en: 'dates of birth within a year', es: 'fechas de nacimiento a menos de un año' },
    differs: { en: 'different dates of birth', es: 'fechas de nacimiento distintas' },
  },
  family: {
    same: { en: 'same last name', es: 'mismo apellido' },
    'other-name': {
      en: 'a former or second last name agrees',
      es: 'coincide un apellido anterior o segundo',
    },
    swapped: { en: 'last name stands as the first name', es: 'el apellido figura como nombre' },
    near: { en: 'last name spelled alike', es: 'apellido escrito de forma parecida' },
    alike: { en: 'last name somewhat alike', es: 'apellido algo parecido' },
    differs: { en: 'different last names', es: 'apellidos distintos' },
  },
  given: {
    same: { en: 'same first name', es: 'mismo nombre' },
    nickname: { en: 'first name is a short form of the other', es: 'un nombre es forma corta del otro' },
    swapped: { en: 'first name stands as the last name', es: 'el nombre figura como apellido' },
    near: { en: 'first name spelled alike', es: 'nombre escrito de forma parecida' },
    initial: { en: 'one first name begins the other', es: 'un nombre es el comienzo del otro' },
    alike: { en: 'first name somewhat alike', es: 'nombre algo parecido' },
    differs: { en: 'different first names', es: 'nombres distintos' },
  },
  place: {
    same: { en: 'same address', es: 'misma dirección' },
    street: { en: 'address written alike', es: 'dirección escrita de forma parecida' },
    postal: { en: 'same ZIP code', es: 'mismo código postal' },
    city: { en: 'same city', es: 'misma ciudad' },
    'city-alike': { en: 'city spelled alike', es: 'ciudad escrita de forma parecida' },
    differs: { en: 'different addresses', es: 'direcciones distintas' },
  },
  email: {
    same: { en: 'same email', es: 'mismo correo' },
    near: { en: 'email spelled alike', es: 'correo escrito de forma parecida' },
    name: { en: 'same email name at another provider', es: 'mismo nombre de correo en otro proveedor' },
    differs: { en: 'different emails', es: 'correos distintos' },
  },
  phone: {
    same: { en: 'same telephone', es: 'mismo teléfono' },
    slip: { en: 'telephones one digit apart', es: 'teléfonos con un dígito distinto' },
    differs: { en: 'different telephones', es: 'teléfonos distintos' },
  },
  number: {
    same: { en: 'same number of one issuer', es: 'mismo número de un emisor' },
    slip: { en: 'record numbers one digit apart', es: 'números de expediente con un dígito distinto' },
    differs: { en: 'different record numbers', es: 'números de expediente distintos' },
  },
  sex: {
    same: { en: 'same sex', es: 'mismo sexo' },
    differs: { en: 'different sex', es: 'sexo distinto' },
  },
  suffix: {
    same: { en: 'same suffix', es: 'mismo sufijo' },
    differs: { en: 'different suffix (another generation)', es: 'sufijo distinto (otra generación)' },
  },
}

/** How two records agree, field by field, what agrees first; the names of levels as a pair keeps them. */
export function saidOf(levels: Readonly<Record<string, string>>, language: Language) {
  return fields
    .flatMap((field) => {
      const level = levels[field]
      const words = level && (levelTexts[field] as Record<string, Record<Language, string>>)[level]
      return words ? [{ field, level, words: words[language] }] : []
    })
    .toSorted((a, b) => Number(a.level === 'differs') - Number(b.level === 'differs'))
}

/** A pattern in words, what agrees first: “same date of birth; last name spelled alike; different telephones”. */
export const inWords = (pattern: Pattern, language: Language): string =>
  saidOf(levelsOf(pattern), language)
    .map(({ words }) => words)
    .join('; ')
