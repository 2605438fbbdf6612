import { hash } from 'node:crypto'
import { daysAfter, hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { addressKey, nameKey, normalize } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from './policy.ts'
import type { PatientRecord } from './record.ts'
import type { PatientRow } from './tables.ts'

/** What says that a record is the very one that was taken in last. */
export const sourceHashOf = (record: PatientRecord): string =>
  hash('sha256', JSON.stringify(record), 'base64url')

/** When and where a record comes in: of somebody whose death is told without a day, it is the hospital's day. */
export interface Here {
  now: string
  day: string
  /** The home country. */
  home: string
  /** Until when on file a former name or birth date counts. */
  selvesSince: string
}

export async function hereOf(trx: Trx, ctx: Ctx): Promise<Here> {
  const { timeZone, homeCountry, changedInTurnDays } = await readPolicy(trx, patientsPolicy)
  const at = ctx.now()
  return {
    now: at.toISOString(),
    day: hospitalDay(at, timeZone),
    home: homeCountry,
    selvesSince: daysAfter(at, -changedInTurnDays),
  }
}

/** The columns of a record: what the source does not carry is as on file. */
export function columnsOf(record: PatientRecord, present: PatientRow | undefined, { now, day }: Here) {
  const list = (given: string[] | undefined, stored: string | undefined) =>
    given ? JSON.stringify(given) : (stored ?? '[]')
  const kept = <K extends keyof PatientRow>(given: PatientRow[K] | undefined, column: K) =>
    given === undefined ? (present?.[column] ?? null) : given
  // A source that repeats the address which the patient's own word took the place of does not bring it back (2026-11-26).
  const replaced = present?.replaced_address ?? null
  const repeats =
    replaced !== null && addressKey(record.street ?? null, record.postalCode ?? null) === replaced
  const { street, city, state, postalCode } = repeats
    ? {
        street: present!.street,
        city: present!.city,
        state: present!.state,
        postalCode: present!.postal_code,
      }
    : {
        street: kept(record.street, 'street'),
        city: kept(record.city, 'city'),
        state: kept(record.state, 'state'),
        postalCode: kept(record.postalCode, 'postal_code'),
      }
  const address = addressKey(street, postalCode)
  const givenName = givenNameOf(record, present)
  return {
    mrn: record.mrn,
    family_name: record.familyName,
    given_name: givenName,
    suffix: kept(record.suffix, 'suffix'),
    other_names: list(record.otherNames, present?.other_names),
    nicknames: list(record.nicknames, present?.nicknames),
    former_given_names: list(record.formerGivenNames, present?.former_given_names),
    family_key: nameKey(record.familyName),
    given_key: nameKey(givenName),
    // A year that is told where the whole day is known tells nothing new.
    birth_date: present?.birth_date.startsWith(record.birthDate) ? present.birth_date : record.birthDate,
    sex: kept(record.sex, 'sex'),
    language: kept(record.language, 'language'),
    race: kept(record.race, 'race'),
    ethnicity: kept(record.ethnicity, 'ethnicity'),
    payer: kept(record.payer, 'payer'),
    street,
    city,
    state,
    postal_code: postalCode,
    address_key: address,
    address_since: !present || present.address_key === address ? (present?.address_since ?? null) : now,
    primary_provider_id: kept(record.primaryProviderId, 'primary_provider_id'),
    deceased_at: deathOf(record, present, day),
    inactive_since:
      record.active === undefined
        ? (present?.inactive_since ?? null)
        : record.active
          ? null
          : (present?.inactive_since ?? now),
  }
}

/** A first name of a source that has no others takes none of those away that another told (2026-11-28). */
function givenNameOf({ givenName, firstNameOnly }: PatientRecord, present: PatientRow | undefined): string {
  if (!present || !firstNameOnly) return givenName
  const begins = `${normalize(present.given_name)} `.startsWith(`${normalize(givenName)} `)
  return begins ? present.given_name : givenName
}

/** A source that says nothing of a death brings nobody back to life. */
function deathOf(
  { deceased, deceasedAt }: PatientRecord,
  present: PatientRow | undefined,
  today: string,
): string | null {
  if (deceasedAt) return deceasedAt
  if (deceased === false) return null
  return present?.deceased_at ?? (deceased ? today : null)
}
