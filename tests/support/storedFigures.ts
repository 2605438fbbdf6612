import type { House } from './harness.ts'

/** Every adoption figure as stored, in an order that does not depend on how it came about. */
export async function storedFigures(house: House): Promise<string[]> {
  const keys = new Map((await house.rows('adoption_cell')).map((row) => [row.cell, row.key]))
  return (await house.rows('adoption_rollup'))
    .filter((row) => row.carry !== 0 || row.days !== '[]')
    .map((row) => JSON.stringify([row.series, row.month, keys.get(row.cell), row.carry, row.total, row.days]))
    .sort()
}
