import type { Tone } from '../core/StateChip.tsx'
import type { Say } from '../core/words/useWords.ts'

/** Red is for what is late, amber for what waits for somebody. */
export function toneOf(one: { status: string; overdue: boolean; assignedTo: string | null }): Tone {
  if (one.status === 'closed') return 'plain'
  if (one.overdue) return 'wrong'
  return one.assignedTo === null ? 'waits' : 'good'
}

/** The state of a case in words; what its colour tells is said as well. */
export function stateOf(
  one: {
    status: 'open' | 'escalated' | 'closed'
    escalatedTo: string | null
    overdue: boolean
    assignedTo: string | null
  },
  say: Say,
): string {
  const where = say(`desk.caseStatus.${one.status}`)
  if (one.status === 'closed') return where
  const queue = one.escalatedTo === null ? where : `${where} → ${say.of('desk.queue', one.escalatedTo)}`
  if (one.overdue) return `${queue} · ${say('desk.case.overdue')}`
  return one.assignedTo === null ? `${queue} · ${say('desk.case.unassigned').toLowerCase()}` : queue
}
