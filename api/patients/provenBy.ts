import type { Kysely } from 'kysely'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { identifierKey } from '../core/normalize.ts'
import type { Proof } from './searchTerms.ts'

/** What somebody is known by, in comparable forms: the numbers of the record and those they are reached at, as `keys`. */
export interface Known {
  birthDate: string
  keys: Set<string>
}

const listed = (count: number, p: Record<string, string>) => Array.from({ length: count }, (_, i) => p[i]!)

const numbersOf = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('patient as p')
      .leftJoin('patient_identifier as i', (on) =>
        on.onRef('i.patient_id', '=', 'p.id').onRef('i.value', '=', 'p.mrn').on('i.former', '=', 0),
      )
      .select(['p.id', 'p.birth_date', 'p.mrn', 'i.value as own'])
      .where('p.id', 'in', listed(count, p)),
  'kept',
)

const reachedAt = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('contact_point')
      .select(['patient_id', 'value_key'])
      .where('patient_id', 'in', listed(count, p))
      .where('ended_at', 'is', null),
  'kept',
)

/**
 * What a few patients are known by that proves who they are, to compare on the server. The number people know first is found by
 * also where it is not theirs any more (`giveUpNumbers`, or a former one); then it proves nothing.
 */
export async function provenBy(
  db: Kysely<Tables>,
  patientIds: readonly string[],
): Promise<Map<string, Known>> {
  // PostgreSQL takes no empty list.
  if (patientIds.length === 0) return new Map()
  const params = Object.fromEntries(patientIds.entries())
  const people = await numbersOf(patientIds.length, db, params)
  const known = new Map(
    people.map(({ id, birth_date, mrn, own }) => [
      id,
      { birthDate: birth_date, keys: new Set(own === null ? [] : [identifierKey(mrn)]) },
    ]),
  )
  const reached = await reachedAt(patientIds.length, db, params)
  for (const { patient_id, value_key } of reached) known.get(patient_id)?.keys.add(value_key)
  return known
}

/** Whether a proof agrees with what a patient is known by. */
export const agreesWith = (known: Known, { kind, keys }: Proof): boolean =>
  kind === 'birthDate' ? keys.includes(known.birthDate) : keys.some((key) => known.keys.has(key))
