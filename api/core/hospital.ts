import { z } from 'zod'
import { isCountry } from './phone.ts'
import { readHolidays, readServiceHours } from './serviceHours.ts'
import { rule } from './words.ts'

const timeZone = z.string().refine(
  (zone) => {
    // An offset keeps no summer time: a hospital's days are those of a place.
    if (!/^[A-Za-z]/.test(zone)) return false
    try {
      return !!new Intl.DateTimeFormat('en', { timeZone: zone })
    } catch {
      return false
    }
  },
  rule(
    'must be a time zone name such as America/New_York',
    'debe ser una zona horaria como America/New_York',
  ),
)

/** Systems of numbers, or a word that stands for the usual. */
const systemsOr = (usual: 'any' | 'none') =>
  z
    .string()
    .trim()
    .max(2000)
    .refine(
      (systems) =>
        systems === usual || systems.split(/\s+/).every((system) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(system)),
      rule(
        `must be “${usual}”, or systems as FHIR writes them (urn:oid:… or https://…) with spaces between`,
        `debe ser «${usual}», o sistemas como los escribe FHIR (urn:oid:… o https://…) separados por espacios`,
      ),
    )
    .default(usual)

const aNumber = /^\+?[\d\s().\-/]{7,30}$/

/** The telephones of a list, as they were written. */
export const listedNumbers = (list: string): string[] =>
  list === 'none' ? [] : list.split(',').map((number) => number.trim())

/** Whose house it is: what the hospital decides that is no number. */
export const hospital = z.object({
  hospitalName: z.string().trim().min(1).max(80).default('Your hospital'),
  /** Days, and times shown to people, are this zone's. */
  timeZone: timeZone.default('UTC'),
  /** Whose telephone numbers are written without a country code, and whose postal codes are (ISO 3166-1 alpha-2). */
  homeCountry: z
    .string()
    .trim()
    .toUpperCase()
    .refine(
      isCountry,
      rule('must be a country in two letters, such as US', 'debe ser un país en dos letras, como US'),
    )
    .default('US'),
  /** Set by the demo; such a database is served on this machine only. */
  demo: z.coerce.number().int().min(0).max(1).default(0),
  /**
   * The systems whose numbers are medical record numbers, the one people know first, with spaces between; `any` takes what a
   * feed types as one. What no hospital issues, such as social security numbers, never is (2026-11-26).
   */
  mrnIssuers: systemsOr('any'),
  /**
   * Those of them that count with nine digits though what is on file does not show it yet: else nine digits that could be a social
   * security number are taken for one where the issuer's other numbers are shorter (2026-11-27).
   */
  nineDigitIssuers: systemsOr('none'),
  /**
   * When the desk is there, by the hospital's clocks; the time of a service level passes then only. Day and night until the
   * hospital says its hours: a guess would move every due time (2026-11-26).
   */
  serviceHours: z
    .string()
    .trim()
    .max(300)
    .refine(
      (hours) => readServiceHours(hours) !== undefined,
      rule(
        'must be “always”, or hours such as “Mon-Fri 08:00-18:00, Sat 09:00-12:00”, at least 5 a week and none twice',
        'debe ser «always», u horas como «Mon-Fri 08:00-18:00, Sat 09:00-12:00», al menos 5 por semana y ninguna repetida',
      ),
    )
    .default('always'),
  /** Days on which the desk is closed: of each year, or of one. */
  holidays: z
    .string()
    .trim()
    .max(700)
    .refine(
      (days) => readHolidays(days) !== undefined,
      rule(
        'must be “none”, or up to 60 days such as “12-25, 2026-11-26” (month and day, or year, month and day)',
        'debe ser «none», o hasta 60 días como «12-25, 2026-11-26» (mes y día, o año, mes y día)',
      ),
    )
    .default('none'),
  /** Telephones from which many patients are rightly called about, as those of care homes: no sign of risk (2026-11-26). */
  sharedNumbers: z
    .string()
    .trim()
    .max(2000)
    .refine(
      (list) =>
        listedNumbers(list).every((number) => aNumber.test(number) && number.replace(/\D/g, '').length >= 7),
      rule(
        'must be “none”, or phone numbers of at least 7 digits with commas between',
        'debe ser «none», o teléfonos de al menos 7 cifras separados por comas',
      ),
    )
    .default('none'),
})
