import type { PatientVault } from '../core/vault/vault.ts'
import type { RefillRow } from './tables.ts'

type Column = 'medication' | 'note' | 'answer'

/** Where each text of a request stands, as the vault knows it. */
export const refillAt = (id: string, column: Column) => ({ table: 'refill_request', row: `${id}:${column}` })

/** A request as it was written. */
export function openRefill(vault: PatientVault, row: RefillRow) {
  const opened = (column: Column) =>
    row[column] === null ? null : (vault.open(refillAt(row.id, column), row[column]) as string)
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
