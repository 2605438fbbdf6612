/** How much of some figures is about one member of staff. */
export interface AboutStaff {
  flagged: number
  alerts: number
  open: number
}

export const nothingAbout: AboutStaff = { flagged: 0, alerts: 0, open: 0 }

/** What stands in a column of JSON by the ids of staff. */
export const ofStaff = <T>(column: string | null, staffId: string): T | undefined =>
  column === null ? undefined : (JSON.parse(column) as Record<string, T>)[staffId]

/**
 * Counts of accesses without what was flagged of one's own: to whoever is watched it is an access like others, in the sum and among
 * those that nothing explains (2026-11-27).
 */
export const withoutFlagged = <T extends { unexplained: number; flagged: number }>(
  row: T,
  own: number,
): T => ({
  ...row,
  flagged: row.flagged - own,
  unexplained: row.unexplained + own,
})
