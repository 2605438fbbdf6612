import { normalize } from '../../core/normalize.ts'
import { maskContact } from '../../patients/mask.ts'
import type { ContactPointRow, PatientRow } from '../../patients/published.ts'
import { type Identifier, numbersOf, type PatientRecord } from '../../patients/record.ts'
import { contactKey } from '../../patients/saveContacts.ts'
import { type ComparedField, comparedFields } from './lists.ts'

/** One field of one side: what is shown of it, and what it is compared by; nothing where the side does not carry it. */
type Side = Record<ComparedField, { shown: string[]; keys: string[] } | undefined>

const texts = (...given: (string | null | undefined)[]) => {
  const shown = given.filter((one): one is string => one !== null && one !== undefined && one !== '')
  return { shown, keys: shown.map(normalize).sort() }
}
const carried = (given: string | null | undefined) => (given === undefined ? undefined : texts(given))
const listed = (given: string[] | undefined) => given && texts(...given)
const codes = (code: string) => ({ shown: [code], keys: [code] })

const numbersShown = (numbers: readonly Identifier[]) => {
  const inUse = numbers.filter(({ former }) => !former)
  return {
    shown: inUse.map(({ system, value }) => `${value} (${system})`),
    keys: inUse.map(({ system, value }) => `${system}|${value}`).sort(),
  }
}
const contactsShown = (contacts: { system: 'phone' | 'email'; value: string; key: string }[]) => ({
  shown: contacts.map(maskContact),
  keys: [...new Set(contacts.map(({ key }) => key))].sort(),
})

/** What a feed's record says, field by field. */
export function sideOfRecord(record: Omit<PatientRecord, 'primaryProviderId'>, home: string): Side {
  const contacts = record.contacts
    ?.filter(({ endedAt }) => !endedAt)
    .map((one) => ({ ...one, key: contactKey(one, home) }))
  const of = (system: 'phone' | 'email') =>
    contacts && (record.kindsTold?.includes(system) ?? true)
      ? contactsShown(contacts.filter((one) => one.system === system))
      : undefined
  const { street, city, state, postalCode } = record
  const address = [street, city, state, postalCode]
  return {
    familyName: texts(record.familyName),
    givenName: texts(record.givenName),
    suffix: carried(record.suffix),
    otherNames: listed(record.otherNames),
    nicknames: listed(record.nicknames),
    formerGivenNames: listed(record.formerGivenNames),
    birthDate: texts(record.birthDate),
    sex: carried(record.sex),
    language: carried(record.language),
    numbers: numbersShown(numbersOf(record)),
    address: address.every((part) => part === undefined)
      ? undefined
      : texts(address.filter(Boolean).join(', ')),
    phone: of('phone'),
    email: of('email'),
    deceased: record.deceasedAt
      ? texts(record.deceasedAt)
      : record.deceased === undefined
        ? undefined
        : codes(record.deceased ? 'yes' : 'no'),
    inUse: record.active === undefined ? undefined : codes(record.active ? 'yes' : 'no'),
  }
}

/** What is on file of a patient, field by field. */
export function sideOnFile(
  row: PatientRow,
  channels: readonly ContactPointRow[],
  numbers: readonly Identifier[],
): Side {
  const names = (list: string) => texts(...(JSON.parse(list) as string[]))
  const of = (system: 'phone' | 'email') =>
    contactsShown(
      channels.filter((one) => one.system === system).map((one) => ({ ...one, key: one.value_key })),
    )
  return {
    familyName: texts(row.family_name),
    givenName: texts(row.given_name),
    suffix: texts(row.suffix),
    otherNames: names(row.other_names),
    nicknames: names(row.nicknames),
    formerGivenNames: names(row.former_given_names),
    birthDate: texts(row.birth_date),
    sex: texts(row.sex),
    language: texts(row.language),
    numbers: numbersShown(numbers),
    address: texts([row.street, row.city, row.state, row.postal_code].filter(Boolean).join(', ')),
    phone: of('phone'),
    email: of('email'),
    deceased: row.deceased_at ? texts(row.deceased_at) : codes('no'),
    inUse: codes(row.inactive_since || row.replaced_by ? 'no' : 'yes'),
  }
}

/** Whether two sides say the same of a field; undefined where the feed says nothing of it. */
function agree(field: ComparedField, said: Side, onFile: Side): boolean | undefined {
  const [a, b] = [said[field], onFile[field]!]
  if (!a) return undefined
  // A day agrees with its year, and a death without a day with any.
  if (field === 'birthDate') return a.keys[0]!.startsWith(b.keys[0]!) || b.keys[0]!.startsWith(a.keys[0]!)
  if (field === 'deceased' && a.keys[0] === 'yes') return b.keys[0] !== 'no'
  return a.keys.join('\n') === b.keys.join('\n')
}

/**
 * A record beside the patients it may be, field by field. Names, birth date, numbers and address stand whole, since people
 * cannot decide otherwise and whoever decides verifies nobody; of a telephone or an e-mail address it is enough to know
 * whether it is the same (2026-11-26).
 */
export const compared = (said: Side, onFile: readonly Side[]) =>
  comparedFields
    .map((field) => ({
      field,
      said: said[field]?.shown ?? null,
      onFile: onFile.map((side) => ({
        shown: side[field]!.shown,
        differs: agree(field, said, side) === false,
      })),
    }))
    .filter(({ said, onFile }) => (said?.length ?? 0) > 0 || onFile.some(({ shown }) => shown.length > 0))

/** The names of the fields in which a record says something else than is on file. */
export const differing = (said: Side, onFile: Side): ComparedField[] =>
  comparedFields.filter((field) => agree(field, said, onFile) === false)
