import type { Kysely } from 'kysely'
import { held } from '../core/db/lock.ts'
import { oneOf, rowsOfThree } from '../core/db/oneOf.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { type Identifier, unknownIssuer } from './record.ts'
import type { PatientRow } from './tables.ts'

/** A patient, and the issuers of those of their numbers that were looked for. */
export interface Owner {
  row: PatientRow
  systems: string[]
}

const ownersOf = prepared((db: Kysely<Tables>, p: { numbers: string }) =>
  db
    .selectFrom(rowsOfThree(db, p.numbers).as('wanted'))
    .innerJoin('patient_identifier as i', (on) =>
      on.onRef('i.system', '=', 'wanted.a').onRef('i.value', '=', 'wanted.b'),
    )
    .innerJoin('patient as p', 'p.id', 'i.patient_id')
    .selectAll('p')
    .select(['i.system as number_system', 'i.value as number_value']),
)

/** Who has some numbers once nobody else decides about them: whoever does is waited for, and then it is asked again. */
async function ownersHeld(trx: Trx, db: Db, numbers: string) {
  const holding = new Set<string>()
  for (;;) {
    const owners = await ownersOf(trx, { numbers })
    const ids = owners.map(({ id }) => id).filter((id) => !holding.has(id))
    // On SQLite transactions that write come one after the other.
    if (db.engine === 'sqlite' || ids.length === 0) return owners
    const them = trx
      .selectFrom('patient')
      .select('id')
      .where(oneOf(db, 'id', 'text', ids))
      .orderBy('id')
    await held(db, them).execute()
    for (const id of ids) holding.add(id)
  }
}

/**
 * Who has which numbers, looked up for many records at once: of their issuers, and of one that was not kept. They are held
 * until the transaction ends, in the order of their ids, since what is written of them is worked out from what is read here.
 */
export class Owners {
  readonly #by = new Map<string, PatientRow>()

  async lookUp(trx: Trx, db: Db, numbers: readonly Identifier[]): Promise<void> {
    const wanted = numbers.flatMap(({ system, value }) => [
      [system, value],
      [unknownIssuer, value],
    ])
    if (wanted.length === 0) return
    for (const [system, value] of wanted) this.#by.delete(`${system}|${value}`)
    const json = JSON.stringify(wanted)
    for (const { number_system, number_value, ...row } of await ownersHeld(trx, db, json))
      this.#by.set(`${number_system}|${number_value}`, row)
  }

  /** Who has one of some numbers that were looked up, in the order of their ids. */
  of(numbers: readonly Identifier[]): Owner[] {
    const owners = new Map<string, Owner>()
    for (const { system, value } of numbers)
      for (const issuer of system === unknownIssuer ? [system] : [system, unknownIssuer]) {
        const row = this.#by.get(`${issuer}|${value}`)
        if (!row) continue
        const owner = owners.get(row.id) ?? { row, systems: [] }
        owner.systems.push(issuer)
        owners.set(row.id, owner)
      }
    return [...owners.values()].sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
  }
}
