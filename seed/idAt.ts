import { randomUUID } from 'node:crypto'

/**
 * A UUIDv7 of a moment of the past. The product's own `newId` never goes backwards, so that what is written now about
 * last year would get ids of today; events are sealed, and days told apart, in the order of their ids.
 */
export function idAt(ms: number): string {
  const hex = Math.floor(ms).toString(16).padStart(12, '0')
  const tail = randomUUID()
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${tail.slice(15, 18)}-${tail.slice(19)}`
}
