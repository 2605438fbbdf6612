import type { Language } from '../core/words.ts'
import { type Field, fields, type LevelOf, levelAt, levels, type Pattern } from './levels.ts'

/** What each level is called: a score in words. What the records do not say is not spoken of. */
export const levelTexts: { [F in Field]: Record<LevelOf<F>, Record<Language, string>> } = {
  birth: {
    same: { en: 'same birth date', es: 'misma fecha de nacimiento' },
    swapped: { en: 'day and month of birth swapped', es: 'día y mes de nacimiento intercambiados' },
    slip: { en: 'birth dates one digit apart', es: 'fechas de nacimiento con un dígito distinto' },
    'two-parts': {
      en: 'two of three parts of the birth date agree',
      es: 'coinciden dos de tres partes de la fecha',
    },
    days: { en: 'birth dates a few days apart', es: 'fechas de nacimiento con pocos días de diferencia' },
    year: { en: 'birth dates within a year', es: 'fechas de nacimiento a menos de un año' },
    differs: { en: 'different birth dates', es: 'fechas de nacimiento distintas' },
  },
  family: {
    same: { en: 'same surname', es: 'mismo apellido' },
    'other-name': { en: 'a former or second surname agrees', es: 'coincide un apellido anterior o segundo' },
    swapped: { en: 'surname stands as the given name', es: 'el apellido figura como nombre' },
    near: { en: 'surname spelled alike', es: 'apellido escrito de forma parecida' },
    alike: { en: 'surname somewhat alike', es: 'apellido algo parecido' },
    differs: { en: 'different surnames', es: 'apellidos distintos' },
  },
  given: {
    same: { en: 'same given name', es: 'mismo nombre' },
    nickname: { en: 'given name is a short form of the other', es: 'un nombre es forma corta del otro' },
    swapped: { en: 'given name stands as the surname', es: 'el nombre figura como apellido' },
    near: { en: 'given name spelled alike', es: 'nombre escrito de forma parecida' },
    initial: { en: 'one given name begins the other', es: 'un nombre es el comienzo del otro' },
    alike: { en: 'given name somewhat alike', es: 'nombre algo parecido' },
    differs: { en: 'different given names', es: 'nombres distintos' },
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

/** A pattern in words, what agrees first: “same birth date; surname spelled alike; different telephones”. */
export function inWords(pattern: Pattern, language: Language): string {
  const said = fields.flatMap((field) => {
    const level = levels[field][levelAt(pattern, field)]
    return level === undefined
      ? []
      : { level, text: (levelTexts[field] as Record<string, Record<Language, string>>)[level]! }
  })
  return said
    .toSorted((a, b) => Number(a.level === 'differs') - Number(b.level === 'differs'))
    .map(({ text }) => text[language])
    .join('; ')
}
