import type { Scan } from '../../core/db/scan.ts'

/** Leaves read at a time. */
export const pageSize = 2_000

/** A sum over rows in any order: sums that are equal mean sets that are, but for one chance in 2^64. */
export interface Sum {
  low: number
  high: number
}

/** Adds the fingerprint of one row of numbers to a sum. */
export function add(sum: Sum, row: readonly (number | null)[]): void {
  let low = 0x2c1b3c6d
  let high = 0x297a2d39
  for (const cell of row) {
    const value = cell ?? -1
    low = Math.imul(low ^ value ^ (value / 0x1_0000_0000), 0x85ebca6b)
    low ^= low >>> 13
    high = Math.imul((high ^ low) + value, 0xc2b2ae35)
    high ^= high >>> 16
  }
  sum.low = (sum.low + low) | 0
  sum.high = (sum.high + high) | 0
}

const patientPage =
  'select patient, at, leaf_index, kind, actor from audit_patient where (patient, at, leaf_index) > (?, ?, ?) ' +
  'and patient < ? order by patient, at, leaf_index limit ?'

/** A place in the index by patient: what lies beyond it comes next. */
export type PatientPlace = [patient: number, at: number, leaf: number]

export interface PatientSum extends Sum {
  /** Where to go on; none where the range is at its end. */
  next?: PatientPlace
}

/**
 * The sum over the index by patient from a place on, for the patients whose keys lie below another and the leaves below `size`; of
 * about so many rows at most.
 */
export async function sumPatients(
  scan: Scan,
  from: PatientPlace,
  to: number,
  size: number,
  most = Number.POSITIVE_INFINITY,
): Promise<PatientSum> {
  const sum: Sum = { low: 0, high: 0 }
  let after = from
  for (let read = 0; ; ) {
    const rows = (await scan.rows(patientPage, [...after, to, pageSize])) as [
      number,
      number,
      number,
      number,
      number | null,
    ][]
    for (const row of rows) if (row[2] < size) add(sum, row)
    read += rows.length
    const last = rows.at(-1)
    if (rows.length < pageSize || !last) return sum
    after = [last[0], last[1], last[2]]
    if (read >= most) return { ...sum, next: after }
  }
}

export function addTo(sum: Sum, more: Sum): void {
  sum.low = (sum.low + more.low) | 0
  sum.high = (sum.high + more.high) | 0
}
