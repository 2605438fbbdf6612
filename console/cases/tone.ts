import type { Tone } from '../core/StateChip.tsx'

/** Red is for what is late, amber for what waits for somebody. */
export function toneOf(one: { status: string; overdue: boolean; assignedTo: string | null }): Tone {
  if (one.status === 'closed') return 'plain'
  if (one.overdue) return 'wrong'
  return one.assignedTo === null ? 'waits' : 'good'
}
