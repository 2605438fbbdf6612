import type { Places } from '../patients/places.ts'
import type { Identifier } from '../patients/record.ts'

/** What an import has met so far. */
export interface Met {
  /** Numbers, with their issuers, of the records taken in: another record with one of them repeats it. */
  numbers: Set<string>
  patientIds: Set<string>
  /** The patients by what their source calls them. */
  byId: Map<string, string>
  places: Places
  /** Who took the place of whom: our id, and what the source calls the other. */
  replaced: Map<string, string>
  /** Patients that a dry run created, and undid. */
  undone: Set<string>
  /** Visits that a dry run wrote or counted, and undid: when each is now said to have been, nothing where it was not. */
  visits: Map<string, { undone: boolean; startedAt: string | undefined }>
}

export const nobodyMet = (): Met => ({
  numbers: new Set(),
  patientIds: new Set(),
  byId: new Map(),
  places: new Map(),
  replaced: new Map(),
  undone: new Set(),
  visits: new Map(),
})

/** A number with its issuer, as FHIR writes a token. */
const tokenOf = ({ system, value }: Identifier) => `${system}|${value}`

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
  takeNumbers(numbers: readonly Identifier[]): void {
    for (const number of numbers) this.own.numbers.add(tokenOf(number))
  }
  hasPatient = (id: string) => this.before.patientIds.has(id) || this.own.patientIds.has(id)
  patientCalled = (id: string) => this.own.byId.get(id) ?? this.before.byId.get(id)

  keep(dryRun: boolean, created: readonly string[]): void {
    const { before, own } = this
    for (const key of ['numbers', 'patientIds'] as const) for (const value of own[key]) before[key].add(value)
    for (const key of ['byId', 'replaced'] as const) for (const [k, v] of own[key]) before[key].set(k, v)
    for (const [key, visit] of own.visits) before.visits.set(key, visit)
    if (dryRun) for (const id of created) before.undone.add(id)
    else for (const [key, id] of own.places) before.places.set(key, id)
  }
}
