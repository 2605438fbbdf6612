import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/*
 * Telephone numbers, as people write them in any country. Those of the home country are compared by what is dialled
 * there, others with their country code, so that each has one form however it was written (ITU-T E.164).
 */

/** Whether two letters (ISO 3166-1 alpha-2) are a country that has telephone numbers. */
export const isCountry = (country: string): boolean => isSupportedCountry(country)

// Most numbers of a North American feed are ten digits and some marks; to parse each would be a tenth of an import.
const american = /^(?:1|\+1)?([2-9]\d{2}[2-9]\d{6})$/
const marks = /[\s().\-/\u00a0\u2010-\u2015]/g

/** A number in the form it is compared in; empty where it has fewer than seven digits, which nobody can be known by. */
export function phoneKey(phone: string, home: string): string {
  const code = getCountryCallingCode(home as CountryCode)
  const plain = code === '1' && american.exec(phone.replace(marks, ''))
  if (plain) return plain[1]!
  const number = parsed(phone, home)
  if (number)
    return number.countryCallingCode === code
      ? number.nationalNumber
      : `+${number.countryCallingCode}${number.nationalNumber}`
  const digits = phone.replace(/(?:ext|x)\.?\s*\d+\s*$/i, '').replace(/\D/g, '')
  return digits.length < 7 ? '' : digits.slice(-10)
}

/** Whether a text is a number of the home country, or one with its country code. */
export const isPhone = (phone: string, home: string): boolean =>
  (getCountryCallingCode(home as CountryCode) === '1' && american.test(phone.replace(marks, ''))) ||
  parsed(phone, home) !== undefined

/**
 * A number as a gateway dials it (E.164), or nothing where the text is none or has an extension, which nothing that is sent
 * reaches.
 */
export function dialable(phone: string, home: string): string | undefined {
  const number = parsed(phone, home)
  return number?.isValid() && !number.ext ? number.number : undefined
}

/**
 * “00” stands for “+” wherever it was written, and Mexico’s mobiles had a 1 after their country code until 2019. A number of
 * another length than its country has is none.
 */
function parsed(phone: string, home: string): PhoneNumber | undefined {
  const said = phone.replace(/^\s*00(?=[\s\d(])/, '+').replace(/^(\s*\+52)\D*1(?=(?:\D*\d){10}\D*$)/, '$1')
  const number = parsePhoneNumberFromString(said, home as CountryCode)
  return number?.isPossible() ? number : undefined
}
