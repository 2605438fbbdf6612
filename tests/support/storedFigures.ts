import { groupsOfEach } from '../../api/adoption/rollup/generations.ts'
import type { House } from './harness.ts'

/** Every adoption figure as stored, in an order that does not depend on how it came about. */
export async function storedFigures(house: House): Promise<string[]> {
  const keys = new Map((await house.rows('adoption_cell')).map((row) => [row.cell, row.key]))
  const { generation } = (await house.rows('adoption_generation')).find(({ stage }) => stage === 'shown')!
  return (await house.rows('adoption_rollup'))
    .filter((row) => Math.floor(row.grp / groupsOfEach) === generation)
    .filter((row) => row.carry !== 0 || row.days !== '[]')
    .map((row) => JSON.stringify([row.series, row.month, keys.get(row.cell), row.carry, row.total, row.days]))
    .sort()
}
