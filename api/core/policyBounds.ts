import type { PolicyNumber, PolicyRows } from './policy.ts'

/** What a number may be as the others stand, and the number that keeps it from more or less than its own bounds. */
export function boundsOf(
  rows: PolicyRows,
  name: string,
  inForce: Readonly<Record<string, string | number>>,
): { least: number; most: number; keeps?: PolicyNumber } {
  const row = rows[name]!
  let bounds: ReturnType<typeof boundsOf> = { least: row.least, most: row.most }
  const upper = row.under
  if (upper && Number(inForce[upper.name]) - upper.by < bounds.most)
    bounds = { ...bounds, most: Number(inForce[upper.name]) - upper.by, keeps: upper.row }
  for (const [lower, { under }] of Object.entries(rows))
    if (under?.name === name && Number(inForce[lower]) + under.by > bounds.least)
      bounds = { ...bounds, least: Number(inForce[lower]) + under.by, keeps: rows[lower]! }
  return bounds
}

/** The numbers that bound one, or are bounded by it. */
export const relativesOf = (rows: PolicyRows, name: string): string[] =>
  Object.entries(rows).flatMap(([other, { under }]) =>
    under?.name === name ? [other] : other === name && under ? [under.name] : [],
  )
