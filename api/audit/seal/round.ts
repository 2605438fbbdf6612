import { isAhead } from '../../core/ahead.ts'
import { hourMs } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { chunkLevel } from './checkLeaves.ts'
import type { Head } from './head.ts'
import { keepOutside, readOutside } from './keptOutside.ts'
import type { Hash } from './merkle.ts'
import type { PatientPlace, Sum } from './sums.ts'
import { noTimes, type Times } from './times.ts'

/** How far the present round over the whole log is, as it is kept outside the database. */
export interface Round {
  /** When the last step was done, and when the round began. */
  at: string
  beganAt: string
  /** The log as it was then: what is sealed since is left to the next round. */
  size: number
  epoch: number
  note: string
  /** Rows of one step, as a power of two: a complete subtree. */
  level: number
  /** Up to which leaf it is verified, and the complete subtrees of those before. */
  leaves: number
  peaks: Hash[]
  /** Where the index by patient goes on; none once it is summed up. */
  place: PatientPlace | null
  should: Sum
  are: Sum
  missing: [number, number][]
  purges: string[]
  times: Times
  checkpoints: number
  seconds: number
}

const name = 'audit-round'

export const beginRound = (
  { clock }: Desk,
  { size, epoch, checkpoint }: Head,
  level = chunkLevel,
): Round => ({
  at: clock().toISOString(),
  beganAt: clock().toISOString(),
  size,
  epoch,
  note: checkpoint,
  level,
  leaves: 0,
  peaks: [],
  place: [-1, -1, -1],
  should: { low: 0, high: 0 },
  are: { low: 0, high: 0 },
  missing: [],
  purges: [],
  times: noTimes(),
  checkpoints: 0,
  seconds: 0,
})

/** Of this node alone: others go round by themselves, which costs each little. */
export const keepRound = (desk: Desk, round: Round): void =>
  keepOutside(desk, name, Object.assign(round, { at: desk.clock().toISOString() }), 'here')

/** The round under way; one of another name of the log, or from a clock that was ahead, is none. */
export function roundOf(desk: Desk, head: Head): Round | undefined {
  const round = readOutside<Round>(desk, name)
  if (round?.epoch !== head.epoch || isAhead(round.at, desk.clock())) return undefined
  return round
}

export const isOver = ({ leaves, size, place }: Round): boolean => leaves === size && place === null

/** In how many hours a round is to end, and how many steps are taken at once where it is behind. */
const withinHours = 20
const mostSteps = 60

/**
 * How many steps are due at a look, so that a round ends within its time by the number of events; the least are two, so that a log of
 * less than a step's events is gone through at each look.
 */
export function stepsDue({ beganAt, level, leaves, size, place }: Round, now: Date, everyMs: number): number {
  // The index by patient has about as many rows as the log: people look at one patient at a time.
  const ofIndex = place ? Math.ceil(size / 2 ** level) : 0
  const left = Math.ceil((size - leaves) / 2 ** level) + ofIndex
  const looks = Math.floor((Date.parse(beganAt) + withinHours * hourMs - now.getTime()) / everyMs)
  return Math.min(mostSteps, Math.max(2, Math.ceil(left / Math.max(1, looks))))
}
