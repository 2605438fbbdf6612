import { datesIn, readDates } from '../../api/patients/readDate.ts'
import { shownOfMrn } from '../../api/patients/shownOfMrn.ts'
import type { Heard } from '../callers/heard.ts'
import type { PatientRow } from '../core/dataProvider.ts'

const compact = /(?<!\S)(?:19|20)\d{6}(?!\S)/g
const wholeAddress = /^\S+@[^\s@]+\.[^\s@.]{2,}$/

/**
 * Of what was typed to find somebody, the answers it holds: a birth date, a whole number or address. Each only where nothing
 * else it could be was typed, since a wrong answer costs; names are on the page anyway.
 * @param chosen who was opened; what was typed about another person is no answer
 */
export function heardIn(
  typed: string,
  chosen: Pick<PatientRow, 'birthYear' | 'born'>,
  today = new Date().toISOString().slice(0, 10),
): Heard {
  const dates = [...typed.matchAll(datesIn), ...typed.matchAll(compact)].map(([text]) => text)
  const days = dates
    .flatMap((text) => readDates(text, today))
    .filter((day) => day.startsWith(chosen.birthYear))
  const others = typed
    .replace(datesIn, ' ')
    .replace(compact, ' ')
    .split(/\s+/)
    .filter((token) => /[\d@]/.test(token))
  const [only] = others.length === 1 ? others : []
  return {
    ...(dates.length === 1 && days.length === 1 && chosen.born !== false && { birthDate: days[0]! }),
    ...(only && kindOf(only)),
  }
}

function kindOf(token: string): Heard {
  if (token.includes('@')) return wholeAddress.test(token) ? { email: token } : {}
  const digits = token.replace(/\D/g, '').length
  if (/^\+?[\d().-]+$/.test(token) && /[().+-]/.test(token)) return digits >= 10 ? { phone: token } : {}
  // Ten digits alone may be either; four, a year; and the end of a record's number is no answer.
  return digits > Math.max(shownOfMrn, 4) && digits < 10 ? { mrn: token } : {}
}
