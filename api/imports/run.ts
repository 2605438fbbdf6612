import type { Places } from '../patients/places.ts'
import type { Identifier } from '../patients/record.ts'
import type { Place, SourcePatient } from './records.ts'

/** Whom something in a source says: nobody until, and unless, the record is taken in. */
export interface Who {
  patientId?: string
}

/** What an import has met so far. */
export interface Met {
  /**
   * Numbers, with their issuers, of the records taken in, and what their source calls each: another record with one of them
   * repeats it.
   */
  numbers: Map<string, string | undefined>
  /** Numbers of records that were put aside, in this import or before, and wait: whose they are, people decide. */
  putAside: Set<string>
  patientIds: Set<string>
  /** The patients by what their source calls them. */
  byId: Map<string, Who>
  /** Those of Bundles by file and entry. */
  byPlace: Map<string, Who>
  places: Places
  /** Who took the place of whom: our id, and what the source calls the other. */
  replaced: Map<string, string>
  /** Patients that a dry run created, and undid. */
  undone: Set<string>
  /** Visits that a dry run wrote or counted, and undid: when each is now said to have been, nothing where it was not. */
  visits: Map<string, { undone: boolean; startedAt: string | undefined }>
}

export const nobodyMet = (): Met => ({
  numbers: new Map(),
  putAside: new Set(),
  patientIds: new Set(),
  byId: new Map(),
  byPlace: new Map(),
  places: new Map(),
  replaced: new Map(),
  undone: new Set(),
  visits: new Map(),
})

type Called = Pick<SourcePatient, 'id' | 'numbers'>
const placeKey = (file: string, entry: number) => `${file}#${entry}`

/** A number with its issuer, as FHIR writes a token. */
export const tokenOf = ({ system, value }: Identifier) => `${system}|${value}`

/**
 * What one batch meets, seen over what was met before. A batch whose transaction is begun again begins anew here too; only
 * one that is done is kept.
 */
export class BatchMet {
  readonly own = nobodyMet()
  readonly before: Met
  constructor(before: Met) {
    this.before = before
    // Ids of places that a dry run undid must not be taken for stored ones.
    this.own.places = new Map(before.places)
  }
  hasNumber = (number: Identifier) =>
    this.before.numbers.has(tokenOf(number)) || this.own.numbers.has(tokenOf(number))
  takeNumbers(numbers: readonly Identifier[], calledBy: string | undefined): void {
    for (const number of numbers) this.own.numbers.set(tokenOf(number), calledBy)
  }
  putNumbersAside(numbers: readonly Identifier[]): void {
    for (const number of numbers) this.own.putAside.add(tokenOf(number))
  }
  isPutAside = (number: Identifier) =>
    this.before.putAside.has(tokenOf(number)) || this.own.putAside.has(tokenOf(number))
  hasPatient = (id: string) => this.before.patientIds.has(id) || this.own.patientIds.has(id)
  called = (id: string) => this.own.byId.get(id) ?? this.before.byId.get(id)
  atPlace = (file: string, entry: number) =>
    this.own.byPlace.get(placeKey(file, entry)) ?? this.before.byPlace.get(placeKey(file, entry))

  /**
   * Notes whom a record says, taken in or not. Who is called as somebody else is cannot be told by that any more, and nothing
   * that points there is anybody's (2026-11-27).
   */
  note({ file, entry, patient }: Place & { patient: Called }, who: Who): void {
    if (entry !== undefined) this.own.byPlace.set(placeKey(file, entry), who)
    const { id, numbers } = patient
    if (id === undefined) return
    const before = this.called(id)
    const again = numbers.some(
      (one) => (this.own.numbers.get(tokenOf(one)) ?? this.before.numbers.get(tokenOf(one))) === id,
    )
    if (!before) this.own.byId.set(id, who)
    else if (!again) this.own.byId.set(id, {})
  }

  keep(dryRun: boolean, created: readonly string[]): void {
    const { before, own } = this
    for (const key of ['putAside', 'patientIds'] as const)
      for (const value of own[key]) before[key].add(value)
    for (const [token, id] of own.numbers) before.numbers.set(token, id)
    for (const key of ['byId', 'byPlace'] as const) for (const [k, who] of own[key]) before[key].set(k, who)
    for (const [id, successor] of own.replaced) before.replaced.set(id, successor)
    for (const [key, visit] of own.visits) before.visits.set(key, visit)
    if (dryRun) for (const id of created) before.undone.add(id)
    else for (const [key, id] of own.places) before.places.set(key, id)
  }
}
