import type { Desk } from '../../core/context.ts'
import type { FaultKind } from './faults.ts'
import { keepOutside, readOutside } from './keptOutside.ts'

/** What the last verification of the whole log found, as it is kept outside the database. */
export interface LastVerified {
  /** When, ISO 8601. */
  at: string
  ok: boolean
  size: number
  faults: FaultKind[]
  /** Whether the search index was gone through as well. */
  index: boolean
  /** When a verification was last entered in the log: of rounds that find nothing, one a day is. */
  enteredAt: string
}

const name = 'audit-verified'

/** What a thorough check found is not taken back by a lighter one. */
export function keepVerified(
  desk: Desk,
  last: LastVerified,
  where: 'here' | 'everywhere' = 'everywhere',
): void {
  const before = lastVerified(desk)
  if (before && !before.ok && before.index && last.ok && !last.index) return
  keepOutside(desk, name, last, where)
}

export const lastVerified = (desk: Desk) => readOutside<LastVerified>(desk, name)
