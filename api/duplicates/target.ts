import type { GuardCall, Target } from '../acts/act.ts'
import { undecidedOf } from '../acts/undecided.ts'
import { held } from '../core/db/lock.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { undecided } from '../logins/undecided.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatients } from '../patients/target.ts'
import { replaced as isReplaced } from '../patients/words.ts'
import { missingStrangerToAny } from '../staff/kinship.ts'
import type { PairState } from './lists.ts'
import { mergeOf, standingMergeOf } from './queries.ts'
import type { MergeRow, PairRow } from './tables.ts'
import * as words from './words.ts'

/** Two records that may be one person’s, held, with the merge of them that stands. */
export interface OnPair {
  row: PairRow
  patients: PatientRow[]
  merge: MergeRow | undefined
  /** The record that is to stand, and the one that it takes the place of. */
  survivor: PatientRow | undefined
  replaced: PatientRow | undefined
}
type Asked = { id: string; version: number; survivorId?: string }
type Call = GuardCall<OnPair, Asked>

/** What is seen of a pair is of this version: it grows whenever either record changes, or how the two agree. */
export const versionSeen = (row: Pick<PairRow, 'version'>, patients: readonly PatientRow[]): number =>
  patients.reduce((sum, { version }) => sum + version, row.version)

export const idsOf = (row: Pick<PairRow, 'patient_id' | 'other_patient_id'>): string[] => [
  row.patient_id,
  row.other_patient_id,
]

export const onPair = {
  async load(trx, ctx, { id, survivorId }) {
    const pair = trx.selectFrom('duplicate_pair').selectAll().where('id', '=', id)
    const seen = await pair.executeTakeFirst()
    if (!seen) throw new NotFound(words.noPair)
    const ids = idsOf(seen)
    if (survivorId !== undefined && !ids.includes(survivorId))
      throw new Invalid({ survivorId: words.notOfPair })
    const patients = [...(await holdPatients(trx, ctx, ids)).values()]
    const row = await held(ctx.desk.db, pair).executeTakeFirst()
    if (!row) throw new NotFound(words.noPair)
    const merge = await mergeOf(trx, id)
    const stands = merge?.survivor_id ?? survivorId
    return {
      ...{ row, patients, merge },
      survivor: patients.find((one) => one.id === stands),
      replaced: stands === undefined ? undefined : patients.find((one) => one.id !== stands),
    }
  },
  about: ({ row }) => ({ patientIds: idsOf(row), object: { type: 'duplicate-pair', id: row.id } }),
  guards: {
    from: ({ found }: Call, wanted: readonly PairState[]) =>
      wanted.includes(found.row.state) ? undefined : new Conflict(words.pairDecided),
    /** Nobody’s kin decides. */
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStrangerToAny(trx, ctx, found.patients),
    /** The decision is on what the person saw. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === versionSeen(found.row, found.patients) ? undefined : new Conflict(words.pairChanged),
    /** A record that was merged into another takes nothing in and is merged no more. */
    standing: ({ found }: Call, _wanted: true) =>
      found.patients.some(({ replaced_by }) => replaced_by !== null) ? new Conflict(isReplaced) : undefined,
    /** What records has to answer on a record is not lost from sight: a doubt about custody protects a child. */
    settled: async ({ trx, found }: Call, _wanted: true) =>
      (await undecidedOf(undecided, trx, found.replaced!.id)).length > 0
        ? new Conflict(words.waitsHere)
        : undefined,
    /** Merges are undone in the order opposite to that in which they were made, and what the source says is not undone here. */
    undoable: async ({ trx, found: { survivor, replaced } }: Call, _wanted: true) => {
      if (replaced!.replaced_by !== survivor!.id) return new Conflict(words.mergedElsewhere)
      return (await standingMergeOf(trx, survivor!.id)) ? new Conflict(words.mergedOn) : undefined
    },
  },
} satisfies Target<Asked, OnPair>
