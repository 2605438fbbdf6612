import { normalize } from '../core/normalize.ts'
import type { Owners } from './owners.ts'
import { numbersOf, type PatientRecord, unknownIssuer } from './record.ts'
import type { PatientRow } from './tables.ts'

export type Match =
  | { present: PatientRow | undefined }
  | { conflict: 'another-person' | 'identifiers-of-two'; patientIds: string[] }

type Named = Pick<PatientRecord, 'familyName' | 'givenName' | 'otherNames' | 'nicknames' | 'formerGivenNames'>

/**
 * Who a record of a source is: the patient who has one of its numbers, of the same issuer. A number can be mistyped, given
 * anew, or carry the wrong issuer: where the name *and* the birth date are another person's, nothing is decided here. A
 * number whose issuer was not kept is no proof by itself: it is theirs if name and birth date agree, and somebody else's if
 * neither does (decision of 2026-11-26).
 */
export function matchPatient(owners: Owners, record: PatientRecord): Match {
  const numbered = owners.of(numbersOf(record))
  // A record that was replaced by another of these is that one’s former self.
  const found = numbered.filter(({ row }) => !numbered.some((one) => one.row.id === row.replaced_by))
  const own = found.filter((owner) => owner.systems.some((system) => system !== unknownIssuer))
  if (own.length > 1) return { conflict: 'identifiers-of-two', patientIds: own.map(({ row }) => row.id) }
  const [present] = own
  if (present) {
    const [name, birth] = agreement(present.row, record)
    return name || birth
      ? { present: present.row }
      : { conflict: 'another-person', patientIds: [present.row.id] }
  }
  const alike = found.map(({ row }) => ({ row, agrees: agreement(row, record) }))
  const same = alike.filter(({ agrees }) => agrees.every(Boolean))
  if (same.length === 1) return { present: same[0]!.row }
  const perhaps = alike.filter(({ agrees }) => agrees.some(Boolean))
  return perhaps.length > 0
    ? { conflict: 'another-person', patientIds: perhaps.map(({ row }) => row.id) }
    : { present: undefined }
}

/** Whether a row and a record agree in a name and in the birth date. */
function agreement(row: PatientRow, record: PatientRecord): [name: boolean, birth: boolean] {
  const onFile: Named = {
    familyName: row.family_name,
    givenName: row.given_name,
    otherNames: JSON.parse(row.other_names),
    nicknames: JSON.parse(row.nicknames),
    formerGivenNames: JSON.parse(row.former_given_names),
  }
  return [sameName(onFile, record), sameDay(row.birth_date, record.birthDate)]
}

const families = (n: Named) => words(n.familyName, ...n.otherNames)
const givens = (n: Named) => words(n.givenName, ...(n.nicknames ?? []), ...(n.formerGivenNames ?? []))
const words = (...names: string[]) => names.flatMap((name) => normalize(name).split(' ').filter(Boolean))
const share = (a: string[], b: string[]) => a.some((word) => b.includes(word))

/** A family name and a given name in common, whenever they were borne; of one name alone, that one. */
function sameName(a: Named, b: Named): boolean {
  if (givens(a).length === 0 || givens(b).length === 0)
    return share([...families(a), ...givens(a)], [...families(b), ...givens(b)])
  return share(families(a), families(b)) && share(givens(a), givens(b))
}

/** A year agrees with every day in it. */
const sameDay = (a: string, b: string) => a.startsWith(b) || b.startsWith(a)
