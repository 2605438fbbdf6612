import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/** What medical records decides about a patient: the rooms that keep it add it by their `room.ts`, the cases ask whether it waits. */
export const undecidedKinds = ['correction', 'custody', 'duplicate', 'conflict'] as const
export type UndecidedKind = (typeof undecidedKinds)[number]

export interface Undecided {
  kind: UndecidedKind
  waits(db: Kysely<Tables>, patientId: string): Promise<boolean>
  /** The other records that the decision is about, where it is about any. */
  others?(db: Kysely<Tables>, patientId: string): Promise<string[]>
  /** The records that were decided to be other people's. */
  apart?(db: Kysely<Tables>, patientId: string): Promise<string[]>
}

/** What of a patient waits for a decision, in the order of the kinds. */
export async function undecidedOf(
  all: readonly Undecided[],
  db: Kysely<Tables>,
  patientId: string,
): Promise<UndecidedKind[]> {
  const waiting = new Set<UndecidedKind>()
  for (const one of all) if (await one.waits(db, patientId)) waiting.add(one.kind)
  return undecidedKinds.filter((kind) => waiting.has(kind))
}
