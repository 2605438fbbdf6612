import type { PatientVault } from '../core/vault/vault.ts'
import type { RefillRow } from './tables.ts'

type Column = 'medication' | 'note' | 'answer'

/** Where each text of a request stands, as the vault knows it, and of which clinic: moved to another's it opens for nobody. */
export const refillAt = ({ id, clinic_id }: Pick<RefillRow, 'id' | 'clinic_id'>, column: Column) => ({
  table: 'refill_request',
  row: `${id}:${column}:of ${clinic_id}`,
})

/** A request as it was written. */
export function openRefill(vault: PatientVault, row: RefillRow) {
  const opened = (column: Column) =>
    row[column] === null ? null : (vault.open(refillAt(row, column), row[column]) as string)
  return {
    id: row.id,
    medication: opened('medication')!,
    note: opened('note'),
    status: row.status,
    reason: row.reason,
    answer: opened('answer'),
    askedAt: row.created_at,
    decidedAt: row.decided_at,
  }
}
